package org.dermatrail.projections.cohort;

import java.util.List;
import org.dermatrail.projections.access.AccessFilter;

/**
 * A cohort question, which cannot be built without the caller's access filter.
 *
 * @param access what the caller may see
 * @param criteria what is asked
 * @param facets how the answer is to be spread, {@value #MOST_FACETS} at most
 * @param personsUpTo how many persons behind each bucket are to be told apart: whoever hides small counts wants to know
 *     whether they are few, and counting all of them is most of the work; 0 where nobody looks at them
 */
public record CohortQuestion(AccessFilter access, Criteria criteria, List<Facet> facets, int personsUpTo) {

    /** Most facets in one question. */
    public static final int MOST_FACETS = 25;

    /** All persons behind each bucket. */
    public static final int ALL_PERSONS = Integer.MAX_VALUE;

    /** Checks the limits. */
    public CohortQuestion {
        facets = List.copyOf(facets);
        if (personsUpTo < 0) {
            throw new IllegalArgumentException("persons are counted up to a number from 0 on");
        }
        if (facets.size() > MOST_FACETS) {
            throw new IllegalArgumentException("a question has at most " + MOST_FACETS + " facets");
        }
        if (criteria.depth() > Criteria.DEEPEST || criteria.size() > Criteria.MOST_CONDITIONS) {
            throw new IllegalArgumentException("criteria nest at most " + Criteria.DEEPEST + " deep and hold at most "
                    + Criteria.MOST_CONDITIONS + " conditions");
        }
    }

    /** A question that wants all persons behind each bucket. */
    public CohortQuestion(AccessFilter access, Criteria criteria, List<Facet> facets) {
        this(access, criteria, facets, ALL_PERSONS);
    }

    /** The same question, so many persons behind each bucket told apart. */
    public CohortQuestion withPersonsUpTo(int number) {
        return new CohortQuestion(access, criteria, facets, number);
    }

    /** Whether anybody looks at the persons behind buckets. */
    public boolean personsOfBuckets() {
        return personsUpTo > 0;
    }

    /** Whether the buckets of a facet tell of persons: where that is wanted, and where persons are what is counted. */
    public boolean tellsPersonsOf(Facet facet) {
        return personsOfBuckets() || facet.level() == Level.PARTICIPANT;
    }
}
