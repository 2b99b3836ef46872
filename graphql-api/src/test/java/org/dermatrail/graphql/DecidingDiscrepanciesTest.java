package org.dermatrail.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dermatrail.domain.Refusal;
import org.dermatrail.domain.diagnosis.DiagnosisCode;
import org.dermatrail.domain.diagnosis.DiagnosisConfirmation;
import org.dermatrail.domain.discrepancy.DiscrepancyCommand.ResolveDiscrepancy;
import org.dermatrail.domain.lesion.LesionCommand.RecordDiagnosis;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms.Kind;
import org.dermatrail.projections.discrepancy.Discrepancies.DiscrepancyRecord;
import org.dermatrail.projections.discrepancy.Discrepancies.Stated;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A person decides which of the contradicting statements holds. */
class DecidingDiscrepanciesTest {

    private final Clinic clinic = new Clinic();

    @AfterEach
    void close() {
        clinic.close();
    }

    @Test
    void a_disputed_participant_is_decided_for_by_scoped_id() {
        var caller = Clinic.COORDINATOR;

        var command = clinic.commandOf(
                caller,
                "resolveDiscrepancy(discrepancy: " + clinic.id(caller, Kind.DISCREPANCY, clinic.discrepancy)
                        + ", value: " + clinic.id(caller, Kind.PARTICIPANT, clinic.alice) + ") { id resolvedTo }");

        assertThat(command).isEqualTo(new ResolveDiscrepancy(clinic.discrepancy, clinic.alice));
    }

    private String disputedDiagnosis(@Nullable String resolvedTo) {
        var discrepancy = MemoryRegistry.id();
        clinic.registry.discrepancies.put(
                discrepancy,
                new DiscrepancyRecord(
                        discrepancy,
                        clinic.alice,
                        Clinic.STUDY,
                        "LESION",
                        clinic.lesion,
                        "diagnosis",
                        List.of(
                                new Stated("MEL/HISTOPATHOLOGY", null),
                                new Stated("NV/CLINICAL", clinic.capture),
                                new Stated("BCC", null)),
                        resolvedTo));
        return discrepancy;
    }

    private String resolving(String discrepancy, String value) {
        return "resolveDiscrepancy(discrepancy: " + clinic.id(Clinic.COORDINATOR, Kind.DISCREPANCY, discrepancy)
                + ", value: \"" + value + "\") { id }";
    }

    @Test
    void a_diagnosis_decided_for_supersedes_the_one_in_force_before_the_discrepancy_is_resolved() {
        var discrepancy = disputedDiagnosis(null);

        clinic.commandOf(Clinic.COORDINATOR, resolving(discrepancy, "NV/CLINICAL"));

        assertThat(clinic.sent).hasSize(2);
        var diagnosis = (RecordDiagnosis) clinic.sent.getFirst();
        assertThat(diagnosis)
                .isEqualTo(new RecordDiagnosis(
                        clinic.alice,
                        diagnosis.diagnosisId(),
                        clinic.lesion,
                        clinic.capture,
                        DiagnosisCode.NV,
                        DiagnosisConfirmation.CLINICAL,
                        0,
                        clinic.registry.diagnosisInForce));
        assertThat(clinic.sent.getLast()).isEqualTo(new ResolveDiscrepancy(discrepancy, "NV/CLINICAL"));
    }

    @Test
    void a_diagnosis_decided_for_without_a_word_how_it_is_known_is_recorded_as_not_stated() {
        clinic.commandOf(Clinic.COORDINATOR, resolving(disputedDiagnosis(null), "BCC"));

        assertThat(((RecordDiagnosis) clinic.sent.getFirst()).confirmation())
                .isEqualTo(DiagnosisConfirmation.NOT_STATED);
    }

    @Test
    void a_diagnosis_that_is_in_force_already_is_not_recorded_again_as_when_a_decision_was_cut_off() {
        var discrepancy = disputedDiagnosis(null);

        clinic.commandOf(Clinic.COORDINATOR, resolving(discrepancy, "MEL/HISTOPATHOLOGY"));

        assertThat(clinic.sent).containsExactly(new ResolveDiscrepancy(discrepancy, "MEL/HISTOPATHOLOGY"));
    }

    @Test
    void what_nobody_stated_or_was_decided_before_is_no_diagnosis() {
        var open = disputedDiagnosis(null);
        var decided = disputedDiagnosis("NV/CLINICAL");

        clinic.commandOf(Clinic.COORDINATOR, resolving(open, "SCC/CLINICAL"));
        clinic.commandOf(Clinic.COORDINATOR, resolving(decided, "NV/CLINICAL"));

        assertThat(clinic.sent).hasOnlyElementsOfType(ResolveDiscrepancy.class);
    }

    @Test
    void a_discrepancy_stays_open_where_its_diagnosis_is_refused() {
        clinic.outcome.set(new Refusal("DIAGNOSIS_ALREADY_SUPERSEDED", "Somebody was faster."));

        var code = clinic.code(
                Clinic.COORDINATOR, "mutation { " + resolving(disputedDiagnosis(null), "NV/CLINICAL") + " }");

        assertThat(code).isEqualTo("DIAGNOSIS_ALREADY_SUPERSEDED");
        assertThat(clinic.sent).hasOnlyElementsOfType(RecordDiagnosis.class);
    }
}
