/**
 * The event store of a registry that needs nothing installed: one SQLite file with one writer. What was acknowledged
 * is on disk; what was not is not half there.
 */
@NullMarked
package org.dermatrail.ops.eventstore.sqlite;

import org.jspecify.annotations.NullMarked;
