/** The audit log, shown. */
@NullMarked
package org.dermatrail.ops.audit;

import org.jspecify.annotations.NullMarked;
