package org.dermatrail.ops.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.dermatrail.gateway.edge.ImportLedger.Quarantined;
import org.dermatrail.ops.registry.OperatorDesk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A source states later what became of participants and lesions. */
class LaterStatementsJourneyTest {

    private static final String HEAD = "statement,kind,participant,lesion,day,code,why,supersedes\n";

    @TempDir
    private Path folder = Path.of("");

    private SyntheticFolder study = new SyntheticFolder(Path.of(""), Path.of(""));

    @BeforeEach
    void a_study_of_two_people() {
        study = SyntheticFolder.make(folder.resolve("study"), 30, 2, false);
    }

    @Test
    void a_finding_replaces_the_impression_and_a_second_finding_the_first() {
        // Given
        later("""
                S1,PROCEDURE,P0000001,P0000001-L1,20,EXCISION,,
                S2,DIAGNOSIS,P0000001,P0000001-L1,25,DF,HISTOPATHOLOGY,P0000001-C001
                S3,DIAGNOSIS,P0000001,P0000001-L1,60,MEL,HISTOPATHOLOGY,S2
                """);
        try (var clinic = Clinic.in(folder.resolve("data"))) {
            // When
            var report = study.into(clinic);

            // Then
            assertThat(report.path("laterStatements").asLong()).isEqualTo(3);
            assertThat(quarantine(clinic, report)).isEmpty();
            var history = clinic.history("synthetic-30:P0000001-L1");
            assertThat(history.toString()).contains("EXCISION", "DF", "MEL");
            assertThat(diagnosisOf(clinic, "P0000001-L1")).isEqualTo("MEL");
        }
    }

    @Test
    void what_speaks_of_something_unknown_waits_in_quarantine_with_a_reason() {
        // Given
        later("""
                S1,STATUS,P0000009,,20,WITHDRAWN,PARTICIPANT_DECISION,
                S2,PROCEDURE,P0000001,P0000001-L99,20,BIOPSY,,
                S3,PROCEDURE,P0000001,P0000002-L1,20,BIOPSY,,
                S4,DIAGNOSIS,P0000001,P0000001-L1,20,MEL,HISTOPATHOLOGY,S77
                S5,CONSENT_WITHDRAWN,P0000001,,30,,,
                S6,CONSENT_WITHDRAWN,P0000001,,30,,,
                S7,PROCEDURE,P0000001,P0000001-L1,20,BIOPSY,,
                S7,PROCEDURE,P0000001,P0000001-L1,21,BIOPSY,,
                S8,STATUS,LONG,,20,WITHDRAWN,PARTICIPANT_DECISION,
                """.replace("LONG", "\ufdfa".repeat(200)));
        try (var clinic = Clinic.in(folder.resolve("data"))) {
            // When
            var report = study.into(clinic);

            // Then
            assertThat(report.path("laterStatements").asLong()).isEqualTo(2);
            assertThat(quarantine(clinic, report))
                    .extracting(Quarantined::code)
                    .containsExactly(
                            "PARTICIPANT_UNKNOWN",
                            "LESION_UNKNOWN",
                            "LESION_OF_ANOTHER_PARTICIPANT",
                            "DIAGNOSIS_UNKNOWN",
                            "CONSENT_NOT_GIVEN",
                            "STATEMENT_CHANGED",
                            "PARTICIPANT_ID_UNUSABLE");

            // When
            var again = study.into(clinic);

            // Then
            assertThat(again.path("laterStatements").asLong()).isZero();
            assertThat(quarantine(clinic, again))
                    .extracting(Quarantined::code)
                    .isEqualTo(quarantine(clinic, report).stream()
                            .map(Quarantined::code)
                            .toList());
        }
    }

    @Test
    void a_statement_is_never_changed() {
        // Given
        later("S1,PROCEDURE,P0000001,P0000001-L1,20,BIOPSY,,\n");
        try (var clinic = Clinic.in(folder.resolve("data"))) {
            study.into(clinic);
            long events = clinic.events();

            // When
            later("S1,PROCEDURE,P0000001,P0000001-L1,20,EXCISION,,\n");
            var report = study.into(clinic);

            // Then
            assertThat(quarantine(clinic, report)).extracting(Quarantined::code).containsExactly("STATEMENT_CHANGED");
            assertThat(clinic.events()).isEqualTo(events);
        }
    }

    @Test
    void an_import_that_was_cut_off_before_it_could_note_what_was_done_does_nothing_twice() throws SQLException {
        // Given
        later("""
                S1,PROCEDURE,P0000001,P0000001-L1,20,EXCISION,,
                S2,DIAGNOSIS,P0000001,P0000001-L1,25,MEL,HISTOPATHOLOGY,P0000001-C001
                S3,STATUS,P0000001,,30,WITHDRAWN,PARTICIPANT_DECISION,
                S4,CONSENT_WITHDRAWN,P0000001,,30,,,
                """);
        long events;
        try (var clinic = Clinic.in(folder.resolve("data"))) {
            study.into(clinic);
            events = clinic.events();
        }
        try (var map = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/centre/source-map.db"));
                var change = map.createStatement()) {
            assertThat(change.executeUpdate("UPDATE happening SET acknowledged=0"))
                    .isEqualTo(4);
        }
        try (var clinic = Clinic.in(folder.resolve("data"))) {
            // When
            var report = study.into(clinic);

            // Then
            assertThat(quarantine(clinic, report)).isEmpty();
            assertThat(report.path("laterStatements").asLong()).isEqualTo(4);
            assertThat(clinic.events()).isEqualTo(events);
        }
    }

    private void later(String rows) {
        study.change("course.csv", text -> HEAD + rows);
    }

    private static List<Quarantined> quarantine(Clinic clinic, JsonNode report) {
        return clinic.registry().ledger().quarantined(report.path("import").asString(), 100).stream()
                .filter(row -> row.file().equals("course.csv"))
                .toList();
    }

    private static String diagnosisOf(Clinic clinic, String sourceLesionId) {
        var id = clinic.registry().sourceMap().lesionsNamed(sourceLesionId).values().stream()
                .findFirst()
                .orElseThrow();
        var lesion = clinic.registry()
                .questions()
                .records()
                .lesions(OperatorDesk.access(), List.of(id))
                .get(id);
        return String.valueOf(lesion == null ? null : lesion.diagnosis());
    }
}
