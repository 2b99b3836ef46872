/** The event store of a shared registry, tried on a double of the server. */
@NullMarked
package org.dermatrail.ops.eventstore.kurrent;

import org.jspecify.annotations.NullMarked;
