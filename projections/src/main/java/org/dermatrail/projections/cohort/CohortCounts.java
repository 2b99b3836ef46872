package org.dermatrail.projections.cohort;

import java.util.List;

/**
 * Exact counts as the index finds them. Never leaves {@code projections}: only
 * {@link org.dermatrail.projections.disclosure.Disclosure} turns it into an answer.
 *
 * @param participants distinct participants in matching rows
 * @param surrogates how many of them are surrogates
 * @param lesions distinct lesions in matching rows
 * @param captures distinct captures in matching rows
 * @param withheldCaptures captures that match but are withheld; not in any other number
 * @param facets in the order asked
 */
public record CohortCounts(
        long participants, long surrogates, long lesions, long captures, long withheldCaptures, List<FacetCounts> facets) {

    /**
     * Counts of one facet.
     *
     * @param facet as asked
     * @param buckets all buckets, most first, then by value; not cut at the facet's limit
     * @param missing how many have no value
     */
    public record FacetCounts(Facet facet, List<Bucket> buckets, long missing) {}

    /**
     * One value of a facet.
     *
     * @param value keyword, or lower end of a histogram's bucket
     * @param count distinct participants, lesions or captures
     * @param surrogates how many of them are surrogates; 0 unless participants are counted
     */
    public record Bucket(String value, long count, long surrogates) {}
}
