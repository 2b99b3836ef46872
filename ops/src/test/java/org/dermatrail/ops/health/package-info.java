/** Proves that the registry says of itself what is so. */
@NullMarked
package org.dermatrail.ops.health;

import org.jspecify.annotations.NullMarked;
