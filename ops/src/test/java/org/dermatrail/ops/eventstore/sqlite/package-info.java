/** The event store on SQLite, shown and measured. */
@NullMarked
package org.dermatrail.ops.eventstore.sqlite;

import org.jspecify.annotations.NullMarked;
