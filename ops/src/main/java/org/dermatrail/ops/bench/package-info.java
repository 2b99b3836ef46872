/** Measures what the registry reaches on this machine, as ratios to the bare engines in the same run. */
@NullMarked
package org.dermatrail.ops.bench;

import org.jspecify.annotations.NullMarked;
