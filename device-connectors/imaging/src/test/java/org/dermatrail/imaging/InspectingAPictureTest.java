package org.dermatrail.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InspectingAPictureTest {

    @Test
    void tells_kind_and_size_of_whole_pictures() {
        assertThat(decoded(GeneratedPictures.jpeg(120, 80, false))).isEqualTo(new Picture("image/jpeg", 120, 80, 8, 3));
        assertThat(decoded(GeneratedPictures.jpeg(121, 83, true))).isEqualTo(new Picture("image/jpeg", 121, 83, 8, 3));
        assertThat(decoded(GeneratedPictures.png(64, 48, BufferedImage.TYPE_4BYTE_ABGR)))
                .isEqualTo(new Picture("image/png", 64, 48, 8, 4));
        assertThat(decoded(GeneratedPictures.png(65, 48, BufferedImage.TYPE_USHORT_GRAY)))
                .isEqualTo(new Picture("image/png", 65, 48, 16, 1));
        assertThat(decoded(GeneratedPictures.interlacedPng(67, 45, BufferedImage.TYPE_3BYTE_BGR)))
                .isEqualTo(new Picture("image/png", 67, 45, 8, 3));
        assertThat(decoded(GeneratedPictures.png(67, 45, BufferedImage.TYPE_BYTE_INDEXED)))
                .isEqualTo(new Picture("image/png", 67, 45, 8, 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "LZW", "Deflate", "ZLib", "PackBits"})
    void reads_tiff_in_the_usual_packings(String compression) {
        // Given
        byte[] tiff = GeneratedPictures.tiff(
                90, 70, BufferedImage.TYPE_3BYTE_BGR, compression.isEmpty() ? null : compression);

        // When, Then
        assertThat(decoded(tiff)).isEqualTo(new Picture("image/tiff", 90, 70, 8, 3));
        assertThat(faultOf(Arrays.copyOf(tiff, tiff.length / 2)))
                .isIn(PictureFault.PICTURE_TRUNCATED, PictureFault.PICTURE_DAMAGED);
    }

    @Test
    void refuses_a_tiff_that_claims_more_rows_than_it_has() {
        for (String compression : new String[] {null, "LZW", "Deflate", "PackBits"}) {
            // Given
            byte[] tiff = GeneratedPictures.tiff(90, 70, BufferedImage.TYPE_3BYTE_BGR, compression);
            setTiffField(tiff, 257, 7_000);

            // When, Then
            assertThat(faultOf(tiff)).isEqualTo(PictureFault.PICTURE_DIMENSIONS_LIE);
        }
    }

    @Test
    void refuses_what_is_no_picture() {
        assertThat(faultOf(new byte[0])).isEqualTo(PictureFault.PICTURE_EMPTY);
        assertThat(faultOf("GIF89a, or so it says".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .isEqualTo(PictureFault.PICTURE_FORMAT_UNKNOWN);
        assertThat(faultOf(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF}))
                .isEqualTo(PictureFault.PICTURE_TRUNCATED);
    }

    @Test
    void refuses_what_is_too_small_or_too_large() {
        assertThat(faultOf(GeneratedPictures.png(400, 31, BufferedImage.TYPE_BYTE_GRAY)))
                .isEqualTo(PictureFault.PICTURE_TOO_SMALL);
        assertThat(fault(PictureInspector.inspect(
                        GeneratedPictures.jpeg(100, 101, false), new PictureLimits(32, 10_000, 1 << 20))))
                .isEqualTo(PictureFault.PICTURE_TOO_LARGE);
        assertThat(fault(PictureInspector.inspect(
                        GeneratedPictures.jpeg(100, 100, false), new PictureLimits(32, 10_000, 1_000))))
                .isEqualTo(PictureFault.PICTURE_TOO_LARGE);
    }

    @Test
    void refuses_bombs_before_any_memory_is_taken() {
        // Given
        byte[] jpeg = GeneratedPictures.jpeg(64, 64, false);
        byte[] progressive = GeneratedPictures.jpeg(64, 64, true);
        byte[] png = GeneratedPictures.png(64, 64, BufferedImage.TYPE_BYTE_GRAY);
        byte[] tiff = GeneratedPictures.tiff(64, 64, BufferedImage.TYPE_BYTE_GRAY, "Deflate");
        setTiffField(tiff, 256, 60_000);
        setTiffField(tiff, 257, 60_000);

        // When, Then
        org.junit.jupiter.api.Assertions.assertTimeout(Duration.ofSeconds(2), () -> {
            assertThat(faultOf(withFrameSize(jpeg, 65_500, 65_500))).isEqualTo(PictureFault.PICTURE_TOO_LARGE);
            assertThat(faultOf(withFrameSize(jpeg, 9_000, 9_000))).isEqualTo(PictureFault.PICTURE_DIMENSIONS_LIE);
            assertThat(faultOf(withFrameSize(progressive, 9_000, 9_000))).isEqualTo(PictureFault.PICTURE_TOO_LARGE);
            assertThat(faultOf(withFrameSize(progressive, 4_900, 4_900)))
                    .isEqualTo(PictureFault.PICTURE_DIMENSIONS_LIE);
            assertThat(faultOf(withHeaderSize(png, Integer.MAX_VALUE, Integer.MAX_VALUE)))
                    .isEqualTo(PictureFault.PICTURE_TOO_LARGE);
            assertThat(faultOf(withHeaderSize(png, 9_000, 9_000))).isEqualTo(PictureFault.PICTURE_DIMENSIONS_LIE);
            assertThat(faultOf(tiff)).isEqualTo(PictureFault.PICTURE_TOO_LARGE);
        });
    }

    @Test
    void refuses_dimensions_that_lie_by_a_little() {
        // Given
        byte[] jpeg = GeneratedPictures.jpeg(160, 160, false);
        byte[] png = GeneratedPictures.png(160, 160, BufferedImage.TYPE_BYTE_GRAY);

        // When, Then
        assertThat(faultOf(withFrameSize(jpeg, 160, 200))).isEqualTo(PictureFault.PICTURE_DIMENSIONS_LIE);
        assertThat(faultOf(withFrameSize(jpeg, 160, 100))).isEqualTo(PictureFault.PICTURE_DIMENSIONS_LIE);
        assertThat(faultOf(withFrameSize(jpeg, 320, 160))).isEqualTo(PictureFault.PICTURE_DIMENSIONS_LIE);
        assertThat(faultOf(withHeaderSize(png, 160, 161))).isEqualTo(PictureFault.PICTURE_DIMENSIONS_LIE);
        assertThat(faultOf(withHeaderSize(png, 160, 159))).isEqualTo(PictureFault.PICTURE_DIMENSIONS_LIE);
    }

    @Test
    void refuses_damage_in_the_middle() {
        // Given
        byte[] png = GeneratedPictures.png(160, 160, BufferedImage.TYPE_BYTE_GRAY);
        png[png.length / 2] ^= 1;
        byte[] jpeg = GeneratedPictures.jpeg(160, 160, false);
        Arrays.fill(jpeg, jpeg.length / 2, jpeg.length / 2 + 400, (byte) 0x55);

        // When, Then
        assertThat(faultOf(png)).isEqualTo(PictureFault.PICTURE_DAMAGED);
        assertThat(faultOf(jpeg)).isIn(PictureFault.PICTURE_DAMAGED, PictureFault.PICTURE_DIMENSIONS_LIE);
    }

    @Test
    void refuses_a_picture_cut_anywhere() {
        for (byte[] whole : new byte[][] {
            GeneratedPictures.jpeg(100, 90, false),
            GeneratedPictures.jpeg(100, 90, true),
            GeneratedPictures.png(100, 90, BufferedImage.TYPE_3BYTE_BGR)
        }) {
            for (int cut = 1; cut <= 50; cut++) {
                int length = (int) ((long) whole.length * cut / 51);
                assertThat(PictureInspector.inspect(Arrays.copyOf(whole, length)))
                        .as("first %s of %s bytes", length, whole.length)
                        .isInstanceOf(Inspection.Unreadable.class);
            }
        }
    }

    @Test
    void reads_all_real_pictures_and_refuses_each_when_cut() throws IOException {
        for (Path file : SharedPictures.all()) {
            // Given
            byte[] whole = Files.readAllBytes(file);

            // When, Then
            assertThat(PictureInspector.inspect(whole)).as("%s", file).isInstanceOf(Inspection.Decoded.class);
            for (int cut = 1; cut <= 50; cut++) {
                assertThat(faultOf(Arrays.copyOf(whole, (int) ((long) whole.length * cut / 51))))
                        .as("%s cut at %s of 51", file, cut)
                        .isIn(PictureFault.PICTURE_TRUNCATED, PictureFault.PICTURE_DAMAGED);
            }
        }
    }

    private static Picture decoded(byte[] bytes) {
        Inspection inspection = PictureInspector.inspect(bytes);
        if (inspection instanceof Inspection.Decoded found) {
            return found.picture();
        }
        return fail("not decoded: " + inspection);
    }

    private static PictureFault faultOf(byte[] bytes) {
        return fault(PictureInspector.inspect(bytes));
    }

    private static PictureFault fault(Inspection inspection) {
        if (inspection instanceof Inspection.Unreadable refused) {
            assertThat(refused.sentence()).endsWith(".");
            return refused.code();
        }
        return fail("decoded though it should not be: " + inspection);
    }

    private static byte[] withFrameSize(byte[] jpeg, int width, int height) {
        byte[] changed = jpeg.clone();
        ByteBuffer view = ByteBuffer.wrap(changed);
        for (int at = 2; ; at += 2 + (view.getShort(at + 2) & 0xFFFF)) {
            int marker = changed[at + 1] & 0xFF;
            if (marker == 0xC0 || marker == 0xC2) {
                view.putShort(at + 5, (short) height).putShort(at + 7, (short) width);
                return changed;
            }
        }
    }

    private static byte[] withHeaderSize(byte[] png, int width, int height) {
        byte[] changed = png.clone();
        CRC32 sum = new CRC32();
        ByteBuffer view = ByteBuffer.wrap(changed).putInt(16, width).putInt(20, height);
        sum.update(changed, 12, 17);
        view.putInt(29, (int) sum.getValue());
        return changed;
    }

    private static void setTiffField(byte[] tiff, int field, int value) {
        ByteBuffer view = ByteBuffer.wrap(tiff)
                .order(tiff[0] == 'I' ? java.nio.ByteOrder.LITTLE_ENDIAN : java.nio.ByteOrder.BIG_ENDIAN);
        int directory = view.getInt(4);
        for (int entry = 0; entry < view.getShort(directory); entry++) {
            int at = directory + 2 + 12 * entry;
            if (view.getShort(at) == field) {
                view.putShort(at + 2, (short) 4).putInt(at + 8, value);
            }
        }
    }
}
