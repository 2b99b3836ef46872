/**
 * What a caller may see, decided once at the door and carried by every question; nothing can be asked without it.
 */
@NullMarked
package org.dermatrail.projections.access;

import org.jspecify.annotations.NullMarked;
