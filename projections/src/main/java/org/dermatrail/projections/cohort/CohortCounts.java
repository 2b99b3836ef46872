package org.dermatrail.projections.cohort;

import java.util.Comparator;
import java.util.List;

/**
 * Exact counts as the index finds them. Never leaves {@code projections}: only
 * {@link org.dermatrail.projections.disclosure.Disclosure} turns it into an answer.
 *
 * @param participants distinct participants in matching rows
 * @param surrogates how many of them are surrogates
 * @param lesions distinct lesions in matching rows
 * @param captures distinct captures in matching rows
 * @param withheld captures that match but are withheld; not in any other number
 * @param facets in the order asked
 * @param personsUpTo how far the persons behind the buckets of lesions and captures were counted
 */
public record CohortCounts(
        long participants,
        long surrogates,
        Tally lesions,
        Tally captures,
        Tally withheld,
        List<FacetCounts> facets,
        int personsUpTo) {

    /** Counts with all persons behind every bucket. */
    public CohortCounts(
            long participants,
            long surrogates,
            Tally lesions,
            Tally captures,
            Tally withheld,
            List<FacetCounts> facets) {
        this(participants, surrogates, lesions, captures, withheld, facets, CohortQuestion.ALL_PERSONS);
    }

    /**
     * A number with how many persons are behind it.
     *
     * @param count distinct lesions or captures
     * @param participants distinct participants they belong to
     */
    public record Tally(long count, long participants) {}

    /**
     * Counts of one facet. What is counted is counted in every bucket that one of its matching rows has, and as missing
     * where one of its matching rows has no value.
     *
     * @param facet as asked
     * @param buckets all buckets, most first, then by value; not cut at the facet's limit
     * @param missing the bucket of those without a value, its value empty
     */
    public record FacetCounts(Facet facet, List<Bucket> buckets, Bucket missing) {

        /** Puts the buckets in order. */
        public FacetCounts {
            buckets = buckets.stream().sorted(order(facet)).toList();
        }

        private static Comparator<Bucket> order(Facet facet) {
            var most = Comparator.comparingLong(Bucket::count).reversed();
            return facet.interval() > 0
                    ? most.thenComparingInt(bucket -> Integer.parseInt(bucket.value()))
                    : most.thenComparing(Bucket::value);
        }
    }

    /**
     * One value of a facet.
     *
     * @param value keyword, or lower end of a histogram's bucket
     * @param count distinct participants, lesions or captures
     * @param participants distinct participants they belong to, as far as counted; 0 unless
     *     {@link CohortQuestion#tellsPersonsOf} its facet
     * @param surrogates how many of these are surrogates; 0 where not all persons were counted
     */
    public record Bucket(String value, long count, long participants, long surrogates) {}
}
