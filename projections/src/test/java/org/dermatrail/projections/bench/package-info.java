/**
 * Measures how fast the read side takes events in and answers; run by hand, not by the build.
 */
@NullMarked
package org.dermatrail.projections.bench;

import org.jspecify.annotations.NullMarked;
