package org.dermatrail.domain.lesion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermatrail.domain.Samples.diagnose;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.dermatrail.domain.Refused;
import org.dermatrail.domain.diagnosis.DiagnosisCode;
import org.dermatrail.domain.diagnosis.DiagnosisConfirmation;
import org.dermatrail.domain.lesion.LesionCommand.RecordDiagnosis;
import org.dermatrail.domain.lesion.LesionEvent.DiagnosisRecorded;
import org.dermatrail.domain.lesion.LesionEvent.LesionIdentified;
import org.dermatrail.domain.lesion.LesionEvent.LesionsMerged;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DiagnosingALesionTest {

    private static final LesionIdentified L1 = new LesionIdentified("p1", "l1", "FOCAL", "BACK", null);
    private static final LesionIdentified L2 = new LesionIdentified("p1", "l2", "FOCAL", "BACK", null);

    private final AggregateTestFixture<LesionRegister> fixture = new AggregateTestFixture<>(LesionRegister.class);

    private static DiagnosisRecorded recorded(String id, @Nullable String lesionId, @Nullable String supersedes) {
        return new DiagnosisRecorded(
                "p1", id, lesionId, lesionId == null ? "c1" : null, "NV", "HISTOPATHOLOGY", 12, supersedes);
    }

    @Test
    void a_diagnosis_can_begin_the_register_where_the_source_names_no_lesion() {
        fixture.givenNoPriorActivity().when(diagnose("p1", "d1", null, null)).expectEvents(recorded("d1", null, null));
    }

    @Test
    void a_diagnosis_of_neither_lesion_nor_capture_is_refused() {
        fixture.givenNoPriorActivity()
                .when(new RecordDiagnosis(
                        "p1", "d1", null, null, DiagnosisCode.NV, DiagnosisConfirmation.CLINICAL, null, null))
                .expectResultMessagePayloadMatching(Refused.by(LesionRule.DIAGNOSIS_OF_NOTHING))
                .expectNoEvents();
    }

    @Test
    void a_diagnosis_of_an_unknown_lesion_is_refused_even_as_the_first_word_about_a_participant() {
        fixture.givenNoPriorActivity()
                .when(diagnose("p1", "d1", "l1", null))
                .expectResultMessagePayloadMatching(Refused.by(LesionRule.LESION_NOT_KNOWN))
                .expectNoEvents();
    }

    @Test
    void a_diagnosis_is_recorded_once() {
        fixture.given(L1, recorded("d1", "l1", null))
                .when(diagnose("p1", "d1", "l1", null))
                .expectResultMessagePayloadMatching(Refused.by(LesionRule.DIAGNOSIS_ALREADY_RECORDED))
                .expectNoEvents();
    }

    @Test
    void a_later_diagnosis_supersedes_an_earlier_one() {
        fixture.given(L1, recorded("d1", "l1", null))
                .when(diagnose("p1", "d2", "l1", "d1"))
                .expectEvents(recorded("d2", "l1", "d1"));
    }

    @Test
    void a_diagnosis_nobody_recorded_cannot_be_superseded() {
        fixture.given(L1)
                .when(diagnose("p1", "d2", "l1", "d1"))
                .expectResultMessagePayloadMatching(Refused.by(LesionRule.DIAGNOSIS_NOT_KNOWN))
                .expectNoEvents();
    }

    @Test
    void a_diagnosis_is_superseded_once() {
        fixture.given(L1, recorded("d1", "l1", null), recorded("d2", "l1", "d1"))
                .when(diagnose("p1", "d3", "l1", "d1"))
                .expectResultMessagePayloadMatching(Refused.by(LesionRule.DIAGNOSIS_ALREADY_SUPERSEDED))
                .expectNoEvents();
    }

    @Test
    void the_diagnosis_held_is_the_last_of_those_that_supersede_it() {
        var register = new LesionRegister();
        register.on(L1);
        register.on(recorded("d1", "l1", null));
        register.on(recorded("d2", "l1", "d1"));
        register.on(new DiagnosisRecorded("p1", "d3", "l1", null, "MEL", "CONSENSUS", null, "d2"));

        var held = new LesionRegister.Held("d3", "MEL", "CONSENSUS");
        assertThat(register.held("d1")).contains(held);
        assertThat(register.held("d3")).contains(held);
        assertThat(register.held("d9")).isEmpty();
    }

    @Test
    void a_diagnosis_of_one_lesion_does_not_supersede_that_of_another() {
        fixture.given(L1, L2, recorded("d1", "l1", null))
                .when(diagnose("p1", "d2", "l2", "d1"))
                .expectResultMessagePayloadMatching(Refused.by(LesionRule.DIAGNOSIS_OF_ANOTHER_LESION))
                .expectNoEvents();
    }

    @Test
    void merged_lesions_are_one_lesion_to_a_diagnosis() {
        fixture.given(L1, L2, recorded("d1", "l1", null), new LesionsMerged("p1", "l1", "l2", "ENTERED_TWICE"))
                .when(diagnose("p1", "d2", "l2", "d1"))
                .expectEvents(recorded("d2", "l2", "d1"));
    }
}
