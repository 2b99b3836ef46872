package org.dermatrail.ops.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermatrail.ops.journeys.Buckets.buckets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ChangedTableJourneyTest {

    private static final int CHANGED = 10;
    private static final int AGE = 1;
    private static final int LESION = 3;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void ten_changed_rows_are_ten_corrections_once_and_the_histories_show_before_and_after() throws Exception {
        // Given
        var original = PublishedTable.ISIC_2019.file();
        var changes = new LinkedHashMap<String, String>();
        var changed = withOtherAges(original, changes);
        try (var clinic = Clinic.in(folder.resolve("data"))) {
            clinic.imports(PublishedTable.ISIC_2019);
            clinic.done("cut", Map.of("name", "before-the-change"));

            // When
            var corrected = clinic.imports(PublishedTable.ISIC_2019, changed);
            var again = clinic.imports(PublishedTable.ISIC_2019, changed);

            // Then
            assertThat(corrected.path("corrected").asLong()).isEqualTo(CHANGED);
            assertThat(corrected.path("recorded").asLong()).isZero();
            assertThat(corrected.path("duplicates").asLong()).isEqualTo(25_331 - CHANGED);
            assertThat(buckets(corrected.path("discrepancies")).values()).containsOnly(0L);
            assertThat(again.path("corrected").asLong()).isZero();
            assertThat(again.path("recorded").asLong()).isZero();
            assertThat(again.path("duplicates").asLong()).isEqualTo(25_331);
            assertThat(changes).hasSize(CHANGED);
            changes.forEach((lesion, age) -> {
                var before = clinic.historyAsOf("before-the-change", "isic-2019:" + lesion);
                var after = clinic.history("isic-2019:" + lesion);
                assertThat(ages(before)).doesNotContain(age);
                assertThat(ages(after)).contains(age);
                assertThat(corrections(before)).isZero();
                assertThat(corrections(after)).isEqualTo(1);
            });

            // When the import that corrected is taken back, and the original is imported again
            var undone = clinic.done(
                    "undo", Map.of("import", corrected.path("import").asString()));
            var restored = clinic.imports(PublishedTable.ISIC_2019);

            // Then
            assertThat(undone.path("withheld").asLong()).isZero();
            assertThat(undone.path("correctionsLeft").asLong()).isEqualTo(CHANGED);
            assertThat(restored.path("corrected").asLong()).isEqualTo(CHANGED);
            changes.forEach((lesion, age) -> {
                var before = clinic.historyAsOf("before-the-change", "isic-2019:" + lesion);
                assertThat(ages(clinic.history("isic-2019:" + lesion))).isEqualTo(ages(before));
            });
        }
    }

    /** Gives ten captures of different lesions an age no other capture of the lesion has. */
    private Path withOtherAges(Path original, Map<String, String> changes) throws IOException {
        var lines = new ArrayList<>(Files.readAllLines(original));
        for (int at = 1000; changes.size() < CHANGED; at += 1999) {
            var cells = lines.get(at).split(",", -1);
            if (cells[LESION].isEmpty() || changes.containsKey(cells[LESION])) {
                continue;
            }
            cells[AGE] = "97";
            changes.put(cells[LESION], cells[AGE]);
            lines.set(at, String.join(",", cells));
        }
        return Files.write(folder.resolve("changed.csv"), lines);
    }

    private static List<String> ages(JsonNode history) {
        return history.path("entries").findValuesAsString("ageYears");
    }

    private static long corrections(JsonNode history) {
        return history.path("entries").findValuesAsString("corrections").stream()
                .mapToLong(Long::parseLong)
                .sum();
    }
}
