package org.dermatrail.projections.cohort;

import java.util.List;
import org.dermatrail.projections.access.AccessFilter;

/**
 * A cohort question, which cannot be built without the caller's access filter.
 *
 * @param access what the caller may see
 * @param criteria what is asked
 * @param facets how the answer is to be spread, {@value #MOST_FACETS} at most
 * @param personsOfBuckets whether the persons behind each bucket are wanted, as whoever hides small counts does; counting
 *     them is most of the work
 */
public record CohortQuestion(AccessFilter access, Criteria criteria, List<Facet> facets, boolean personsOfBuckets) {

    /** Most facets in one question. */
    public static final int MOST_FACETS = 25;

    /** Checks the limits. */
    public CohortQuestion {
        facets = List.copyOf(facets);
        if (facets.size() > MOST_FACETS) {
            throw new IllegalArgumentException("a question has at most " + MOST_FACETS + " facets");
        }
        if (criteria.depth() > Criteria.DEEPEST || criteria.size() > Criteria.MOST_CONDITIONS) {
            throw new IllegalArgumentException("criteria nest at most " + Criteria.DEEPEST + " deep and hold at most "
                    + Criteria.MOST_CONDITIONS + " conditions");
        }
    }

    /** A question that wants the persons behind each bucket. */
    public CohortQuestion(AccessFilter access, Criteria criteria, List<Facet> facets) {
        this(access, criteria, facets, true);
    }

    /** The same question, the persons behind each bucket wanted or not. */
    public CohortQuestion with(boolean wantedPersonsOfBuckets) {
        return new CohortQuestion(access, criteria, facets, wantedPersonsOfBuckets);
    }

    /** Whether the buckets of a facet tell of persons: where that is wanted, and where persons are what is counted. */
    public boolean tellsPersonsOf(Facet facet) {
        return personsOfBuckets || facet.level() == Level.PARTICIPANT;
    }
}
