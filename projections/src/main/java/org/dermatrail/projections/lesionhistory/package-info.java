/**
 * The life of one lesion: every capture that shows it, across devices and years, with diagnoses and procedures between.
 */
@NullMarked
package org.dermatrail.projections.lesionhistory;

import org.jspecify.annotations.NullMarked;
