package org.dermatrail.domain.datacut;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.dermatrail.domain.Refused;
import org.dermatrail.domain.datacut.DataCutEvent.DataCutPublished;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishingADataCutTest {

    private final AggregateTestFixture<DataCut> fixture = new AggregateTestFixture<>(DataCut.class);

    @Test
    void a_cut_is_an_event_with_its_name() {
        fixture.givenNoPriorActivity().when(new PublishDataCut("2026.1")).expectEvents(new DataCutPublished("2026.1"));
    }

    @Test
    void a_cut_never_moves() {
        fixture.given(new DataCutPublished("2026.1"))
                .when(new PublishDataCut("2026.1"))
                .expectResultMessagePayloadMatching(Refused.by(DataCutRule.DATA_CUT_ALREADY_PUBLISHED))
                .expectNoEvents();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "live", "First", "a b", "../etc", "-a"})
    void a_cut_is_refused_a_malformed_name(String name) {
        fixture.givenNoPriorActivity()
                .when(new PublishDataCut(name))
                .expectResultMessagePayloadMatching(Refused.by(DataCutRule.DATA_CUT_NAME_MALFORMED))
                .expectNoEvents();
    }
}
