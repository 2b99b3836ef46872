package org.dermatrail.connectors.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.dermatrail.connectors.synthetic.drawing.Drawing;
import org.dermatrail.connectors.synthetic.drawing.Lab;
import org.dermatrail.connectors.synthetic.drawing.Outline;
import org.dermatrail.connectors.synthetic.drawing.Scene;
import org.dermatrail.connectors.synthetic.drawing.Scene.Clutter;
import org.dermatrail.connectors.synthetic.drawing.Scene.Light;
import org.dermatrail.connectors.synthetic.drawing.Scene.Look;
import org.dermatrail.connectors.synthetic.drawing.Scene.Pattern;
import org.dermatrail.connectors.synthetic.drawing.Scene.Pose;
import org.dermatrail.connectors.synthetic.drawing.Scene.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PicturesAtTrueScaleTest {

    private static final Light GOOD = new Light(1, 0, 0, 2, 0);

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "NETWORK, 5.0, 0.9, 0.1, 0",
        "GLOBULES, 9.5, 0.8, 0.2, 70",
        "ATYPICAL, 7.0, 0.6, 1.0, 125",
        "KERATOTIC, 11.0, 0.95, 0.1, -40"
    })
    void a_lesion_is_as_long_and_as_large_in_the_picture_as_in_truth(
            Pattern pattern, double diameterMm, double aspect, double irregularity, double turn) throws IOException {
        // Given
        var outline = new Outline(aspect, irregularity, 42);
        var scene = scene(pattern, outline, diameterMm, turn);
        // When
        var inside = lesionPixels(ImageIO.read(new ByteArrayInputStream(Drawing.png(scene))));
        // Then
        assertThat(longest(inside) * scene.spacingMm()).isCloseTo(diameterMm, within(0.07 * diameterMm));
        assertThat(inside.size() * scene.spacingMm() * scene.spacingMm())
                .isCloseTo(outline.areaFactor() * diameterMm * diameterMm, within(0.1 * diameterMm * diameterMm));
    }

    @Test
    void an_outline_without_waves_is_an_ellipse() {
        assertThat(new Outline(0.7, 0, 1).areaFactor()).isCloseTo(Math.PI / 4 * 0.7, within(1e-4));
    }

    @ParameterizedTest
    @EnumSource(View.class)
    void every_view_is_a_picture_that_shows_something(View view) throws IOException {
        // Given
        var scene = new Scene(
                view,
                200,
                150,
                view == View.CONFOCAL ? 0.00125 : 0.05,
                new Lab(66, 10, 16),
                new Look(Pattern.ATYPICAL, new Outline(0.8, 0.5, 4), 4, new Lab(40, 12, 18), 4),
                new Pose(10, 0, 0),
                GOOD,
                new Clutter(3, true),
                9);
        // When
        var picture = ImageIO.read(new ByteArrayInputStream(Drawing.png(scene)));
        // Then
        assertThat(picture.getWidth()).isEqualTo(200);
        assertThat(picture.getHeight()).isEqualTo(150);
        assertThat(picture.getColorModel().getNumColorComponents()).isEqualTo(view.isGrey() ? 1 : 3);
        assertThat(spread(picture)).isGreaterThan(40);
    }

    @Test
    void the_pixels_are_what_they_were_when_the_format_was_laid_down() {
        // Pixels, not files: how tightly a file is packed is the JDK's zlib's own affair.
        var digests = new ArrayList<String>();
        for (var view : View.values()) {
            var pixels = Drawing.pixels(new Scene(
                    view,
                    120,
                    90,
                    view == View.CONFOCAL ? 0.00125 : 0.1,
                    new Lab(66, 10, 16),
                    new Look(Pattern.ATYPICAL, new Outline(0.8, 0.5, 4), 6, new Lab(40, 12, 18), 4),
                    new Pose(33, 4, -3),
                    new Light(0.95, 0.1, 0.02, 3, 2),
                    new Clutter(4, true),
                    9));
            digests.add(Studies.digest(pixels).substring(0, 12));
        }
        assertThat(digests)
                .containsExactly("f88797b28b10", "0e251a3d1dd0", "119edc47e2c4", "8fe207254285", "25bfa582fb62");
    }

    @Test
    void dark_and_blurred_pictures_are_dark_and_blurred_and_one_cut_off_ends_too_early() throws IOException {
        // Given
        var study = Studies.write(folder.resolve("study"), Studies.withPictures(21, 30));
        var errors = Studies.truth(study, "error");
        var pictures = study.folder().resolve("pictures");
        // Then
        assertThat(errors)
                .filteredOn(error -> error.path("error").asString().equals("PICTURE_DARK"))
                .isNotEmpty()
                .allSatisfy(error -> assertThat(mean(ImageIO.read(
                                pictures.resolve(error.path("capture").asString() + ".png")
                                        .toFile())))
                        .isLessThan(45));
        assertThat(Studies.truth(study, "picture"))
                .filteredOn(picture -> picture.path("blurPx").asInt() > 0)
                .hasSize((int) errors.stream()
                        .filter(error -> error.path("error").asString().equals("PICTURE_BLURRED"))
                        .count())
                .isNotEmpty();
        for (var error : errors) {
            var file = pictures.resolve(error.path("capture").asString() + ".png");
            if (error.path("error").asString().equals("PICTURE_CUT_OFF")) {
                byte[] bytes = Files.readAllBytes(file);
                assertThat(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
                        .doesNotContain("IEND");
            }
            if (error.path("error").asString().equals("PICTURE_MISSING")) {
                assertThat(file).doesNotExist();
            }
        }
    }

    private static Scene scene(Pattern pattern, Outline outline, double diameterMm, double turn) {
        return new Scene(
                View.CLINICAL,
                400,
                300,
                0.05,
                new Lab(70, 10, 16),
                new Look(pattern, outline, diameterMm, new Lab(38, 14, 20), 42),
                new Pose(turn, 12, -8),
                GOOD,
                new Clutter(0, false),
                3);
    }

    /** Pixels nearer to the lesion's colour than to the skin's; both are known here. */
    private static List<int[]> lesionPixels(BufferedImage picture) {
        double skin = brightness(new Lab(70, 10, 16).toRgb());
        double lesion = brightness(new Lab(38, 14, 20).toRgb());
        var inside = new ArrayList<int[]>();
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                if (grey(picture.getRGB(x, y)) < (skin + lesion) / 2) {
                    inside.add(new int[] {x, y});
                }
            }
        }
        return inside;
    }

    private static double longest(List<int[]> pixels) {
        double longest = 0;
        for (int degree = 0; degree < 180; degree++) {
            double cosine = Math.cos(Math.toRadians(degree));
            double sine = Math.sin(Math.toRadians(degree));
            double least = Double.MAX_VALUE;
            double most = -Double.MAX_VALUE;
            for (int[] pixel : pixels) {
                double along = pixel[0] * cosine + pixel[1] * sine;
                least = Math.min(least, along);
                most = Math.max(most, along);
            }
            longest = Math.max(longest, most - least + 1);
        }
        return longest;
    }

    private static double brightness(double[] rgb) {
        return (rgb[0] + rgb[1] + rgb[2]) / 3;
    }

    private static double grey(int rgb) {
        return ((rgb >> 16 & 255) + (rgb >> 8 & 255) + (rgb & 255)) / 3.0;
    }

    private static double mean(BufferedImage picture) {
        double sum = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                sum += grey(picture.getRGB(x, y));
            }
        }
        return sum / picture.getWidth() / picture.getHeight();
    }

    private static double spread(BufferedImage picture) {
        double least = 255;
        double most = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                double grey = grey(picture.getRGB(x, y));
                least = Math.min(least, grey);
                most = Math.max(most, grey);
            }
        }
        return most - least;
    }
}
