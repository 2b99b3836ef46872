package org.dermatrail.domain.discrepancy;

import static org.dermatrail.domain.Samples.dispute;

import java.util.Arrays;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.dermatrail.domain.Outcome;
import org.dermatrail.domain.Refused;
import org.dermatrail.domain.discrepancy.DiscrepancyCommand.ResolveDiscrepancy;
import org.dermatrail.domain.discrepancy.DiscrepancyEvent.DiscrepancyExtended;
import org.dermatrail.domain.discrepancy.DiscrepancyEvent.DiscrepancyRaised;
import org.dermatrail.domain.discrepancy.DiscrepancyEvent.DiscrepancyResolved;
import org.dermatrail.domain.discrepancy.DiscrepancyEvent.Statement;
import org.junit.jupiter.api.Test;

class ContradictionsTest {

    private static final DiscrepancyRaised RAISED =
            new DiscrepancyRaised("q1", "p1", "PARTICIPANT", "p1", "sex", statements("MALE", "FEMALE"));
    private static final DiscrepancyResolved SETTLED = new DiscrepancyResolved("q1", "p1", "MALE");

    private final AggregateTestFixture<Discrepancy> fixture = new AggregateTestFixture<>(Discrepancy.class);

    private static List<Statement> statements(String... values) {
        return Arrays.stream(values).map(value -> new Statement(value, null)).toList();
    }

    @Test
    void two_different_statements_are_a_contradiction() {
        fixture.givenNoPriorActivity().when(dispute("q1", "MALE", "FEMALE")).expectEvents(RAISED);
    }

    @Test
    void one_statement_made_twice_contradicts_nothing() {
        fixture.givenNoPriorActivity()
                .when(dispute("q1", "MALE", "MALE"))
                .expectResultMessagePayloadMatching(Refused.by(DiscrepancyRule.NOTHING_CONTRADICTS))
                .expectNoEvents();
    }

    @Test
    void a_statement_heard_before_adds_nothing() {
        fixture.given(RAISED)
                .when(dispute("q1", "FEMALE"))
                .expectResultMessagePayload(Outcome.accept())
                .expectNoEvents();
    }

    @Test
    void a_new_statement_is_added_and_none_is_dropped() {
        fixture.given(RAISED)
                .when(dispute("q1", "OTHER"))
                .expectEvents(new DiscrepancyExtended("q1", "p1", statements("MALE", "FEMALE", "OTHER")));
    }

    @Test
    void a_person_decides_for_one_of_the_stated_values() {
        fixture.given(RAISED).when(new ResolveDiscrepancy("q1", "MALE")).expectEvents(SETTLED);
    }

    @Test
    void a_value_that_no_source_stated_is_refused() {
        fixture.given(RAISED)
                .when(new ResolveDiscrepancy("q1", "OTHER"))
                .expectResultMessagePayloadMatching(Refused.by(DiscrepancyRule.VALUE_NOT_STATED))
                .expectNoEvents();
    }

    @Test
    void what_was_decided_is_not_decided_again() {
        fixture.given(RAISED, SETTLED)
                .when(new ResolveDiscrepancy("q1", "FEMALE"))
                .expectResultMessagePayloadMatching(Refused.by(DiscrepancyRule.DISCREPANCY_ALREADY_RESOLVED))
                .expectNoEvents();
    }

    @Test
    void a_new_statement_opens_what_was_decided() {
        fixture.given(RAISED, SETTLED, new DiscrepancyExtended("q1", "p1", statements("MALE", "FEMALE", "OTHER")))
                .when(new ResolveDiscrepancy("q1", "OTHER"))
                .expectEvents(new DiscrepancyResolved("q1", "p1", "OTHER"));
    }
}
