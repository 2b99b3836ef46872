/** How events are written down, shown against approved files. */
@NullMarked
package org.dermatrail.ops.events;

import org.jspecify.annotations.NullMarked;
