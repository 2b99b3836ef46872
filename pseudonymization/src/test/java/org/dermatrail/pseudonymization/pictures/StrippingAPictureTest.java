package org.dermatrail.pseudonymization.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.dermatrail.pseudonymization.pictures.StrippingRefused.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrippingAPictureTest {

    private static final byte[] SECRET = "Mrs Example, ward 7".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @CsvSource({
        "0xFE, comment",
        "0xE1, application data 1",
        "0xE2, application data 2",
        "0xED, application data 13",
        "0xE0, application data 0",
        "0xEE, application data 14",
        "0xEF, application data 15"
    })
    void takes_each_foreign_segment_out_of_a_jpeg(String marker, String name) {
        // Given
        byte[] clean = stripped(PictureFiles.jpeg(), "image/jpeg").bytes();
        byte[] carrying = PictureFiles.insert(clean, 20, PictureFiles.segment(Integer.decode(marker), SECRET));

        // When
        StrippedPicture result = stripped(carrying, "image/jpeg");

        // Then
        assertThat(result.bytes()).isEqualTo(clean);
        assertThat(result.removed()).containsExactly(name);
    }

    @Test
    void cuts_what_follows_the_end() {
        // Given
        byte[] jpeg = stripped(PictureFiles.jpeg(), "image/jpeg").bytes();
        byte[] png = stripped(PictureFiles.png(), "image/png").bytes();

        // When
        StrippedPicture fromJpeg = stripped(PictureFiles.insert(jpeg, jpeg.length, SECRET), "image/jpeg");
        StrippedPicture fromPng = stripped(PictureFiles.insert(png, png.length, SECRET), "image/png");

        // Then
        assertThat(fromJpeg.bytes()).isEqualTo(jpeg);
        assertThat(fromJpeg.removed()).containsExactly("bytes after the end");
        assertThat(fromPng.bytes()).isEqualTo(png);
        assertThat(fromPng.removed()).containsExactly("bytes after the end");
    }

    @Test
    void takes_the_small_copy_out_of_a_jfif_segment() {
        // Given
        byte[] clean = stripped(PictureFiles.jpeg(), "image/jpeg").bytes();
        byte[] jfif = Arrays.copyOf(Arrays.copyOfRange(clean, 6, 20), 14 + 3);
        jfif[12] = 1;
        jfif[13] = 1;
        byte[] carrying = PictureFiles.insert(Arrays.copyOfRange(clean, 0, 2), 2, PictureFiles.segment(0xE0, jfif));
        carrying = PictureFiles.insert(carrying, carrying.length, Arrays.copyOfRange(clean, 20, clean.length));

        // When
        StrippedPicture result = stripped(carrying, "image/jpeg");

        // Then
        assertThat(result.bytes()).isEqualTo(clean);
        assertThat(result.removed()).containsExactly("JFIF thumbnail");
    }

    @ParameterizedTest
    @ValueSource(strings = {"II", "MM"})
    void tells_how_the_camera_was_held(String byteOrder) {
        // Given
        byte[] block = exif(byteOrder, 6);
        byte[] jpeg = PictureFiles.insert(
                PictureFiles.jpeg(),
                2,
                PictureFiles.segment(
                        0xE1, PictureFiles.insert(block, 0, "Exif\0\0".getBytes(StandardCharsets.US_ASCII))));
        byte[] png = PictureFiles.insert(PictureFiles.png(), 33, PictureFiles.chunk("eXIf", block));

        // When, Then
        assertThat(stripped(jpeg, "image/jpeg").orientation()).isEqualTo(6);
        assertThat(stripped(png, "image/png").orientation()).isEqualTo(6);
        assertThat(stripped(jpeg, "image/jpeg").removed()).contains("EXIF");
        assertThat(stripped(stripped(jpeg, "image/jpeg").bytes(), "image/jpeg").orientation())
                .isEqualTo(1);
    }

    @Test
    void keeps_the_colours_of_a_jpeg_that_only_its_exif_block_explains() {
        // Given a picture without JFIF segment whose colours are not thinned out
        byte[] plain = stripped(PictureFiles.jpeg(), "image/jpeg").bytes();
        byte[] exifOnly = PictureFiles.insert(
                PictureFiles.insert(
                        new byte[] {(byte) 0xFF, (byte) 0xD8}, 2, Arrays.copyOfRange(plain, 20, plain.length)),
                2,
                PictureFiles.segment(
                        0xE1, PictureFiles.insert(exif("II", 1), 0, "Exif\0\0".getBytes(StandardCharsets.US_ASCII))));
        int frame = new String(exifOnly, StandardCharsets.ISO_8859_1).indexOf("\u00FF\u00C0");
        exifOnly[frame + 11] = 0x11;

        // When
        StrippedPicture result = stripped(exifOnly, "image/jpeg");

        // Then
        assertThat(PictureFiles.contains(result.bytes(), "JFIF".getBytes(StandardCharsets.US_ASCII)))
                .isTrue();
        assertThat(PictureFiles.pixels(result.bytes())).isEqualTo(PictureFiles.pixels(exifOnly));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tEXt", "zTXt", "iTXt", "eXIf", "tIME", "iCCP", "prVt", "acTL", "sPLT", "hIST"})
    void takes_each_foreign_chunk_out_of_a_png(String type) {
        // Given
        byte[] clean = stripped(PictureFiles.png(), "image/png").bytes();
        byte[] carrying = PictureFiles.insert(clean, 33, PictureFiles.chunk(type, SECRET));

        // When
        StrippedPicture result = stripped(carrying, "image/png");

        // Then
        assertThat(result.bytes()).isEqualTo(clean);
        assertThat(result.removed()).hasSize(1);
    }

    @Test
    void takes_a_known_chunk_of_another_length_out_of_a_png() {
        for (String type : new String[] {"pHYs", "gAMA", "cHRM", "sRGB", "sBIT", "tRNS"}) {
            byte[] clean = stripped(PictureFiles.png(), "image/png").bytes();
            assertThat(stripped(PictureFiles.insert(clean, 33, PictureFiles.chunk(type, SECRET)), "image/png")
                            .bytes())
                    .isEqualTo(clean);
        }
    }

    @ParameterizedTest
    @CsvSource({"'', 5", "LZW, 5", "Deflate, 5", "PackBits, 5", "'', 11", "LZW, 13", "Deflate, 11"})
    void rewrites_a_tiff(String compression, int imageType) {
        // Given
        byte[] tiff = PictureFiles.write("TIFF", imageType, compression.isEmpty() ? null : compression, false);

        // When
        StrippedPicture result = stripped(tiff, "image/tiff");
        StrippedPicture again = stripped(result.bytes(), "image/tiff");

        // Then
        assertThat(PictureFiles.pixels(result.bytes())).isEqualTo(PictureFiles.pixels(tiff));
        assertThat(again.bytes()).isEqualTo(result.bytes());
        assertThat(again.removed()).isEmpty();
    }

    @Test
    void takes_text_and_orientation_out_of_a_tiff() {
        // Given: the field that says how many rows a strip has becomes a text elsewhere in the file
        byte[] tiff = PictureFiles.write("TIFF", BufferedImage.TYPE_BYTE_GRAY, null, false);
        byte[] carrying = withTiffFields(tiff, SECRET, 8);

        // When
        StrippedPicture result = stripped(carrying, "image/tiff");

        // Then
        assertThat(PictureFiles.contains(carrying, SECRET)).isTrue();
        assertThat(PictureFiles.contains(result.bytes(), SECRET)).isFalse();
        assertThat(result.removed()).contains("text and other fields", "orientation");
        assertThat(result.orientation()).isEqualTo(8);
        assertThat(PictureFiles.pixels(result.bytes())).isEqualTo(PictureFiles.pixels(tiff));
    }

    @Test
    void refuses_what_it_cannot_follow() {
        byte[] jpeg = PictureFiles.jpeg();
        byte[] png = PictureFiles.png();
        assertThat(refused(jpeg, "image/png")).isEqualTo(Reason.PICTURE_KIND_DIFFERS);
        assertThat(refused(png, "image/tiff")).isEqualTo(Reason.PICTURE_KIND_DIFFERS);
        assertThat(refused(new byte[0], "image/jpeg")).isEqualTo(Reason.PICTURE_KIND_DIFFERS);
        assertThat(refused(png, "image/gif")).isEqualTo(Reason.PICTURE_KIND_NOT_STRIPPABLE);
        byte[] wrongSum = png.clone();
        wrongSum[wrongSum.length - 1] ^= 1;
        assertThat(refused(wrongSum, "image/png")).isEqualTo(Reason.PICTURE_NOT_UNDERSTOOD);
    }

    @Test
    void says_of_a_file_that_ends_early_that_it_does_wherever_it_was_cut() {
        byte[] jpeg = stripped(PictureFiles.jpeg(), "image/jpeg").bytes();
        for (int length = 4; length < jpeg.length; length += 7) {
            assertThat(refused(Arrays.copyOf(jpeg, length), "image/jpeg"))
                    .as("first %s of %s bytes", length, jpeg.length)
                    .isEqualTo(Reason.PICTURE_TRUNCATED);
        }
        byte[] png = stripped(PictureFiles.png(), "image/png").bytes();
        for (int length = 33; length < png.length; length++) {
            assertThat(refused(Arrays.copyOf(png, length), "image/png"))
                    .as("first %s of %s bytes", length, png.length)
                    .isEqualTo(Reason.PICTURE_TRUNCATED);
        }
        assertThat(PictureMetadata.strip(Arrays.copyOf(jpeg, jpeg.length / 2), "image/jpeg"))
                .extracting(refused -> ((StrippingRefused) refused).sentence())
                .isEqualTo("The JPEG file ends before the picture does; copy or export it again.");
    }

    @Test
    void refuses_what_could_hide_something() {
        // Given a table segment with a tail, a chunk that claims to be critical, data after the pixels
        byte[] jpeg = stripped(PictureFiles.jpeg(), "image/jpeg").bytes();
        byte[] tailed = PictureFiles.insert(jpeg, 20, PictureFiles.segment(0xDB, new byte[70]));
        byte[] critical = PictureFiles.insert(PictureFiles.png(), 33, PictureFiles.chunk("PRIV", SECRET));
        byte[] png = stripped(PictureFiles.png(), "image/png").bytes();
        byte[] moreData = PictureFiles.insert(png, png.length - 12, PictureFiles.chunk("IDAT", SECRET));

        // When, Then
        assertThat(refused(tailed, "image/jpeg")).isEqualTo(Reason.PICTURE_FEATURE_UNSAFE);
        assertThat(refused(critical, "image/png")).isEqualTo(Reason.PICTURE_FEATURE_UNSAFE);
        assertThat(refused(moreData, "image/png")).isEqualTo(Reason.PICTURE_FEATURE_UNSAFE);
    }

    @Test
    void refuses_a_cut_tiff_at_every_length() {
        byte[] tiff = stripped(
                        PictureFiles.write("TIFF", BufferedImage.TYPE_BYTE_GRAY, "PackBits", false), "image/tiff")
                .bytes();
        for (int length = 0; length < tiff.length - 2; length++) {
            assertThat(PictureMetadata.strip(Arrays.copyOf(tiff, length), "image/tiff"))
                    .as("first %s of %s bytes", length, tiff.length)
                    .isInstanceOf(StrippingRefused.class);
        }
    }

    static StrippedPicture stripped(byte[] bytes, String mediaType) {
        Stripping result = PictureMetadata.strip(bytes, mediaType);
        if (result instanceof StrippedPicture picture) {
            return picture;
        }
        return fail("refused: " + result);
    }

    private static Reason refused(byte[] bytes, String mediaType) {
        Stripping result = PictureMetadata.strip(bytes, mediaType);
        if (result instanceof StrippingRefused refusal) {
            assertThat(refusal.sentence()).endsWith(".");
            return refusal.code();
        }
        return fail("not refused: " + result);
    }

    private static byte[] exif(String byteOrder, int orientation) {
        return ByteBuffer.allocate(26)
                .order(byteOrder.equals("II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
                .put(byteOrder.getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    /** Writes the first directory again at the end, with an artist and an orientation. */
    private static byte[] withTiffFields(byte[] tiff, byte[] artist, int orientation) {
        ByteOrder order = tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        ByteBuffer from = ByteBuffer.wrap(tiff).order(order);
        int directory = from.getInt(4);
        int entries = from.getShort(directory);
        int base = tiff.length + (tiff.length & 1);
        int length = base + 2 + 12 * (entries + 2) + 4;
        ByteBuffer out =
                ByteBuffer.allocate(length + artist.length).order(order).put(tiff);
        out.putInt(4, base).position(base).putShort((short) (entries + 2));
        out.put(tiff, directory + 2, 12 * entries);
        out.putShort((short) 274)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        out.putShort((short) 315).putShort((short) 2).putInt(artist.length).putInt(length);
        out.putInt(0).put(artist);
        return out.array();
    }
}
