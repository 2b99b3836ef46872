/** What every event store must show. */
@NullMarked
package org.dermatrail.ops.eventstore;

import org.jspecify.annotations.NullMarked;
