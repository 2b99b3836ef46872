/** Where it is written down, for good, who asked what and what was disclosed. */
@NullMarked
package org.dermatrail.ops.audit;

import org.jspecify.annotations.NullMarked;
