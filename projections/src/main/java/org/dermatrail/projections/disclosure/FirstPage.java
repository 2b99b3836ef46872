package org.dermatrail.projections.disclosure;

import org.dermatrail.projections.cohort.CohortPage;
import org.dermatrail.projections.cohort.Level;
import org.dermatrail.projections.record.AskingRefused;

/**
 * The first page of a cohort's ids, being found by another core while the cohort is counted.
 *
 * <p>Law: nothing of it is told before {@link #open} has judged that the cohort may be listed. For one thread.
 */
public interface FirstPage {

    /** Ids of what. */
    Level level();

    /** At most this many. */
    int limit();

    /**
     * The page.
     *
     * @throws AskingRefused with code {@value CohortDesk#SMALL_COUNT} where the cohort's counts would be suppressed
     */
    CohortPage open();
}
