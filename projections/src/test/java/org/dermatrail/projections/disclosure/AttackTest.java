package org.dermatrail.projections.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.cohort.BlockRow;
import org.dermatrail.projections.cohort.Clinics;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.cohort.Facet;
import org.dermatrail.projections.cohort.Level;
import org.dermatrail.projections.cohort.RowMatcher;
import org.dermatrail.projections.cohort.RowScan;
import org.dermatrail.projections.record.AsOf;
import org.dermatrail.projections.record.AskingRefused;
import org.dermatrail.projections.record.ParkedEvents;

/** A researcher who subtracts whatever can be subtracted. */
class AttackTest {

    private static final int THRESHOLD = 6;
    private static final DisclosurePolicy POLICY = new DisclosurePolicy(THRESHOLD);
    private static final AsOf NOW = new AsOf.Live();

    private static CohortDesk desk(List<BlockRow> rows) {
        var scan = new RowScan(rows::forEach);
        return new CohortDesk(scan, cut -> scan, ParkedEvents.NONE);
    }

    private static CohortAnswer ask(List<BlockRow> rows, Criteria criteria, Facet... facets) {
        return desk(rows).ask(new CohortQuestion(AccessFilter.everything(), criteria, List.of(facets)), NOW, POLICY);
    }

    private static long exact(Count count) {
        return count instanceof Count.Exact shown ? shown.value() : -1;
    }

    private static Set<String> persons(List<BlockRow> rows, Criteria criteria) {
        var persons = new HashSet<String>();
        for (var each : rows) {
            if (!each.row().withheld() && RowMatcher.matches(criteria, each.row())) {
                persons.add(each.row().participantKey());
            }
        }
        return persons;
    }

    @Property(tries = 400)
    void what_a_facet_hides_cannot_be_worked_out_from_its_total(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 120) int size) {
        // Given
        var rows = Clinics.of(seed, size);
        for (var facet : List.of(
                Facet.of(CohortField.DIAGNOSIS),
                Facet.of(CohortField.SEX),
                new Facet(CohortField.ANATOMIC_SITE, Level.LESION, 0, 100),
                new Facet(CohortField.AGE_YEARS, Level.CAPTURE, 10, 100))) {
            // When
            var answer = ask(rows, Criteria.everything(), facet);
            var shown = answer.facets().getFirst();
            long total = exact(facet.level() == Level.LESION ? answer.lesions() : answer.captures());
            long left = total - Math.max(0, exact(shown.missing()));
            var told = new ArrayList<Criteria>();
            for (var bucket : shown.buckets()) {
                left -= exact(bucket.count());
                told.add(condition(facet, bucket.value()));
            }
            if (exact(shown.missing()) > 0) {
                told.add(new Criteria.Not(new Criteria.Known(facet.field())));
            }

            // Then
            if (total >= 0) {
                var hidden = persons(rows, new Criteria.Not(new Criteria.Any(told)));
                assertThat(left).matches(number -> number == 0 || number >= THRESHOLD);
                assertThat(hidden.size()).matches(number -> number == 0 || number >= THRESHOLD);
            }
            for (var condition : told) {
                assertThat(persons(rows, condition)).hasSizeGreaterThanOrEqualTo(THRESHOLD);
            }
        }
    }

    private static Criteria condition(Facet facet, String value) {
        if (facet.interval() == 0) {
            return new Criteria.In(facet.field(), Set.of(value));
        }
        int from = Integer.parseInt(value);
        return new Criteria.Between(facet.field(), from, from + facet.interval() - 1);
    }

    @Property(tries = 300)
    void two_totals_never_differ_by_few_persons(@ForAll long seed, @ForAll @IntRange(min = 10, max = 100) int size) {
        // Given
        var rows = Clinics.of(seed, size);
        var random = new Random(seed);
        var base = condition(random);
        var further = condition(random);
        var pairs = List.of(
                List.of(base, new Criteria.All(List.of(base, further))),
                List.of(base, new Criteria.Any(List.of(base, further))),
                List.of(new Criteria.All(List.of()), new Criteria.Not(further)),
                List.of(
                        new Criteria.Between(CohortField.AGE_YEARS, null, 40),
                        new Criteria.Between(CohortField.AGE_YEARS, null, 41 + random.nextInt(5))));
        for (var pair : pairs) {
            // When
            var one = ask(rows, pair.getFirst());
            var other = ask(rows, pair.getLast());

            // Then
            if (exact(one.participants()) >= 0 && exact(other.participants()) >= 0) {
                assertThat(differing(rows, pair.getFirst(), pair.getLast()))
                        .matches(number -> number == 0 || number >= THRESHOLD);
                assertThat(differing(rows, pair.getLast(), pair.getFirst()))
                        .matches(number -> number == 0 || number >= THRESHOLD);
            }
        }
    }

    private static int differing(List<BlockRow> rows, Criteria in, Criteria notIn) {
        return persons(rows, new Criteria.All(List.of(in, new Criteria.Not(notIn))))
                .size();
    }

    private static Criteria condition(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new Criteria.In(CohortField.DIAGNOSIS, random.nextBoolean() ? Set.of("NV") : Set.of("NV", "DF"));
            case 1 -> new Criteria.In(CohortField.SEX, Set.of(random.nextBoolean() ? "MALE" : "OTHER"));
            default -> new Criteria.Known(CohortField.ANATOMIC_SITE);
        };
    }

    @Example
    void a_total_is_not_given_where_one_person_more_would_be_told_by_another() {
        // Given
        var rows = Clinics.of(1, 80).stream().map(AttackTest::young).toList();
        var withOneOld = Clinics.of(1, 80).stream().map(AttackTest::young).toList();
        aged(withOneOld.getFirst(), 99);

        // When
        var asked = new Criteria.Between(CohortField.AGE_YEARS, null, 98);

        // Then
        assertThat(exact(ask(rows, asked).participants())).isPositive();
        assertThat(ask(withOneOld, asked).participants()).isInstanceOf(Count.Suppressed.class);
    }

    private static BlockRow young(BlockRow row) {
        aged(row, 30);
        return row;
    }

    private static void aged(BlockRow row, int age) {
        row.row().numbers().put(CohortField.AGE_YEARS, age);
    }

    @Example
    void one_persons_row_cannot_be_rebuilt_by_facets_of_a_question_that_fits_only_them() {
        // Given
        var rows = Clinics.of(2, 80);
        aged(rows.getFirst(), 101);
        var facets = IntStream.of(0, 1, 2)
                .mapToObj(i -> List.of(CohortField.DIAGNOSIS, CohortField.SEX, CohortField.ANATOMIC_SITE)
                        .get(i))
                .map(Facet::of)
                .toArray(Facet[]::new);

        // When
        var answer = ask(rows, new Criteria.Between(CohortField.AGE_YEARS, 101, 101), facets);
        var nobody = ask(rows, new Criteria.Between(CohortField.AGE_YEARS, 102, 102), facets);

        // Then
        assertThat(answer.facets()).allMatch(facet -> facet.buckets().isEmpty());
        assertThat(answer).isEqualTo(nobody);
    }

    @Example
    void ids_of_a_cohort_that_is_too_small_are_refused() {
        var desk = desk(Clinics.of(3, 50));
        var question = new CohortQuestion(
                AccessFilter.everything(), new Criteria.In(CohortField.SEX, Set.of("none")), List.of());

        assertThatThrownBy(() -> desk.page(question, NOW, POLICY, Level.CAPTURE, null, 10))
                .isInstanceOfSatisfying(
                        AskingRefused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(CohortDesk.SMALL_COUNT));
        assertThat(desk.page(question, NOW, DisclosurePolicy.EXACT, Level.CAPTURE, null, 10)
                        .ids())
                .isEmpty();
        var begun = desk.begin(question, POLICY, Level.CAPTURE, 10);
        assertThatThrownBy(begun::open).isInstanceOfSatisfying(AskingRefused.class, refused -> assertThat(
                        refused.refusal().code())
                .isEqualTo(CohortDesk.SMALL_COUNT));
    }

    @Example
    void a_page_begun_beside_counting_is_the_one_asked_for_afterwards() {
        var desk = desk(Clinics.of(3, 50));
        var question = new CohortQuestion(AccessFilter.everything(), Criteria.everything(), List.of());

        for (var level : Level.values()) {
            assertThat(desk.begin(question, POLICY, level, 10).open())
                    .isEqualTo(desk.page(question, NOW, POLICY, level, null, 10));
        }
    }

    @Example
    void questions_too_long_to_be_controlled_are_refused() {
        var many = IntStream.range(0, 30)
                .mapToObj(i -> (Criteria) new Criteria.Known(CohortField.SEX))
                .toList();

        assertThatThrownBy(() -> ask(Clinics.of(4, 50), new Criteria.All(many)))
                .isInstanceOfSatisfying(
                        AskingRefused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(CohortDesk.TOO_MANY_CONDITIONS));
    }
}
