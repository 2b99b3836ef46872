package org.dermatrail.projections.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.cohort.Criteria;
import org.junit.jupiter.api.Test;

/** A control is not done twice for one state of the data, and never spared for another. */
class VerdictsTest {

    private final Verdicts verdicts = new Verdicts();
    private final AtomicInteger controls = new AtomicInteger();

    private boolean asked(Object moment, AccessFilter access, int threshold) {
        return verdicts.tellsOfFew(
                moment,
                new Verdicts.Asked(access, Criteria.everything(), threshold),
                () -> controls.incrementAndGet() == 1);
    }

    @Test
    void the_same_question_is_controlled_once_while_nothing_changes() {
        assertThat(asked("one", AccessFilter.everything(), 10)).isTrue();
        assertThat(asked("one", AccessFilter.everything(), 10)).isTrue();
        assertThat(controls).hasValue(1);
    }

    @Test
    void another_state_access_or_threshold_is_controlled_anew() {
        assertThat(asked("one", AccessFilter.everything(), 10)).isTrue();
        assertThat(asked("two", AccessFilter.everything(), 10)).isFalse();
        assertThat(asked("two", AccessFilter.denyAll(), 10)).isFalse();
        assertThat(asked("two", AccessFilter.everything(), 5)).isFalse();
        assertThat(asked("one", AccessFilter.everything(), 10)).isFalse();
        assertThat(controls).hasValue(5);
    }
}
