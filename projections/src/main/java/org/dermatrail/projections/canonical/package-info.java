/**
 * What all read models answer, in one canonical text, to tell whether a rebuild answers as the original did.
 */
@NullMarked
package org.dermatrail.projections.canonical;

import org.jspecify.annotations.NullMarked;
