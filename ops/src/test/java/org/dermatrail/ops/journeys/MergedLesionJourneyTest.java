package org.dermatrail.ops.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.dermatrail.domain.Outcome;
import org.dermatrail.domain.lesion.LesionCommand.MergeLesions;
import org.dermatrail.domain.lesion.MergeReason;
import org.dermatrail.domain.study.StudyCommand.OpenStudy;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.discrepancy.Discrepancies.DiscrepancyRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A coordinator merges two lesions that a source goes on telling apart. */
class MergedLesionJourneyTest {

    private static final String HEAD = "id,who,lesion,place,side,diagnosis\n";

    @TempDir
    private Path folder = Path.of("");

    private String mapping = "";

    @BeforeEach
    void aMapping() throws IOException {
        mapping = Files.writeString(folder.resolve("own.yaml"), """
                name: own
                source: {issuer: own-clinic}
                study: {code: own-study, title: Own study}
                consent: {basis: SIGNED_FORM, formVersion: "1"}
                participant: {given: who}
                captureId: id
                lesionId: lesion
                site: UNKNOWN
                modality: DMS
                fields:
                  anatomicSite:
                    column: place
                    values: {back: BACK, chest: CHEST}
                  laterality:
                    column: side
                    values: {left: LEFT}
                  diagnosis:
                    column: diagnosis
                    values: {MEL: MEL, NV: NV}
                """).toString();
    }

    private JsonNode imports(Clinic clinic, String rows) throws IOException {
        var table = Files.writeString(folder.resolve("table.csv"), HEAD + rows).toString();
        return clinic.done("import", Map.of("mapping", mapping, "file", table));
    }

    private static void merge(Clinic clinic, String lesion, String into) {
        var records = clinic.registry().sourceMap();
        var participant = Objects.requireNonNull(records.lesion("own-clinic", lesion));
        var stays = Objects.requireNonNull(records.lesion("own-clinic", into));
        assertThat(clinic.registry()
                        .send(new MergeLesions(
                                participant.participantKey(),
                                participant.lesionId(),
                                stays.lesionId(),
                                MergeReason.ENTERED_TWICE)))
                .isEqualTo(Outcome.accept());
    }

    @Test
    void what_rows_go_on_to_say_of_a_lesion_merged_away_is_said_of_the_lesion_that_stays() throws IOException {
        try (var clinic = Clinic.in(folder.resolve("data"))) {
            // Given
            clinic.registry().send(new OpenStudy("own-study", "Own study"));
            imports(clinic, "1,anna,A,,,\n2,anna,B,back,,\n");
            merge(clinic, "A", "B");

            // When
            var more = imports(clinic, "1,anna,A,,,\n2,anna,B,back,,\n3,anna,A,back,left,MEL\n");

            // Then
            assertThat(more.path("recorded").asLong()).isEqualTo(1);
            var history = clinic.history("own-clinic:A");
            assertThat(history.path("captures").asLong()).isEqualTo(3);
            assertThat(history.path("anatomicSite").asString()).isEqualTo("BACK");
            assertThat(history.path("laterality").asString()).isEqualTo("LEFT");
            assertThat(history.path("entries").findValuesAsString("diagnosis")).contains("MEL");
            assertThat(history.path("entries"))
                    .isEqualTo(clinic.history("own-clinic:B").path("entries"));
        }
    }

    @Test
    void a_changed_row_of_a_lesion_merged_away_is_a_correction_and_its_diagnosis_supersedes_the_earlier()
            throws IOException {
        try (var clinic = Clinic.in(folder.resolve("data"))) {
            // Given
            clinic.registry().send(new OpenStudy("own-study", "Own study"));
            imports(clinic, "1,anna,A,back,,NV\n2,anna,B,back,,\n");
            merge(clinic, "A", "B");

            // When
            var changed = imports(clinic, "1,anna,A,back,left,MEL\n2,anna,B,back,,\n");

            // Then
            assertThat(changed.path("corrected").asLong()).isEqualTo(1);
            var history = clinic.history("own-clinic:B");
            assertThat(history.path("laterality").asString()).isEqualTo("LEFT");
            assertThat(history.path("entries").findValuesAsString("diagnosis")).containsExactly("NV", "MEL");
            assertThat(history.path("entries").findValuesAsString("inForce")).containsExactly("false", "true");
        }
    }

    @Test
    void a_place_that_contradicts_the_lesion_that_stays_is_left_to_a_person() throws IOException {
        try (var clinic = Clinic.in(folder.resolve("data"))) {
            // Given
            clinic.registry().send(new OpenStudy("own-study", "Own study"));
            imports(clinic, "1,anna,A,,,\n2,anna,B,back,,\n");
            merge(clinic, "A", "B");

            // When
            var more = imports(clinic, "1,anna,A,,,\n2,anna,B,back,,\n3,anna,A,chest,,\n");

            // Then
            assertThat(more.path("recorded").asLong()).isEqualTo(1);
            assertThat(more.path("discrepancies").path("anatomicSite").asLong()).isEqualTo(1);
            assertThat(clinic.history("own-clinic:B").path("anatomicSite").asString())
                    .isEqualTo("BACK");
            assertThat(clinic.registry().questions().discrepancies().list(AccessFilter.everything(), true, null, 10))
                    .singleElement()
                    .extracting(DiscrepancyRecord::subjectId)
                    .isEqualTo(
                            Objects.requireNonNull(clinic.registry().sourceMap().lesion("own-clinic", "B"))
                                    .lesionId());
        }
    }
}
