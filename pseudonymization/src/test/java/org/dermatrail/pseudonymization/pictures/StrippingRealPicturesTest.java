package org.dermatrail.pseudonymization.pictures;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.dermatrail.pseudonymization.SharedData;
import org.junit.jupiter.api.Test;

class StrippingRealPicturesTest {

    /** What a parser of metadata may still find: how the pixels are coded. */
    private static final Set<String> HARMLESS = Set.of(
            "JPEG",
            "JFIF",
            "Huffman",
            "Adobe JPEG",
            "File Type",
            "PNG-IHDR",
            "PNG-sRGB",
            "PNG-gAMA",
            "PNG-pHYs",
            "PNG-cHRM");

    @Test
    void leaves_nothing_but_pixels_in_any_of_them() throws IOException, ImageProcessingException {
        for (Path file : SharedData.files("images")) {
            // Given
            byte[] before = Files.readAllBytes(file);

            // When
            StrippedPicture after = StrippingAPictureTest.stripped(before, mediaType(file));

            // Then
            Set<String> found = new TreeSet<>();
            for (Directory directory : parse(after.bytes()).getDirectories()) {
                found.add(directory.getName());
                assertThat(directory.getErrors()).as("%s", file).isEmpty();
            }
            assertThat(HARMLESS).as("%s", file).containsAll(found);
            assertThat(PictureFiles.pixels(after.bytes())).as("%s", file).isEqualTo(PictureFiles.pixels(before));
            StrippedPicture again = StrippingAPictureTest.stripped(after.bytes(), mediaType(file));
            assertThat(again.bytes()).as("%s", file).isEqualTo(after.bytes());
            assertThat(again.removed()).as("%s", file).isEmpty();
        }
    }

    @Test
    void keeps_coded_pixels_bit_for_bit_and_tells_the_orientation() throws IOException, ImageProcessingException {
        for (Path file : SharedData.files("images/exif")) {
            // Given
            byte[] before = Files.readAllBytes(file);
            ExifIFD0Directory exif = requireNonNull(parse(before).getFirstDirectoryOfType(ExifIFD0Directory.class));
            Integer stated = exif.getInteger(ExifDirectoryBase.TAG_ORIENTATION);

            // When
            StrippedPicture after = StrippingAPictureTest.stripped(before, "image/jpeg");

            // Then
            assertThat(scan(after.bytes())).isEqualTo(scan(before));
            assertThat(after.removed()).contains("EXIF");
            assertThat(after.orientation()).isEqualTo(stated);
        }
    }

    @Test
    void takes_the_text_out_of_a_confocal_tile() throws IOException {
        // Given
        byte[] before = Files.readAllBytes(SharedData.require("images/rcm/RCM_tile_with_exif.png"));

        // When
        StrippedPicture after = StrippingAPictureTest.stripped(before, "image/png");

        // Then
        assertThat(after.removed()).containsExactly("text");
        assertThat(PictureFiles.contains(after.bytes(), "tEXt".getBytes(StandardCharsets.US_ASCII)))
                .isFalse();
    }

    private static Metadata parse(byte[] bytes) throws IOException, ImageProcessingException {
        return ImageMetadataReader.readMetadata(new ByteArrayInputStream(bytes));
    }

    private static String scan(byte[] jpeg) {
        String whole = new String(jpeg, StandardCharsets.ISO_8859_1);
        return whole.substring(whole.lastIndexOf("\u00FF\u00DA"));
    }

    private static String mediaType(Path file) {
        return file.toString().endsWith(".png") ? "image/png" : "image/jpeg";
    }
}
