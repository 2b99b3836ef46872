package org.dermatrail.ops.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermatrail.ops.journeys.Buckets.buckets;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class MoreDataJourneyTest {

    private static final int FIRST = 5_000;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void as_of_a_data_cut_everything_is_as_it_was_and_live_it_is_as_it_is() throws Exception {
        // Given
        var table = PublishedTable.HAM10000.file();
        var rows = PublishedRows.ham10000();
        var first = Files.write(
                folder.resolve("first.csv"), Files.readAllLines(table).subList(0, 1 + FIRST));
        var split = lesionOnBothSides(rows);
        try (var clinic = Clinic.in(folder.resolve("data"))) {
            clinic.imports(PublishedTable.HAM10000, first);
            var then = clinic.history(split);
            clinic.done("cut", Map.of("name", "half-way"));

            // When
            var more = clinic.imports(PublishedTable.HAM10000);

            // Then
            assertThat(more.path("recorded").asLong()).isEqualTo(rows.size() - FIRST);
            assertThat(more.path("duplicates").asLong()).isEqualTo(FIRST);
            assertThat(clinic.historyAsOf("half-way", split).path("entries")).isEqualTo(then.path("entries"));
            assertThat(captures(clinic.history(split)))
                    .containsAll(captures(then))
                    .hasSizeGreaterThan(captures(then).size());
            assertCounts(clinic.asks("{\"asOf\": \"half-way\", \"facets\": [\"diagnosis\"]}"), rows.subList(0, FIRST));
            assertCounts(clinic.asks("{\"asOf\": \"live\", \"facets\": [\"diagnosis\"]}"), rows);
            assertThat(clinic.asks("{\"asOf\": \"half-way\"}").path("position").asString())
                    .isEqualTo("half-way");
        }
    }

    @Test
    void all_captures_of_a_lesion_are_in_its_history_and_said_to_be_undated() throws Exception {
        // Given
        var rows = PublishedRows.ham10000();
        var first = Files.write(
                folder.resolve("first.csv"),
                Files.readAllLines(PublishedTable.HAM10000.file()).subList(0, 501));
        var perLesion = new TreeMap<String, Integer>();
        rows.subList(0, 500).forEach(row -> perLesion.merge(row.lesionOrFail(), 1, Integer::sum));
        try (var clinic = Clinic.in(folder.resolve("data"))) {
            // When
            clinic.imports(PublishedTable.HAM10000, first);

            // Then
            perLesion.forEach((lesion, count) -> {
                var history = clinic.history(lesion);
                assertThat(captures(history)).doesNotHaveDuplicates().hasSize(count);
                assertThat(history.path("captures").asInt()).isEqualTo(count);
                assertThat(history.path("entries").findValuesAsString("undated"))
                        .containsOnly("true");
                assertThat(history.path("entries").findValuesAsString("kind")).containsOnlyOnce("diagnosis");
            });
            assertThat(perLesion.values()).anyMatch(count -> count > 2);
        }
    }

    private static String lesionOnBothSides(List<PublishedRow> rows) {
        var early = new HashMap<String, Integer>();
        rows.subList(0, FIRST).forEach(row -> early.merge(row.lesionOrFail(), 1, Integer::sum));
        return rows.subList(FIRST, rows.size()).stream()
                .map(PublishedRow::lesionOrFail)
                .filter(early::containsKey)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> captures(JsonNode history) {
        return history.path("entries").findValuesAsString("capture");
    }

    private static void assertCounts(JsonNode answer, List<PublishedRow> rows) {
        assertThat(answer.path("captures").asLong()).isEqualTo(rows.size());
        assertThat(answer.path("lesions").asLong())
                .isEqualTo(rows.stream()
                        .map(PublishedRow::lesion)
                        .filter(Objects::nonNull)
                        .distinct()
                        .count());
        var diagnoses = new TreeMap<String, Long>();
        rows.forEach(row -> row.words("diagnosis").forEach(code -> diagnoses.merge(code, 1L, Long::sum)));
        assertThat(buckets(answer, "diagnosis")).isEqualTo(diagnoses);
    }
}
