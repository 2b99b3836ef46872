package org.dermatrail.ops.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermatrail.ops.journeys.Buckets.buckets;

import java.nio.file.Path;
import java.util.Map;
import org.dermatrail.ops.operations.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UndoneImportJourneyTest {

    private static final String SPREAD = """
            {"facets": ["diagnosis", "site", "sex", "withPicture", "lesionModalities",
              {"field": "confirmation", "level": "LESION"}, {"field": "lesionCaptures", "level": "LESION", "interval": 1}]}""";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void an_undone_import_is_withheld_whole_nothing_is_deleted_and_importing_again_brings_it_back() {
        // Given
        var table = PublishedTable.HAM10000;
        var tableArguments = table.arguments();
        try (var clinic = Clinic.in(folder)) {
            var report = clinic.done("import", tableArguments);
            var before = clinic.asks(SPREAD);
            var history = clinic.history("ham10000:HAM_0000778");
            long events = clinic.events();

            // When
            var undone =
                    clinic.done("undo", Map.of("import", report.path("import").asString()));

            // Then
            assertThat(undone.path("withheld").asLong()).isEqualTo(10_015);
            var hidden = clinic.asks(SPREAD);
            assertThat(hidden.path("captures").asLong()).isZero();
            assertThat(hidden.path("lesions").asLong()).isZero();
            assertThat(hidden.path("withheld").asLong()).isEqualTo(10_015);
            assertThat(buckets(hidden, "diagnosis")).isEmpty();
            assertThat(buckets(hidden, "confirmation")).isEmpty();
            assertThat(clinic.history("ham10000:HAM_0000778").path("withheld").asLong())
                    .isEqualTo(history.path("captures").asLong());
            assertThat(clinic.history("ham10000:HAM_0000778").path("captures").asLong())
                    .isZero();
            assertThat(clinic.events()).isEqualTo(events + 10_015);
            assertThat(clinic.done("verify", Map.of()).path("damage").size()).isZero();
            assertThat(clinic.done("status", Map.of())
                            .path("imports")
                            .path(0)
                            .path("state")
                            .asString())
                    .isEqualTo("UNDONE");

            // When
            var again = clinic.done("import", tableArguments);

            // Then
            assertThat(again.path("recorded").asLong()).isEqualTo(10_015);
            assertThat(again.path("corrected").asLong()).isZero();
            assertThat(again.path("duplicates").asLong()).isZero();
            assertThat(clinic.asks(SPREAD)).isEqualTo(before);
            assertThat(clinic.history("ham10000:HAM_0000778").path("entries")).isEqualTo(history.path("entries"));

            // When taken back a second time, by the import whose captures they are now
            var second =
                    clinic.done("undo", Map.of("import", again.path("import").asString()));

            // Then
            assertThat(second.path("withheld").asLong()).isEqualTo(10_015);
            assertThat(clinic.asks(SPREAD)).isEqualTo(hidden);
        }
    }

    @Test
    void an_import_nobody_ran_cannot_be_undone() {
        try (var clinic = Clinic.in(folder)) {
            // When
            var result = clinic.run("undo", Map.of("import", "no-such-import"));

            // Then
            assertThat(result.exit()).isEqualTo(Exit.REFUSED);
            assertThat(result.lines()).singleElement().asString().contains("no-such-import", "status");
        }
    }
}
