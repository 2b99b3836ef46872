/**
 * Keeps what is known in one SQLite file, which may be thrown away and rebuilt from events at any time.
 */
@NullMarked
package org.dermatrail.projections.sqlite;

import org.jspecify.annotations.NullMarked;
