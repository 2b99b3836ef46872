package org.dermatrail.ops.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermatrail.ops.journeys.Buckets.buckets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.dermatrail.ops.operations.Arguments;
import org.dermatrail.ops.operations.Exit;
import org.dermatrail.ops.operations.Operations;
import org.dermatrail.ops.operations.Progress;
import org.dermatrail.ops.operations.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a source comes in, whole, in growing pieces, or interrupted, the registry knows the same in the end. */
class AnyOrderOfImportsTest {

    private static final String HEADER = "image,age_approx,anatom_site_general,lesion_id,sex";
    private static final String SPREAD = """
            {"facets": ["sex", "anatomicSite", "linked", {"field": "ageYears", "interval": 1},
              {"field": "disputed", "level": "LESION"}, {"field": "lesionCaptures", "level": "LESION", "interval": 1}]}""";

    /** Rows, and after how many each piece of the file ends. */
    record Story(List<String> rows, List<Integer> ends) {}

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void a_file_that_grows_brings_the_same_as_the_whole_file_at_once(@ForAll("stories") Story story)
            throws IOException {
        var folder = Files.createTempDirectory("any-order");
        try (var whole = Clinic.in(folder.resolve("whole"));
                var pieces = Clinic.in(folder.resolve("pieces"))) {
            // When
            var atOnce = imports(whole, folder, story.rows());
            var raised = new TreeMap<String, Long>();
            long recorded = 0;
            long lesions = 0;
            for (int end : story.ends()) {
                var report = imports(pieces, folder, story.rows().subList(0, end));
                recorded += report.path("recorded").asLong();
                lesions += report.path("lesions").asLong();
                assertThat(report.path("corrected").asLong()).isZero();
                assertThat(report.path("recorded").asLong()
                                + report.path("duplicates").asLong())
                        .isEqualTo(end);
                buckets(report.path("discrepancies")).forEach((field, count) -> raised.merge(field, count, Long::sum));
            }

            // Then
            assertThat(recorded)
                    .isEqualTo(atOnce.path("recorded").asLong())
                    .isEqualTo(story.rows().size());
            assertThat(lesions).isEqualTo(atOnce.path("lesions").asLong());
            assertThat(raised).isEqualTo(buckets(atOnce.path("discrepancies")));
            assertThat(pieces.asks(SPREAD)).isEqualTo(whole.asks(SPREAD));
        } finally {
            try (var found = Files.walk(folder)) {
                for (var each : found.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private static tools.jackson.databind.JsonNode imports(Clinic clinic, Path folder, List<String> rows)
            throws IOException {
        var lines = new ArrayList<>(List.of(HEADER));
        lines.addAll(rows);
        var table = Files.write(folder.resolve("table.csv"), lines);
        return clinic.done("import", Map.of("mapping", "isic2019", "file", table.toString()));
    }

    /** Rows of few lesions that often contradict one another. */
    @Provide
    Arbitrary<Story> stories() {
        var rows = Combinators.combine(
                        Arbitraries.of("40", "41", ""),
                        Arbitraries.of("head/neck", "anterior torso", ""),
                        Arbitraries.of("L1", "L2", "L3", "L4", ""),
                        Arbitraries.of("male", "female", ""))
                .as((age, place, lesion, sex) -> String.join(",", age, place, lesion, sex))
                .list()
                .ofMinSize(2)
                .ofMaxSize(40)
                .map(tails -> {
                    var numbered = new ArrayList<String>();
                    tails.forEach(tail -> numbered.add("C" + numbered.size() + "," + tail));
                    return List.copyOf(numbered);
                });
        return rows.flatMap(all -> Arbitraries.integers()
                .between(1, all.size())
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(ends -> {
                    var sorted = new ArrayList<>(ends);
                    sorted.add(all.size());
                    sorted.sort(null);
                    return new Story(all, sorted);
                }));
    }

    @Test
    void an_import_that_is_interrupted_after_every_batch_ends_as_an_undisturbed_one(@TempDir Path folder)
            throws IOException {
        // Given
        var table = GeneratedTable.write(folder.resolve("table.csv"), 9_000);
        var arguments = Map.<String, Object>of("mapping", "isic2019", "file", table.toString());
        try (var clinic = Clinic.in(folder.resolve("interrupted"));
                var undisturbed = Clinic.in(folder.resolve("undisturbed"))) {
            // When
            Result result = interrupted(clinic, arguments, 1);
            var importId = result.json().get("import");
            int lives = 1;
            for (; result.exit() == Exit.INTERRUPTED; lives++) {
                assertThat(result.json()).containsEntry("import", java.util.Objects.requireNonNull(importId));
                assertThat(result.lines()).anyMatch(line -> line.contains("again to go on"));
                result = interrupted(clinic, arguments, lives + 1);
            }
            var reference = undisturbed.done("import", arguments);

            // Then
            assertThat(lives).isGreaterThan(3);
            assertThat(result.exit()).isEqualTo(Exit.DONE);
            assertThat(result.json())
                    .containsEntry("recorded", 9_000L)
                    .containsEntry("resumed", true)
                    .containsEntry("lesions", reference.path("lesions").asLong());
            assertThat(clinic.asks(SPREAD)).isEqualTo(undisturbed.asks(SPREAD));
        }
    }

    @Test
    void a_mended_file_takes_over_where_an_import_was_left_and_its_undo_takes_back_what_it_brought(@TempDir Path folder)
            throws IOException {
        // Given an import that is never resumed
        var left = GeneratedTable.write(folder.resolve("left.csv"), 9_000);
        var mended = folder.resolve("mended.csv");
        Files.writeString(mended, Files.readString(left) + "LAST,50,,L_LAST,male\n");
        try (var clinic = Clinic.in(folder.resolve("data"))) {
            var first = interrupted(clinic, Map.of("mapping", "isic2019", "file", left.toString()), 1);
            long taken = Long.parseLong(String.valueOf(first.json().get("recorded")));

            // When
            var second = clinic.done("import", Map.of("mapping", "isic2019", "file", mended.toString()));

            // Then
            assertThat(first.exit()).isEqualTo(Exit.INTERRUPTED);
            assertThat(second.path("resumed").asBoolean()).isFalse();
            assertThat(second.path("duplicates").asLong()).isEqualTo(taken);
            assertThat(second.path("recorded").asLong()).isEqualTo(9_001 - taken);
            var undone =
                    clinic.done("undo", Map.of("import", second.path("import").asString()));
            assertThat(undone.path("withheld").asLong()).isEqualTo(9_001 - taken);
            assertThat(clinic.asks("{}").path("captures").asLong()).isEqualTo(taken);
        }
    }

    /** Runs an import that an operator stops at the given time of asking. */
    private static Result interrupted(Clinic clinic, Map<String, Object> arguments, int atAsking) {
        var asked = new AtomicInteger();
        return Operations.named("import").run(clinic.registry(), new Arguments(arguments), new Progress() {
            @Override
            public void step(String what, long done, double share) {
                assertThat(share).isBetween(0.0, 1.0);
            }

            @Override
            public void say(String line) {
                assertThat(line).isNotBlank();
            }

            @Override
            public boolean stopRequested() {
                return asked.incrementAndGet() == atAsking;
            }
        });
    }
}
