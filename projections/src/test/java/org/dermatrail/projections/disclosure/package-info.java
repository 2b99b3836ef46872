/**
 * Tests of what may leave, told as attempts to learn more.
 */
@NullMarked
package org.dermatrail.projections.disclosure;

import org.jspecify.annotations.NullMarked;
