package org.dermatrail.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MakingThumbnailsTest {

    @Test
    void keeps_the_proportions() throws IOException {
        // When
        BufferedImage small = read(Thumbnails.of(GeneratedPictures.jpeg(1_200, 800, false), 96));

        // Then
        assertThat(small.getWidth()).isEqualTo(96);
        assertThat(small.getHeight()).isEqualTo(64);
    }

    @Test
    void enlarges_nothing() throws IOException {
        // When
        BufferedImage small = read(Thumbnails.of(GeneratedPictures.png(40, 50, BufferedImage.TYPE_3BYTE_BGR), 96));

        // Then
        assertThat(small.getWidth()).isEqualTo(40);
        assertThat(small.getHeight()).isEqualTo(50);
    }

    @Test
    void keeps_the_colours() throws IOException {
        // Given
        BufferedImage skin = new BufferedImage(500, 400, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = skin.createGraphics();
        canvas.setColor(new Color(200, 140, 120));
        canvas.fillRect(0, 0, 500, 400);
        canvas.dispose();

        // When
        Color middle = new Color(read(Thumbnails.of(GeneratedPictures.write(skin, "PNG", null, false), 100))
                .getRGB(50, 40));

        // Then
        assertThat(middle.getRed()).isCloseTo(200, within(3));
        assertThat(middle.getGreen()).isCloseTo(140, within(3));
        assertThat(middle.getBlue()).isCloseTo(120, within(3));
    }

    @Test
    void shows_the_upper_bits_of_a_16_bit_picture() throws IOException {
        // Given
        BufferedImage tile = new BufferedImage(300, 300, BufferedImage.TYPE_USHORT_GRAY);
        for (int y = 0; y < 300; y++) {
            for (int x = 0; x < 300; x++) {
                tile.getRaster().setSample(x, y, 0, 64 << 8);
            }
        }

        // When
        BufferedImage small = read(Thumbnails.of(GeneratedPictures.write(tile, "PNG", null, false), 100));

        // Then
        assertThat(small.getRaster().getSample(50, 50, 0)).isCloseTo(64, within(2));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 60, 40, 0, 0", "2, 60, 40, 1, 0", "3, 60, 40, 1, 1", "4, 60, 40, 0, 1",
        "5, 40, 60, 0, 0", "6, 40, 60, 1, 0", "7, 40, 60, 1, 1", "8, 40, 60, 0, 1"
    })
    void stands_upright(int orientation, int width, int height, int cornerRight, int cornerBottom) throws IOException {
        // Given a picture that is bright in the upper left quarter of how it is stored
        BufferedImage stored = new BufferedImage(60, 40, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 20; y++) {
            for (int x = 0; x < 30; x++) {
                stored.getRaster().setSample(x, y, 0, 255);
            }
        }

        // When
        BufferedImage small = read(Thumbnails.of(GeneratedPictures.write(stored, "PNG", null, false), 60, orientation));

        // Then the bright corner is where EXIF says that the first row and column are seen
        assertThat(small.getWidth()).isEqualTo(width);
        assertThat(small.getHeight()).isEqualTo(height);
        for (int right = 0; right <= 1; right++) {
            for (int bottom = 0; bottom <= 1; bottom++) {
                int x = width / 4 + right * width / 2;
                int y = height / 4 + bottom * height / 2;
                boolean bright = right == cornerRight && bottom == cornerBottom;
                assertThat(small.getRaster().getSample(x, y, 0)).isCloseTo(bright ? 255 : 0, within(10));
            }
        }
    }

    @Test
    void refuses_what_is_no_picture() {
        assertThatThrownBy(() -> Thumbnails.of(new byte[] {1, 2, 3}, 96)).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> Thumbnails.of(GeneratedPictures.jpeg(50, 50, false), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void makes_one_of_each_real_picture_without_metadata() throws IOException {
        for (Path file : SharedPictures.all()) {
            // When
            byte[] small = Thumbnails.of(Files.readAllBytes(file), 128);

            // Then
            assertThat(PictureInspector.inspect(small, new PictureLimits(1, 100_000, 100_000)))
                    .as("%s", file)
                    .isInstanceOfSatisfying(Inspection.Decoded.class, found -> assertThat(Math.max(
                                    found.picture().widthPx(), found.picture().heightPx()))
                            .isEqualTo(128));
            assertThat(new String(small, java.nio.charset.StandardCharsets.ISO_8859_1))
                    .doesNotContain("Exif", "ns.adobe.com");
        }
    }

    private static BufferedImage read(byte[] jpeg) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(jpeg));
    }
}
