package org.dermatrail.projections.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.dermatrail.projections.cohort.CohortCounts;
import org.dermatrail.projections.cohort.CohortCounts.Bucket;
import org.dermatrail.projections.cohort.CohortCounts.Tally;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.Facet;
import org.dermatrail.projections.cohort.Level;
import org.junit.jupiter.api.Test;

class DisclosureTest {

    private static final DisclosurePolicy TEN = new DisclosurePolicy(10);
    private static final Facet DIAGNOSES = Facet.of(CohortField.DIAGNOSIS);
    private static final Facet AGES = new Facet(CohortField.AGE_YEARS, Level.CAPTURE, 10, 100);

    private static Bucket bucket(String value, long count) {
        return new Bucket(value, count, count, 0);
    }

    /** A cohort in which every person has one lesion and one capture. */
    private static CohortCounts cohort(long persons, Facet facet, long missing, Bucket... buckets) {
        var tally = new Tally(persons, persons);
        return new CohortCounts(
                persons,
                0,
                tally,
                tally,
                new Tally(0, 0),
                List.of(new CohortCounts.FacetCounts(facet, List.of(buckets), bucket("", missing))));
    }

    private static List<String> keys(CohortAnswer answer) {
        return answer.facets().getFirst().buckets().stream()
                .map(CohortAnswer.BucketAnswer::value)
                .toList();
    }

    @Test
    void totals_and_cardinalities_under_the_threshold_are_not_told() {
        // When
        var answer = Disclosure.disclose(cohort(9, DIAGNOSES, 0, bucket("NV", 9)), TEN, 0);

        // Then
        assertThat(List.of(answer.participants(), answer.lesions(), answer.captures(), answer.withheldCaptures()))
                .allMatch(Count.Suppressed.class::isInstance);
        assertThat(keys(answer)).isEmpty();
    }

    @Test
    void none_cannot_be_told_from_few() {
        // When
        var none = Disclosure.disclose(cohort(0, DIAGNOSES, 0), TEN, 0);
        var few = Disclosure.disclose(cohort(9, DIAGNOSES, 2, bucket("NV", 7)), TEN, 0);

        // Then
        assertThat(none).isEqualTo(few);
    }

    @Test
    void none_cannot_be_told_from_few_within_a_cohort_that_is_shown() {
        // Given
        var person = new Tally(40, 40);
        List<CohortAnswer> answers = new ArrayList<>();

        // When
        for (long withheld : new long[] {0, 1, 9}) {
            answers.add(Disclosure.disclose(
                    new CohortCounts(40, 0, new Tally(withheld, withheld), person, new Tally(withheld, 1), List.of()),
                    TEN,
                    0));
        }

        // Then
        assertThat(answers).containsOnly(answers.getFirst());
    }

    @Test
    void a_histogram_hides_its_small_ends() {
        // When
        var answer = Disclosure.disclose(
                cohort(73, AGES, 0, bucket("30", 30), bucket("40", 31), bucket("80", 3), bucket("90", 9)), TEN, 0);

        // Then
        assertThat(keys(answer)).containsExactly("40", "30");
        assertThat(answer.facets().getFirst().hiddenBuckets()).isEqualTo(-1);
    }

    @Test
    void a_bucket_of_many_captures_of_few_persons_is_hidden() {
        // Given
        var captures = new Tally(500, 60);
        var counts = new CohortCounts(
                60,
                0,
                new Tally(60, 60),
                captures,
                new Tally(0, 0),
                List.of(new CohortCounts.FacetCounts(
                        DIAGNOSES,
                        List.of(
                                new Bucket("NV", 300, 40, 0),
                                new Bucket("BKL", 60, 18, 0),
                                new Bucket("MEL", 140, 2, 0)),
                        bucket("", 0))));

        // When
        var answer = Disclosure.disclose(counts, TEN, 0);

        // Then
        assertThat(keys(answer)).containsExactly("NV");
    }

    @Test
    void captures_of_few_persons_are_not_counted_in_total_either() {
        var counts = new CohortCounts(60, 0, new Tally(30, 2), new Tally(500, 3), new Tally(80, 4), List.of());

        var answer = Disclosure.disclose(counts, TEN, 0);

        assertThat(answer.participants()).isEqualTo(new Count.Exact(60));
        assertThat(List.of(answer.lesions(), answer.captures(), answer.withheldCaptures()))
                .allMatch(Count.Suppressed.class::isInstance);
    }

    @Test
    void one_hidden_bucket_cannot_be_found_by_subtraction() {
        // When
        var answer = Disclosure.disclose(
                cohort(104, DIAGNOSES, 0, bucket("NV", 60), bucket("MEL", 40), bucket("DF", 4)), TEN, 0);

        // Then
        assertThat(keys(answer)).containsExactly("NV");
    }

    @Test
    void those_without_a_value_cannot_be_found_by_subtraction() {
        // When
        var answer = Disclosure.disclose(cohort(103, DIAGNOSES, 3, bucket("NV", 60), bucket("MEL", 40)), TEN, 0);

        // Then
        assertThat(keys(answer)).containsExactly("NV");
        assertThat(answer.facets().getFirst().missing()).isInstanceOf(Count.Suppressed.class);
    }

    @Test
    void hidden_buckets_show_neither_keys_nor_number() {
        // When
        var two = Disclosure.disclose(
                cohort(84, DIAGNOSES, 0, bucket("NV", 60), bucket("DF", 12), bucket("MEL", 12)), TEN, 0);
        var one = Disclosure.disclose(
                cohort(84, DIAGNOSES, 0, bucket("NV", 60), bucket("DF", 17), bucket("MEL", 7)), TEN, 0);
        var many = Disclosure.disclose(
                cohort(84, DIAGNOSES, 0, bucket("NV", 60), bucket("DF", 8), bucket("MEL", 8), bucket("BCC", 8)),
                TEN,
                0);

        // Then
        assertThat(keys(two)).containsExactly("NV", "DF", "MEL");
        assertThat(one).isEqualTo(many);
    }

    @Test
    void a_facet_of_regions_that_contain_one_another_hides_all_where_it_hides_one() {
        var regions = Facet.of(CohortField.ANATOMIC_REGION);

        var answer = Disclosure.disclose(
                cohort(100, regions, 0, bucket("TRUNK", 100), bucket("BACK", 95), bucket("CHEST", 5)), TEN, 0);

        assertThat(keys(answer)).isEmpty();
    }

    @Test
    void few_persons_in_two_buckets_cannot_be_found_by_taking_the_total_from_the_buckets() {
        // Given
        var persons = new Facet(CohortField.SEX, Level.PARTICIPANT, 0, 100);

        // When
        var few = Disclosure.disclose(cohort(40, persons, 0, bucket("FEMALE", 22), bucket("MALE", 19)), TEN, 0);
        var nobody = Disclosure.disclose(cohort(40, persons, 0, bucket("FEMALE", 21), bucket("MALE", 19)), TEN, 0);

        // Then
        assertThat(keys(few)).isEmpty();
        assertThat(keys(nobody)).containsExactly("FEMALE", "MALE");
    }

    @Test
    void two_facets_that_cut_the_same_thing_cannot_be_subtracted_from_one_another() {
        // Given
        var tens = new CohortCounts.FacetCounts(AGES, List.of(bucket("60", 100), bucket("70", 50)), bucket("", 0));
        var fives = new CohortCounts.FacetCounts(
                new Facet(CohortField.AGE_YEARS, Level.CAPTURE, 5, 100),
                List.of(bucket("60", 95), bucket("65", 5), bucket("70", 25), bucket("75", 25)),
                bucket("", 0));
        var all = new Tally(150, 150);

        // When
        var answer =
                Disclosure.disclose(new CohortCounts(150, 0, all, all, new Tally(0, 0), List.of(tens, fives)), TEN, 0);

        // Then
        assertThat(answer.facets()).allMatch(facet -> facet.buckets().isEmpty());
    }

    @Test
    void persons_are_unknown_where_surrogates_stand_for_them() {
        // Given
        var all = new Tally(50, 50);
        var persons = new Facet(CohortField.SEX, Level.PARTICIPANT, 0, 10);
        var counts = new CohortCounts(
                50,
                50,
                all,
                all,
                new Tally(0, 0),
                List.of(new CohortCounts.FacetCounts(
                        persons, List.of(new Bucket("MALE", 50, 50, 50)), new Bucket("", 0, 0, 0))));

        // When
        var answer = Disclosure.disclose(counts, DisclosurePolicy.EXACT, 0);

        // Then
        assertThat(answer.participants()).isInstanceOf(Count.Unknown.class);
        assertThat(answer.facets().getFirst().buckets().getFirst().count()).isInstanceOf(Count.Unknown.class);
        assertThat(answer.lesions()).isEqualTo(new Count.Exact(50));
    }

    @Test
    void everything_is_exact_for_the_keepers_of_the_registry() {
        // Given
        var facet = new Facet(CohortField.DIAGNOSIS, Level.CAPTURE, 0, 1);

        // When
        var answer =
                Disclosure.disclose(cohort(3, facet, 0, bucket("NV", 2), bucket("MEL", 1)), DisclosurePolicy.EXACT, 4);

        // Then
        assertThat(answer.participants()).isEqualTo(new Count.Exact(3));
        assertThat(answer.withheldCaptures()).isEqualTo(new Count.Exact(0));
        assertThat(keys(answer)).containsExactly("NV");
        assertThat(answer.facets().getFirst().otherBuckets()).isEqualTo(1);
        assertThat(answer.suppressed()).isFalse();
        assertThat(answer.parked()).isEqualTo(4);
    }
}
