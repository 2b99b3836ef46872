package org.dermatrail.ops.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermatrail.ops.journeys.Buckets.buckets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.dermatrail.ops.registry.OperatorDesk;
import org.dermatrail.ops.registry.Registry;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.access.AccessFilter.Everything;
import org.dermatrail.projections.record.RegistryRecords.LesionRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A study whose truth is known comes in by the same door as any other. */
class ASyntheticStudyJourneyTest {

    private static final int ALL = 100_000;

    @TempDir
    private Path folder = Path.of("");

    /** What an importer found: a field in dispute about a subject, or a row in quarantine for a reason. */
    private record Found(String what, String where) {}

    @Test
    void finds_exactly_the_planted_contradictions() {
        // Given
        var study = SyntheticFolder.make(folder.resolve("study"), 8, 500, false);
        try (var clinic = Clinic.in(folder.resolve("data"))) {
            // When
            var report = study.into(clinic);

            // Then
            assertThat(study.errors("DISCREPANCY")).hasSizeGreaterThan(20);
            assertThat(study.errors("QUARANTINE")).hasSizeGreaterThan(10);
            assertThat(discrepancies(clinic)).isEqualTo(plantedDiscrepancies(clinic, study));
            assertThat(quarantined(clinic, report)).isEqualTo(plantedQuarantine(study));
            var planted = new TreeMap<String, Long>();
            study.errors("DISCREPANCY")
                    .forEach(error -> planted.merge(error.path("finds").asString(), 1L, Long::sum));
            assertThat(buckets(report.path("discrepancies")))
                    .containsAllEntriesOf(planted)
                    .satisfies(raised -> assertThat(raised.values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum())
                            .isEqualTo(study.errors("DISCREPANCY").size()));
        }
    }

    @Test
    void finds_the_pictures_that_cannot_be_used_and_keeps_all_others() {
        // Given
        var study = SyntheticFolder.make(folder.resolve("study"), 21, 30, true);
        try (var clinic = Clinic.in(folder.resolve("data"))) {
            // When
            var report = study.into(clinic);

            // Then
            var planted = plantedQuarantine(study);
            assertThat(planted).extracting(Found::what).contains("PICTURE_TRUNCATED", "PICTURE_MISSING");
            assertThat(quarantined(clinic, report)).isEqualTo(planted);
            assertThat(discrepancies(clinic)).isEqualTo(plantedDiscrepancies(clinic, study));
            assertThat(buckets(clinic.asks("{\"facets\": [\"withPicture\"]}"), "withPicture"))
                    .containsOnlyKeys("true");
        }
    }

    @Test
    void records_nothing_the_second_time() {
        // Given
        var study = SyntheticFolder.make(folder.resolve("study"), 8, 60, false);
        try (var clinic = Clinic.in(folder.resolve("data"))) {
            var first = study.into(clinic);
            long events = clinic.events();

            // When
            var second = study.into(clinic);

            // Then
            assertThat(first.path("recorded").asLong()).isPositive();
            assertThat(first.path("laterStatements").asLong()).isPositive();
            assertThat(second.path("recorded").asLong()).isZero();
            assertThat(second.path("corrected").asLong()).isZero();
            assertThat(second.path("laterStatements").asLong()).isZero();
            assertThat(second.path("duplicates").asLong()
                            + second.path("quarantined").asLong())
                    .isEqualTo(second.path("received").asLong());
            assertThat(clinic.events()).isEqualTo(events);
        }
    }

    @Test
    void knows_every_lesion_with_its_extent_and_the_diagnosis_that_was_last_found() {
        // Given
        var study = SyntheticFolder.make(folder.resolve("study"), 8, 60, false);
        try (var clinic = Clinic.in(folder.resolve("data"))) {
            // When
            var report = study.into(clinic);

            // Then
            var lesions = study.truth("lesion");
            assertThat(report.path("lesions").asLong()).isEqualTo(lesions.size());
            for (var lesion : lesions) {
                var id = lesionId(clinic, lesion.path("lesion").asString());
                var known = lesion(clinic, id);
                assertThat(known.extent()).isEqualTo(lesion.path("extent").asString());
            }
            var found = histologies(study);
            assertThat(found).isNotEmpty().allSatisfy(cells -> {
                var id = lesionId(clinic, cells[3]);
                var known = lesion(clinic, id);
                assertThat(known.diagnosis()).isEqualTo(cells[5]);
                assertThat(known.confirmation()).isEqualTo("HISTOPATHOLOGY");
            });
        }
    }

    @Test
    void says_that_it_is_synthetic_wherever_it_is_looked_at() {
        // Given
        var study = SyntheticFolder.make(folder.resolve("study"), 8, 10, false);
        try (var clinic = Clinic.in(folder.resolve("data"))) {
            // When
            study.into(clinic);

            // Then
            var records = clinic.registry().questions().records();
            assertThat(records.studies(OperatorDesk.access()))
                    .singleElement()
                    .satisfies(each -> assertThat(each.title()).contains("(synthetic)"));
            assertThat(records.sites(OperatorDesk.access(), "synthetic-8"))
                    .isNotEmpty()
                    .allSatisfy(site -> assertThat(site.name()).contains("(synthetic)"));
            var keys = records.participantKeys(OperatorDesk.access(), "synthetic-8", null, ALL);
            assertThat(records.participants(OperatorDesk.access(), keys).values())
                    .hasSize(10)
                    .allSatisfy(participant -> {
                        assertThat(participant.consentBasis()).isIn("SYNTHETIC", null);
                        assertThat(participant.identification()).isEqualTo("GIVEN");
                    });
        }
    }

    @Test
    void leaves_out_of_research_whoever_withdrew_consent() {
        // Given
        var study = SyntheticFolder.make(folder.resolve("study"), 8, 120, false);
        long withdrew = study.truth("participant").stream()
                .filter(participant -> participant.path("consentWithdrawn").asBoolean(false))
                .count();
        try (var clinic = Clinic.in(folder.resolve("data"))) {
            // When
            study.into(clinic);

            // Then
            var records = clinic.registry().questions().records();
            var research = new AccessFilter(new Everything(), new Everything(), true);
            assertThat(withdrew).isPositive();
            assertThat(records.participantKeys(OperatorDesk.access(), "synthetic-8", null, ALL))
                    .hasSize(120);
            assertThat(records.participantKeys(research, "synthetic-8", null, ALL))
                    .hasSize((int) (120 - withdrew));
        }
    }

    @Test
    void an_undone_import_says_what_it_does_not_take_back() {
        // Given
        var study = SyntheticFolder.make(folder.resolve("study"), 8, 20, false);
        try (var clinic = Clinic.in(folder.resolve("data"))) {
            var report = study.into(clinic);
            long later = report.path("laterStatements").asLong();

            // When
            var undone = clinic.run(
                    "undo", java.util.Map.of("import", report.path("import").asString()));

            // Then
            assertThat(later).isPositive();
            assertThat(undone.json()).containsEntry("laterStatementsLeft", later);
            assertThat(String.join("\n", undone.lines())).contains(later + " later statements");

            // When
            var again = study.into(clinic);

            // Then
            assertThat(again.path("recorded").asLong())
                    .isEqualTo(report.path("recorded").asLong());
            assertThat(again.path("laterStatements").asLong()).isZero();
        }
    }

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void whatever_the_seed_nothing_unexpected_is_found(
            @ForAll @LongRange(max = 999_999) long seed, @ForAll @IntRange(min = 1, max = 40) int participants)
            throws IOException {
        var own = Files.createTempDirectory("any-seed");
        var study = SyntheticFolder.make(own.resolve("study"), seed, participants, false);
        try (var clinic = Clinic.in(own.resolve("data"))) {
            // When
            var report = study.into(clinic);

            // Then
            assertThat(quarantined(clinic, report)).isEqualTo(plantedQuarantine(study));
            assertThat(discrepancies(clinic)).isEqualTo(plantedDiscrepancies(clinic, study));
        } finally {
            try (var found = Files.walk(own)) {
                for (var each : found.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private static Set<Found> discrepancies(Clinic clinic) {
        return clinic.registry().questions().discrepancies().list(OperatorDesk.access(), false, null, ALL).stream()
                .map(each -> new Found(each.field(), each.subjectId()))
                .collect(Collectors.toSet());
    }

    private static Set<Found> plantedDiscrepancies(Clinic clinic, SyntheticFolder study) {
        var planted = new HashSet<Found>();
        for (var error : study.errors("DISCREPANCY")) {
            var field = error.path("finds").asString();
            planted.add(new Found(
                    field,
                    field.equals("sex")
                            ? participantKey(clinic, error)
                            : lesionId(clinic, error.path("subject").asString())));
        }
        return planted;
    }

    private static Set<Found> quarantined(Clinic clinic, JsonNode report) {
        return clinic.registry().ledger().quarantined(report.path("import").asString(), ALL).stream()
                .map(row -> new Found(row.code(), row.file() + ":" + row.line()))
                .collect(Collectors.toSet());
    }

    private static Set<Found> plantedQuarantine(SyntheticFolder study) {
        return study.errors("QUARANTINE").stream()
                .map(error -> new Found(
                        error.path("finds").asString(),
                        error.path("file").asString() + ":" + error.path("row").asLong()))
                .collect(Collectors.toSet());
    }

    private static List<String[]> histologies(SyntheticFolder study) {
        return study.text("course.csv")
                .lines()
                .map(line -> line.split(",", -1))
                .filter(cells -> cells[6].equals("HISTOPATHOLOGY"))
                .toList();
    }

    private static LesionRecord lesion(Clinic clinic, String lesionId) {
        var records = clinic.registry().questions().records();
        return Objects.requireNonNull(
                records.lesions(OperatorDesk.access(), List.of(lesionId)).get(lesionId));
    }

    private static String lesionId(Clinic clinic, String sourceLesionId) {
        Registry registry = clinic.registry();
        return registry.sourceMap().lesionsNamed(sourceLesionId).values().stream()
                .findFirst()
                .orElseThrow();
    }

    /** Whose capture the row with the error is. */
    private static String participantKey(Clinic clinic, JsonNode error) {
        var map = clinic.registry().sourceMap();
        var issuer = clinic.registry().ledger().all().getFirst().source();
        synchronized (map.lock()) {
            var capture = map.capture(issuer, error.path("capture").asString());
            return Objects.requireNonNull(capture).participantKey();
        }
    }
}
