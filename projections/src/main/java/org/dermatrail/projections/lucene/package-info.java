/**
 * Counts cohorts with Lucene, within the process. The index may be thrown away and rebuilt at any time; its commits carry
 * the place in the log up to which it has read.
 */
@NullMarked
package org.dermatrail.projections.lucene;

import org.jspecify.annotations.NullMarked;
