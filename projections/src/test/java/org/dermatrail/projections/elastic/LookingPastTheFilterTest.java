package org.dermatrail.projections.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.cohort.CohortCounts;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.CohortIndex;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.cohort.Edge;
import org.dermatrail.projections.cohort.Facet;
import org.dermatrail.projections.cohort.Level;
import org.dermatrail.projections.cohort.RandomRows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Criteria that say "or whatever else there is" in every way there is to say it. */
class LookingPastTheFilterTest {

    private static final AccessFilter ELSEWHERE =
            new AccessFilter(new AccessFilter.Only(Set.of("s3", "*", "s?")), new AccessFilter.Everything(), false);
    private static final AccessFilter NO_SITE =
            new AccessFilter(new AccessFilter.Everything(), new AccessFilter.Only(Set.of("s1/*", "_all")), false);

    private final Registries registries = new Registries();
    private final CohortIndex index = registries.holding(new RandomRows(8, 40).blocks());

    @AfterEach
    void close() {
        registries.close();
    }

    static List<Criteria> attempts() {
        var never = new Criteria.Any(List.of());
        return List.of(
                Criteria.everything(),
                new Criteria.Not(never),
                new Criteria.Any(List.of(never, Criteria.everything())),
                new Criteria.Not(new Criteria.In(CohortField.STUDY, Set.of("s3"))),
                new Criteria.In(CohortField.STUDY, Set.of("s1", "s2")),
                new Criteria.Any(List.of(
                        new Criteria.Known(CohortField.STUDY),
                        new Criteria.Not(new Criteria.Known(CohortField.STUDY)))),
                new Criteria.Between(CohortField.AGE_YEARS, null, null));
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void find_nothing_that_the_filter_does_not_admit(Criteria attempt) {
        var none = new CohortCounts.Tally(0, 0);
        for (var access : List.of(AccessFilter.denyAll(), ELSEWHERE, NO_SITE)) {
            var facets = new ArrayList<Facet>();
            for (var level : Level.values()) {
                facets.add(new Facet(CohortField.DIAGNOSIS, level, 0, 10));
            }
            var question = new CohortQuestion(access, attempt, facets);

            var counts = index.count(question);

            assertThat(counts.participants()).isZero();
            assertThat(counts.lesions()).isEqualTo(none);
            assertThat(counts.captures()).isEqualTo(none);
            assertThat(counts.withheld()).isEqualTo(none);
            assertThat(counts.facets()).allSatisfy(facet -> {
                assertThat(facet.buckets()).isEmpty();
                assertThat(facet.missing().count()).isZero();
            });
            for (var level : Level.values()) {
                assertThat(index.page(question, level, null, 1000).ids()).isEmpty();
            }
            assertThat(index.persons(access, List.of(attempt, attempt), 10)).containsExactly(0, 0);
            assertThat(index.personsAt(access, List.of(new Edge(attempt, CohortField.DAY, true)), 10))
                    .containsExactly(0);
        }
        assertThat(index.persons(AccessFilter.everything(), List.of(Criteria.everything()), 50))
                .containsExactly(40);
    }
}
