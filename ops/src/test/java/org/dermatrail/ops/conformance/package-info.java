/** Shows that a conformance suite bites: it must reject an adapter that does nothing. */
@NullMarked
package org.dermatrail.ops.conformance;

import org.jspecify.annotations.NullMarked;
