package org.dermatrail.projections.cohort;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dermatrail.projections.access.AccessFilter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowScanTest extends CohortIndexConformance {

    @Override
    protected CohortIndex holding(List<CohortBlock> blocks) {
        return new RowScan(rows -> blocks.forEach(block -> block.rows().forEach(rows)));
    }

    /** Answers everything, and knows nothing. */
    private record Idle() implements CohortIndex {

        @Override
        public CohortCounts count(CohortQuestion question) {
            var none = new CohortCounts.Tally(0, 0);
            return new CohortCounts(0, 0, none, none, none, List.of());
        }

        @Override
        public CohortPage page(CohortQuestion question, Level level, @Nullable String after, int limit) {
            return new CohortPage(List.of(), null);
        }

        @Override
        public List<Integer> persons(AccessFilter access, List<Criteria> criteria, int stopAt) {
            return criteria.stream().map(each -> 0).toList();
        }

        @Override
        public List<Integer> personsAt(AccessFilter access, List<Edge> edges, int stopAt) {
            return edges.stream().map(each -> 0).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void an_index_that_does_nothing_fails_every_part_of_the_suite(int part) {
        var suite = new CohortIndexConformance() {
            @Override
            protected CohortIndex holding(List<CohortBlock> blocks) {
                return new Idle();
            }
        };
        List<ThrowingCallable> parts = List.of(
                suite::counts_what_a_count_by_hand_finds,
                suite::pages_through_every_matching_id_once_and_in_order,
                suite::counts_persons_as_far_as_needed,
                suite::counts_who_has_the_least_or_greatest_value_as_far_as_needed,
                suite::shows_nothing_to_whom_nothing_is_allowed,
                suite::refuses_pages_without_end);

        assertThatThrownBy(parts.get(part)).isInstanceOf(AssertionError.class);
    }
}
