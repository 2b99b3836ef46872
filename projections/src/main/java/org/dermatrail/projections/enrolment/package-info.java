/**
 * How enrolment goes at each site of a study: who is on study, who left and why, how many captures came.
 */
@NullMarked
package org.dermatrail.projections.enrolment;

import org.jspecify.annotations.NullMarked;
