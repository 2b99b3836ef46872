/**
 * Tests of the store by SQLite.
 */
@NullMarked
package org.dermatrail.projections.sqlite;

import org.jspecify.annotations.NullMarked;
