/**
 * Tests of what is known, and of what every store of it must keep.
 */
@NullMarked
package org.dermatrail.projections.record;

import org.jspecify.annotations.NullMarked;
