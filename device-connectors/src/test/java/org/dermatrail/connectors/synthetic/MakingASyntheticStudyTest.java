package org.dermatrail.connectors.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MakingASyntheticStudyTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void the_same_seed_gives_the_same_bytes_under_any_locale_and_folder() {
        // Given
        var usual = Locale.getDefault();
        var one = Studies.digests(Studies.write(folder.resolve("one"), Studies.withPictures(11, 3)));
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            // When
            var other = Studies.digests(Studies.write(folder.resolve("other"), Studies.withPictures(11, 3)));
            // Then
            assertThat(other).isEqualTo(one).hasSizeGreaterThan(20);
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Test
    void these_bytes_are_what_they_were_when_the_format_was_laid_down() {
        // When
        var study = Studies.write(folder.resolve("study"), Studies.of(7, 50));
        // Then
        assertThat(Studies.digest(study)).isEqualTo("2948754ab51994ca87561b51164e5a394dfa3643b1650a0cac2cdfe1ec02fd95");
    }

    @Test
    void another_seed_gives_another_study() {
        assertThat(Studies.digest(Studies.write(folder.resolve("one"), Studies.of(1, 5))))
                .isNotEqualTo(Studies.digest(Studies.write(folder.resolve("two"), Studies.of(2, 5))));
    }

    @Test
    void a_participant_is_the_same_however_many_others_there_are() {
        // When
        var few = Studies.write(folder.resolve("few"), Studies.of(4, 20));
        var many = Studies.write(folder.resolve("many"), Studies.of(4, 60));
        // Then
        var rows = Studies.rows(few.folder().resolve("captures.csv"));
        assertThat(Studies.rows(many.folder().resolve("captures.csv")).subList(0, rows.size()))
                .isEqualTo(rows);
        assertThat(Studies.truth(many, "lesion")).containsAll(Studies.truth(few, "lesion"));
    }

    @Test
    void drawing_changes_no_statement() {
        // When
        var bare = Studies.write(folder.resolve("bare"), Studies.of(4, 4));
        var drawn = Studies.write(folder.resolve("drawn"), Studies.withPictures(4, 4));
        // Then
        assertThat(Studies.rows(drawn.folder().resolve("captures.csv")).stream()
                        .map(row -> row.replaceFirst("[^,]+\\.png", "")))
                .isEqualTo(Studies.rows(bare.folder().resolve("captures.csv")));
        assertThat(Studies.truth(drawn, "lesion")).isEqualTo(Studies.truth(bare, "lesion"));
    }

    @Test
    void the_truth_answers_how_many_there_are_of_everything() {
        // When
        var study = Studies.write(folder.resolve("study"), Studies.of(9, 200));
        var counts = Studies.truth(study, "header").getFirst().path("counts");
        // Then
        assertThat(counts.path("participants").asLong())
                .isEqualTo(study.participants())
                .isEqualTo(Studies.truth(study, "participant").size())
                .isEqualTo(200);
        assertThat(counts.path("lesions").asLong())
                .isEqualTo(study.lesions())
                .isEqualTo(Studies.truth(study, "lesion").size());
        assertThat(counts.path("errors").asLong())
                .isEqualTo(study.errors())
                .isEqualTo(Studies.truth(study, "error").size());
        assertThat(counts.path("captures").asLong())
                .isEqualTo(study.captures())
                .isEqualTo(Studies.rows(study.folder().resolve("captures.csv")).size());
        assertThat(counts.path("laterStatements").asLong())
                .isEqualTo(study.laterStatements())
                .isEqualTo(Studies.rows(study.folder().resolve("course.csv")).size());
    }

    @Test
    void every_lesion_is_on_every_day_as_large_as_the_stated_law_says() {
        // Given
        var study = Studies.write(folder.resolve("study"), Studies.of(9, 100));
        var laws = new HashSet<String>();
        // When
        for (var lesion : Studies.truth(study, "lesion")) {
            var law = lesion.path("law").asString();
            laws.add(law);
            boolean focal = lesion.path("extent").asString().equals("FOCAL");
            double factor = lesion.path("areaFactor").asDouble();
            for (var day : lesion.path("days")) {
                double size =
                        size(law, lesion.path("parameters"), day.path("day").asDouble());
                double diameter = focal ? size : Math.sqrt(size * 100 / factor);
                // Then
                assertThat(day.path("diameterLongMm").asDouble()).isCloseTo(diameter, within(1e-5));
                assertThat(day.path("areaMm2").asDouble())
                        .isCloseTo(factor * diameter * diameter, within(1e-4 * diameter * diameter));
            }
        }
        assertThat(laws).containsExactlyInAnyOrder("STEADY", "LINEAR", "EXPONENTIAL", "GOMPERTZ", "PERIODIC");
    }

    /** The laws as the header of the truth writes them, worked out a second time. */
    private static double size(String law, tools.jackson.databind.JsonNode p, double t) {
        double s0 = p.path("s0").asDouble();
        return switch (law) {
            case "STEADY" -> s0;
            case "LINEAR" -> Math.max(s0 / 10, s0 + p.path("g").asDouble() * t);
            case "EXPONENTIAL" -> s0 * Math.exp(p.path("k").asDouble() * t);
            case "GOMPERTZ" -> {
                double limit = p.path("S").asDouble();
                yield limit * Math.pow(s0 / limit, Math.exp(-p.path("r").asDouble() * t));
            }
            case "PERIODIC" ->
                p.path("m").asDouble()
                        * (1
                                + p.path("a").asDouble()
                                        * Math.sin(2
                                                * Math.PI
                                                * (t + p.path("f").asDouble())
                                                / p.path("p").asDouble()));
            default -> throw new AssertionError("the header states no law " + law);
        };
    }

    @Test
    void melanomas_grow_and_naevi_stay() {
        var study = Studies.write(folder.resolve("study"), Studies.of(9, 200));
        assertThat(Studies.truth(study, "lesion"))
                .filteredOn(lesion -> lesion.path("kind").asString().equals("MELANOMA"))
                .isNotEmpty()
                .allSatisfy(lesion -> assertThat(lesion.path("days"))
                        .extracting(day -> day.path("diameterLongMm").asDouble())
                        .isSorted()
                        .doesNotHaveDuplicates());
        assertThat(Studies.truth(study, "lesion"))
                .filteredOn(lesion -> lesion.path("kind").asString().equals("NAEVUS"))
                .isNotEmpty()
                .allSatisfy(lesion -> assertThat(lesion.path("days"))
                        .extracting(day -> day.path("diameterLongMm").asDouble())
                        .containsOnly(lesion.path("days")
                                .path(0)
                                .path("diameterLongMm")
                                .asDouble()));
    }

    @Test
    void every_planted_error_points_at_its_row() {
        var study = Studies.write(folder.resolve("study"), Studies.of(9, 200));
        var captures = Studies.rows(study.folder().resolve("captures.csv"));
        var course = Studies.rows(study.folder().resolve("course.csv"));
        assertThat(Studies.truth(study, "error")).isNotEmpty().allSatisfy(error -> {
            var rows = error.path("file").asString().equals("captures.csv") ? captures : course;
            var id = error.path(error.has("capture") ? "capture" : "statement").asString();
            assertThat(rows.get(error.path("row").asInt() - 2)).startsWith(id + ",");
        });
    }

    @Test
    void about_as_many_captures_are_made_as_asked_for() {
        var each = SyntheticSettings.of(1, 800, null, 4, false);
        assertThat(Studies.write(folder.resolve("usual"), each).captures() / 800.0)
                .isCloseTo(SyntheticSettings.CAPTURES_EACH, within(0.8));
        var more = SyntheticSettings.of(1, 400, 12_000L, 4, false);
        assertThat(Studies.write(folder.resolve("more"), more).captures()).isBetween(10_800L, 13_200L);
        assertThat(SyntheticSettings.of(1, null, 147_000L, 4, false).participants())
                .isEqualTo(10_000);
    }

    @Test
    void studies_that_may_differ_have_ids_of_their_own() {
        assertThat(SyntheticSettings.of(1, 10, null, 4, false).code()).isEqualTo("synthetic-1");
        assertThat(SyntheticSettings.of(1, 10, null, 3, false).code()).isEqualTo("synthetic-1-c3");
        assertThat(SyntheticSettings.of(1, 10, 300L, 4, false).code()).startsWith("synthetic-1-d");
        assertThat(SyntheticSettings.of(SyntheticSettings.LARGEST_SEED, 10, 300L, 99, false)
                        .code())
                .matches("[a-z0-9][a-z0-9-]{1,39}");
    }

    @Test
    void what_cannot_be_made_is_refused_with_a_reason() {
        refused("NUMBER_OUT_OF_RANGE", () -> SyntheticSettings.of(1, 0, null, 4, false));
        refused("NUMBER_OUT_OF_RANGE", () -> SyntheticSettings.of(-1, 5, null, 4, false));
        refused("NUMBER_OUT_OF_RANGE", () -> SyntheticSettings.of(1, 5, null, 0, false));
        refused("SIZE_MISSING", () -> SyntheticSettings.of(1, null, null, 4, false));
        refused("CAPTURES_OUT_OF_REACH", () -> SyntheticSettings.of(1, 10, 10L, 4, false));
        refused("CAPTURES_OUT_OF_REACH", () -> SyntheticSettings.of(1, 10, 1_000_000L, 4, false));
    }

    @Test
    void a_folder_that_is_in_use_is_left_alone() throws IOException {
        var busy = Files.createDirectory(folder.resolve("busy"));
        Files.writeString(busy.resolve("notes.txt"), "mine");
        refused("FOLDER_NOT_EMPTY", () -> Studies.write(busy, Studies.of(1, 1)));
        refused("FOLDER_UNUSABLE", () -> Studies.write(busy.resolve("notes.txt"), Studies.of(1, 1)));
        Files.writeString(folder.resolve("new.truth.jsonl"), "{}");
        refused("TRUTH_EXISTS", () -> Studies.write(folder.resolve("new"), Studies.of(1, 1)));
        assertThat(folder.resolve("new")).doesNotExist();
        assertThat(busy).isDirectoryContaining("glob:**notes.txt");
    }

    @Test
    void what_was_broken_off_cannot_be_imported_by_mistake() {
        var broken = folder.resolve("broken");
        refused("STOPPED", () -> SyntheticStudy.write(broken, Studies.of(1, 1000), (people, captures) -> false));
        assertThat(broken.resolve("captures.csv")).exists();
        assertThatThrownBy(() -> Studies.read(broken)).hasMessageContaining("study.json");
    }

    @Test
    void memory_does_not_grow_with_the_study() throws IOException {
        // Given
        var early = new AtomicLong();
        var late = new AtomicLong();
        // When
        var study = SyntheticStudy.write(folder.resolve("study"), Studies.of(1, 12_000), (people, captures) -> {
            if (people == 1_000) {
                early.set(used());
            } else if (people == 12_000) {
                late.set(used());
            }
            return true;
        });
        // Then
        assertThat(study.captures()).isGreaterThan(150_000);
        assertThat(late.get() - early.get()).isLessThan(8L << 20);
    }

    private static long used() {
        var runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    private static void refused(String code, ThrowingCallable asked) {
        assertThatThrownBy(asked).isInstanceOfSatisfying(SynthesisRefused.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.sentence()).endsWith(".");
        });
    }
}
