package org.dermatrail.projections.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.cohort.CohortCounts;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.CohortIndex;
import org.dermatrail.projections.cohort.CohortPage;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.cohort.Edge;
import org.dermatrail.projections.cohort.Facet;
import org.dermatrail.projections.cohort.Level;
import org.dermatrail.projections.cohort.RandomRows;
import org.dermatrail.projections.cohort.RowScan;
import org.dermatrail.projections.cohort.Told;
import org.dermatrail.projections.record.AsOf;
import org.dermatrail.projections.record.ParkedEvents;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonsBehindBucketsTest {

    private static final AsOf LIVE = new AsOf.Live();
    private static final List<Facet> FACETS = List.of(
            Facet.of(CohortField.DIAGNOSIS),
            new Facet(CohortField.SITE, Level.LESION, 0, 100),
            new Facet(CohortField.SEX, Level.PARTICIPANT, 0, 100));

    /** An index that remembers what was counted, and tells no more of persons than it was asked for. */
    private record Remembering(CohortIndex of, boolean quickerForFew, List<CohortQuestion> counted)
            implements CohortIndex {

        @Override
        public boolean isQuickerUpTo(int persons) {
            return quickerForFew;
        }

        @Override
        public CohortCounts count(CohortQuestion question) {
            counted.add(question);
            return Told.upTo(question.personsUpTo(), of.count(question));
        }

        @Override
        public CohortPage page(CohortQuestion question, Level level, @Nullable String after, int limit) {
            return of.page(question, level, after, limit);
        }

        @Override
        public List<Integer> persons(AccessFilter access, List<Criteria> criteria, int stopAt) {
            return of.persons(access, criteria, stopAt);
        }

        @Override
        public List<Integer> personsAt(AccessFilter access, List<Edge> edges, int stopAt) {
            return of.personsAt(access, edges, stopAt);
        }
    }

    private final RandomRows made = new RandomRows(77, 200);
    private final CohortIndex scan =
            new RowScan(rows -> made.blocks().forEach(block -> block.rows().forEach(rows)));
    private final Remembering index = new Remembering(scan, false, new ArrayList<>());
    private final CohortDesk desk = new CohortDesk(index, cut -> index, ParkedEvents.NONE);
    private final CohortQuestion question =
            new CohortQuestion(AccessFilter.everything(), Criteria.everything(), FACETS);

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10, 1000})
    void are_always_counted_where_anything_may_be_hidden_even_if_the_asker_does_not_want_them(int threshold) {
        var hiding = new DisclosurePolicy(threshold);

        for (var asked : List.of(question, question.withPersonsUpTo(0))) {
            // Asked twice, since the second time it is known already what the question tells of.
            assertThat(desk.ask(asked, LIVE, hiding)).isEqualTo(desk.ask(asked, LIVE, hiding));
            assertThat(desk.ask(asked, new AsOf.Cut("any"), hiding)).isEqualTo(desk.ask(asked, LIVE, hiding));
        }

        assertThat(index.counted())
                .hasSizeGreaterThan(4)
                .allMatch(counted -> counted.personsUpTo() == CohortQuestion.ALL_PERSONS);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10, 25})
    void are_all_counted_only_where_a_bucket_is_hidden_by_an_index_that_is_quicker_for_few(int threshold) {
        var hiding = new DisclosurePolicy(threshold);
        var quick = new Remembering(scan, true, new ArrayList<>());
        var quickDesk = new CohortDesk(quick, cut -> quick, ParkedEvents.NONE);
        var again = new RandomRows(78, 1);
        int asked = 400;

        for (int i = 0; i < asked; i++) {
            var next = again.question();
            assertThat(quickDesk.ask(next, LIVE, hiding)).as("%s", next).isEqualTo(desk.ask(next, LIVE, hiding));
        }

        assertThat(quick.counted())
                .allMatch(each -> each.personsUpTo() == threshold || each.personsUpTo() == CohortQuestion.ALL_PERSONS)
                .anyMatch(each -> each.personsUpTo() == CohortQuestion.ALL_PERSONS)
                .hasSizeBetween(asked + 1, 2 * asked - 1);
    }

    @Test
    void hide_a_facet_with_a_hidden_bucket_where_only_some_of_them_were_counted_by_mistake() {
        var all = scan.count(new CohortQuestion(
                AccessFilter.everything(), Criteria.everything(), List.of(Facet.of(CohortField.DIAGNOSIS))));
        var hiding = IntStream.rangeClosed(2, 200)
                .mapToObj(DisclosurePolicy::new)
                .filter(policy -> FacetDisclosure.hides(all, policy))
                .filter(policy -> !Disclosure.disclose(all, policy, 0)
                        .facets()
                        .getFirst()
                        .buckets()
                        .isEmpty())
                .findFirst()
                .orElseThrow();

        var some = Disclosure.disclose(Told.upTo(hiding.threshold(), all), hiding, 0);

        assertThat(some.facets().getFirst().buckets()).isEmpty();
    }

    @Test
    void are_not_counted_where_nothing_is_hidden_and_the_answer_is_the_same() {
        var with = Disclosure.disclose(index.of().count(question), DisclosurePolicy.EXACT, 0);

        assertThat(desk.ask(question, LIVE, DisclosurePolicy.EXACT)).isEqualTo(with);
        assertThat(index.counted()).singleElement().matches(counted -> !counted.personsOfBuckets());
    }

    @Test
    void hide_every_bucket_where_they_were_left_uncounted_by_mistake() {
        var ten = new DisclosurePolicy(10);

        var without = Disclosure.disclose(index.of().count(question.withPersonsUpTo(0)), ten, 0);

        assertThat(Disclosure.disclose(index.of().count(question), ten, 0).facets())
                .anyMatch(facet -> !facet.buckets().isEmpty());
        assertThat(without.facets().subList(0, 2))
                .allMatch(facet -> facet.buckets().isEmpty());
    }
}
