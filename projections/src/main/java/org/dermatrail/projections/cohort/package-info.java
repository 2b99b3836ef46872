/**
 * Cohort questions: criteria over participants, lesions and captures, counts at the three levels, facets and pages of results.
 *
 * <p>A cohort question is asked of rows. A row is a capture with the lesion it shows and its participant; a lesion without
 * captures and a participant with neither stand in a row of their own. A participant, lesion or capture is counted once,
 * however many of its rows match.
 */
@NullMarked
package org.dermatrail.projections.cohort;

import org.jspecify.annotations.NullMarked;
