package org.dermatrail.projections.cohort;

/**
 * A wish to see how the matching rows spread over a field.
 *
 * @param field a keyword field, or a number field for a histogram
 * @param level what is counted in each bucket
 * @param interval width of a histogram's buckets; 0 for a keyword field
 * @param limit most buckets, 1 to {@value #MOST_BUCKETS}; the others are summed up in the answer
 */
public record Facet(CohortField field, Level level, int interval, int limit) {

    /** Most buckets a facet may have. */
    public static final int MOST_BUCKETS = 1000;

    /** Checks interval and limit against the field. */
    public Facet {
        if (limit < 1 || limit > MOST_BUCKETS) {
            throw new IllegalArgumentException("a facet has 1 to " + MOST_BUCKETS + " buckets");
        }
        if ((field.kind() == CohortField.Kind.NUMBER) != (interval > 0)) {
            throw new IllegalArgumentException(
                    field.wireName() + (interval > 0 ? " takes no interval" : " needs an interval of 1 or more"));
        }
    }

    /** A facet of a keyword field, counting captures, with 100 buckets at most. */
    public static Facet of(CohortField field) {
        return new Facet(field, Level.CAPTURE, 0, 100);
    }
}
