package org.dermatrail.domain.lesion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermatrail.domain.Samples.diagnose;
import static org.dermatrail.domain.Samples.identify;

import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.dermatrail.domain.Outcome;
import org.dermatrail.domain.Refusal;
import org.dermatrail.domain.Refused;
import org.dermatrail.domain.anatomy.AnatomicSite;
import org.dermatrail.domain.anatomy.Laterality;
import org.dermatrail.domain.lesion.LesionCommand.DescribeLesion;
import org.dermatrail.domain.lesion.LesionCommand.MergeLesions;
import org.dermatrail.domain.lesion.LesionCommand.RecordProcedure;
import org.dermatrail.domain.lesion.LesionCommand.SplitLesion;
import org.dermatrail.domain.lesion.LesionEvent.LesionDescribed;
import org.dermatrail.domain.lesion.LesionEvent.LesionIdentified;
import org.dermatrail.domain.lesion.LesionEvent.LesionSplit;
import org.dermatrail.domain.lesion.LesionEvent.LesionsMerged;
import org.dermatrail.domain.lesion.LesionEvent.ProcedurePerformed;
import org.junit.jupiter.api.Test;

class LesionsOfAParticipantTest {

    private static final LesionIdentified L1 = new LesionIdentified("p1", "l1", "FOCAL", "BACK", null);
    private static final LesionIdentified L2 = new LesionIdentified("p1", "l2", "FOCAL", "BACK", null);
    private static final LesionIdentified L3 = new LesionIdentified("p1", "l3", "FOCAL", "BACK", null);
    private static final LesionsMerged L1_INTO_L2 = new LesionsMerged("p1", "l1", "l2", "ENTERED_TWICE");

    private final AggregateTestFixture<LesionRegister> fixture = new AggregateTestFixture<>(LesionRegister.class);

    @Test
    void the_first_lesion_begins_the_register() {
        fixture.givenNoPriorActivity().when(identify("p1", "l1")).expectEvents(L1);
    }

    @Test
    void a_lesion_is_identified_once() {
        fixture.given(L1)
                .when(identify("p1", "l1"))
                .expectResultMessagePayloadMatching(Refused.by(LesionRule.LESION_ALREADY_IDENTIFIED))
                .expectNoEvents();
    }

    @Test
    void a_lesion_told_apart_needs_an_id_of_its_own() {
        fixture.given(L1, L2)
                .when(new SplitLesion("p1", "l1", "l2", MergeReason.MISTAKEN_FOR_ONE))
                .expectResultMessagePayloadMatching(Refused.by(LesionRule.LESION_ALREADY_IDENTIFIED))
                .expectNoEvents();
    }

    @Test
    void a_lesion_nobody_identified_cannot_be_described() {
        fixture.given(L1)
                .when(new DescribeLesion("p1", "l9", AnatomicSite.BACK, null))
                .expectResultMessagePayloadMatching(Refused.by(LesionRule.LESION_NOT_KNOWN))
                .expectNoEvents();
    }

    @Test
    void a_place_said_before_changes_nothing() {
        fixture.given(L1)
                .when(new DescribeLesion("p1", "l1", AnatomicSite.BACK, null))
                .expectResultMessagePayload(Outcome.accept())
                .expectNoEvents();
    }

    @Test
    void a_lesion_told_apart_starts_at_the_place_of_the_one_it_came_from() {
        fixture.given(L1, new LesionSplit("p1", "l1", "l4", "FRAGMENTATION"))
                .when(new DescribeLesion("p1", "l4", AnatomicSite.BACK, null))
                .expectNoEvents();
    }

    @Test
    void the_side_of_a_lesion_can_be_said_anew() {
        fixture.given(L1)
                .when(new DescribeLesion("p1", "l1", AnatomicSite.BACK, Laterality.LEFT))
                .expectEvents(new LesionDescribed("p1", "l1", "BACK", "LEFT"));
    }

    @Test
    void merging_into_an_alias_reaches_the_lesion_that_stayed() {
        fixture.given(L1, L2, L3, L1_INTO_L2)
                .when(new MergeLesions("p1", "l3", "l1", MergeReason.CONFLUENCE))
                .expectEvents(new LesionsMerged("p1", "l3", "l2", "CONFLUENCE"));
    }

    @Test
    void a_lesion_is_not_merged_into_its_own_alias() {
        fixture.given(L1, L2, L1_INTO_L2)
                .when(new MergeLesions("p1", "l2", "l1", MergeReason.CONFLUENCE))
                .expectResultMessagePayloadMatching(Refused.by(LesionRule.LESION_MERGE_CYCLIC))
                .expectNoEvents();
    }

    @Test
    void a_lesion_merged_away_is_not_merged_again() {
        fixture.given(L1, L2, L3, L1_INTO_L2)
                .when(new MergeLesions("p1", "l1", "l3", MergeReason.CONFLUENCE))
                .expectResultMessagePayloadMatching(Refused.by(LesionRule.LESION_MERGED_AWAY))
                .expectNoEvents();
    }

    @Test
    void nothing_more_is_said_of_a_lesion_merged_away() {
        for (var command : List.of(
                new DescribeLesion("p1", "l1", AnatomicSite.CHEST, null),
                new SplitLesion("p1", "l1", "l4", MergeReason.FRAGMENTATION),
                diagnose("p1", "d1", "l1", null),
                new RecordProcedure("p1", "x1", "l1", ProcedureKind.BIOPSY, 14))) {
            new AggregateTestFixture<>(LesionRegister.class)
                    .given(L1, L2, L1_INTO_L2)
                    .when(command)
                    .expectResultMessagePayload(Refusal.of(
                            LesionRule.LESION_MERGED_AWAY,
                            "The lesion was merged into another; use the lesion that stays."))
                    .expectNoEvents();
        }
    }

    @Test
    void the_register_knows_which_lesion_stays_and_where_it_is() {
        var register = new LesionRegister();
        register.on(L1);
        register.on(new LesionIdentified("p1", "l2", "FOCAL", "CHEST", "LEFT"));
        register.on(L1_INTO_L2);

        assertThat(register.standing("l1")).contains(new LesionRegister.Standing("l2", "CHEST", "LEFT"));
        assertThat(register.standing("l2")).isEqualTo(register.standing("l1"));
        assertThat(register.standing("l9")).isEmpty();
    }

    @Test
    void a_procedure_is_recorded_of_a_lesion() {
        fixture.given(L1)
                .when(new RecordProcedure("p1", "x1", "l1", ProcedureKind.BIOPSY, 14))
                .expectEvents(new ProcedurePerformed("p1", "x1", "l1", "BIOPSY", 14));
    }

    @Test
    void a_procedure_is_recorded_once() {
        fixture.given(L1, new ProcedurePerformed("p1", "x1", "l1", "BIOPSY", 14))
                .when(new RecordProcedure("p1", "x1", "l1", ProcedureKind.BIOPSY, 14))
                .expectResultMessagePayloadMatching(Refused.by(LesionRule.PROCEDURE_ALREADY_RECORDED))
                .expectNoEvents();
    }
}
