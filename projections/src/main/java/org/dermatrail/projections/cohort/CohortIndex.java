package org.dermatrail.projections.cohort;

import java.util.List;
import org.dermatrail.projections.access.AccessFilter;
import org.jspecify.annotations.Nullable;

/**
 * Answers cohort questions over rows.
 *
 * <p>Laws: counts are exact and equal those of {@link RowMatcher} over the same rows; rows the access filter does not
 * admit have no influence on any number; withheld captures count only as withheld; a page never repeats or skips an
 * id while the data stands still. The totals always tell of persons; the buckets of lesions and captures do where
 * {@link CohortQuestion#personsUpTo} wants it, exactly below that number and with any number from there on, and else say
 * that there are none. What an engine cannot do, it refuses by name. Thread-safe.
 */
public interface CohortIndex {

    /** Counts at three levels and all facets, in one pass. */
    CohortCounts count(CohortQuestion question);

    /**
     * A page of matching ids.
     *
     * @param question what is asked; its facets are ignored
     * @param level ids of what
     * @param after {@link CohortPage#next} of the page before, or {@code null} for the first
     * @param limit at most this many, 1 to 1000
     */
    CohortPage page(CohortQuestion question, Level level, @Nullable String after, int limit);

    /**
     * For each of these criteria, distinct participants with a matching row that is not withheld, counted no further than
     * needed; for the control of questions that differ in few persons.
     *
     * @param access what the caller may see
     * @param criteria what is asked, each of any size
     * @param stopAt where counting may stop
     * @return for each the number, or any number of at least {@code stopAt} where there are that many
     */
    List<Integer> persons(AccessFilter access, List<Criteria> criteria, int stopAt);

    /**
     * For each edge, distinct participants who have its value in a matching row that is not withheld, counted no further than
     * needed; 0 where no such row has a value.
     *
     * @param access what the caller may see
     * @param edges what is asked, each of any size
     * @param stopAt where counting may stop
     * @return for each the number, or any number of at least {@code stopAt} where there are that many
     */
    List<Integer> personsAt(AccessFilter access, List<Edge> edges, int stopAt);

    /** Whether persons behind buckets are counted in less time where no more of them than so many need be told apart. */
    default boolean isQuickerUpTo(int persons) {
        return false;
    }

    /** The state answers are given from: equal to an earlier one only where no answer can have changed in between. */
    default Object moment() {
        return new Object();
    }
}
