package org.dermatrail.projections.disclosure;

import java.util.List;
import org.dermatrail.projections.cohort.Facet;

/**
 * A cohort question's answer, fit to leave.
 *
 * @param participants persons; unknown where surrogates are among them
 * @param lesions lesions
 * @param captures captures
 * @param withheldCaptures captures that match but are withheld
 * @param facets in the order asked
 * @param suppressed whether anything was suppressed anywhere in this answer
 * @param parked how many participants' data wait for an operator, so that the answer may lack them
 */
public record CohortAnswer(
        Count participants,
        Count lesions,
        Count captures,
        Count withheldCaptures,
        List<FacetAnswer> facets,
        boolean suppressed,
        long parked) {

    /**
     * One facet.
     *
     * @param facet as asked
     * @param buckets shown buckets; a suppressed bucket's key is not shown either
     * @param missing how many have no value
     * @param hiddenBuckets how many buckets were suppressed, or -1 where even that would tell
     * @param otherBuckets how many further buckets the limit cut off
     */
    public record FacetAnswer(
            Facet facet, List<BucketAnswer> buckets, Count missing, int hiddenBuckets, int otherBuckets) {}

    /**
     * One shown bucket.
     *
     * @param value keyword, or lower end of a histogram's bucket
     * @param count how many
     */
    public record BucketAnswer(String value, Count count) {}
}
