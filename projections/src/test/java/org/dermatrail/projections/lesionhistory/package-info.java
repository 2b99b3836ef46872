/**
 * Tests of the life of a lesion as it is told.
 */
@NullMarked
package org.dermatrail.projections.lesionhistory;

import org.jspecify.annotations.NullMarked;
