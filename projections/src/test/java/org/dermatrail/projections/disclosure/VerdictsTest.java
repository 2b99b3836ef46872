package org.dermatrail.projections.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.cohort.Level;
import org.dermatrail.projections.disclosure.Verdicts.Verdict;
import org.junit.jupiter.api.Test;

/** A verdict holds for one state of the data, and is never taken for that of another. */
class VerdictsTest {

    private static final Verdict LISTS_CAPTURES = new Verdict(true, Set.of(Level.CAPTURE));

    private final Verdicts verdicts = new Verdicts();

    private static Verdicts.Asked asked(AccessFilter access, int threshold) {
        return new Verdicts.Asked(access, Criteria.everything(), threshold);
    }

    @Test
    void the_same_question_is_known_while_nothing_changes() {
        var asked = asked(AccessFilter.everything(), 10);
        assertThat(verdicts.known("one", asked)).isEmpty();
        verdicts.keep("one", asked, LISTS_CAPTURES);
        assertThat(verdicts.known("one", asked)).contains(LISTS_CAPTURES);
    }

    @Test
    void another_state_access_or_threshold_is_not_known() {
        verdicts.keep("one", asked(AccessFilter.everything(), 10), LISTS_CAPTURES);
        assertThat(verdicts.known("two", asked(AccessFilter.everything(), 10))).isEmpty();
        assertThat(verdicts.known("one", asked(AccessFilter.denyAll(), 10))).isEmpty();
        assertThat(verdicts.known("one", asked(AccessFilter.everything(), 5))).isEmpty();
    }

    @Test
    void what_was_known_of_an_earlier_state_is_forgotten() {
        var asked = asked(AccessFilter.everything(), 10);
        verdicts.keep("one", asked, LISTS_CAPTURES);
        verdicts.keep("two", asked(AccessFilter.everything(), 5), LISTS_CAPTURES);
        assertThat(verdicts.known("two", asked)).isEmpty();
    }
}
