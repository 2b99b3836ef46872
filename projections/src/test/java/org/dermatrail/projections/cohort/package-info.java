/**
 * Tests of cohort rows and of what every cohort index must answer.
 */
@NullMarked
package org.dermatrail.projections.cohort;

import org.jspecify.annotations.NullMarked;
