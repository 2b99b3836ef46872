package org.dermatrail.projections.cohort;

/** Counts as far as a question wants the persons behind buckets told: engines may tell more. */
public final class Told {

    private Told() {}

    /** The counts, of the persons behind buckets of lesions and captures only whether they are so many. */
    public static CohortCounts upTo(int persons, CohortCounts counts) {
        return new CohortCounts(
                counts.participants(),
                counts.surrogates(),
                counts.lesions(),
                counts.captures(),
                counts.withheld(),
                counts.facets().stream().map(facet -> upTo(persons, facet)).toList(),
                persons);
    }

    private static CohortCounts.FacetCounts upTo(int persons, CohortCounts.FacetCounts counted) {
        if (persons == CohortQuestion.ALL_PERSONS || counted.facet().level() == Level.PARTICIPANT) {
            return counted;
        }
        return new CohortCounts.FacetCounts(
                counted.facet(),
                counted.buckets().stream().map(bucket -> upTo(persons, bucket)).toList(),
                upTo(persons, counted.missing()));
    }

    private static CohortCounts.Bucket upTo(int persons, CohortCounts.Bucket bucket) {
        return new CohortCounts.Bucket(bucket.value(), bucket.count(), Math.min(persons, bucket.participants()), 0);
    }
}
