/**
 * Tests of how events reach the read models.
 */
@NullMarked
package org.dermatrail.projections.feed;

import org.jspecify.annotations.NullMarked;
