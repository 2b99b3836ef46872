package org.dermatrail.graphql;

import org.dermatrail.projections.cohort.CohortPage;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Level;
import org.dermatrail.projections.disclosure.CohortAnswer;
import org.dermatrail.projections.disclosure.DisclosurePolicy;
import org.dermatrail.projections.disclosure.FirstPage;
import org.dermatrail.projections.record.AsOf;
import org.jspecify.annotations.Nullable;

/**
 * The door every cohort question passes on its way to the index, and every number on its way out.
 *
 * <p>Laws: answers hold to the policy; what may not be counted may not be paged through either; pages are ordered by id,
 * so that a page may go on after any id of it. Thread-safe.
 */
public interface CohortDoor {

    /**
     * Counts at three levels and all facets.
     *
     * @throws AsOfNotAnswered where the door answers no cohort questions as of that position
     */
    CohortAnswer ask(CohortQuestion question, DisclosurePolicy policy, AsOf asOf);

    /**
     * A page of matching ids.
     *
     * @param question what is asked; its facets are ignored
     * @param policy how small a cohort may be paged through
     * @param asOf up to when data are read
     * @param level ids of what
     * @param after id of the last one seen, or {@code null} for the first page
     * @param limit at most this many
     * @throws AsOfNotAnswered where the door answers no cohort questions as of that position
     */
    CohortPage page(
            CohortQuestion question,
            DisclosurePolicy policy,
            AsOf asOf,
            Level level,
            @Nullable String after,
            int limit);

    /**
     * Begins to find the first page of ids that match now while the question is counted.
     *
     * @param question what is asked; its facets are ignored
     * @param policy how small a cohort may be paged through
     * @param level ids of what
     * @param limit at most this many
     */
    FirstPage begin(CohortQuestion question, DisclosurePolicy policy, Level level, int limit);

    /** Said where an answer as of a position cannot be given; never a wrong answer in its place. */
    final class AsOfNotAnswered extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** Says it of a data cut. */
        public AsOfNotAnswered(String cutId) {
            super("cohort questions cannot be answered as of the data cut '" + cutId + "'");
        }
    }
}
