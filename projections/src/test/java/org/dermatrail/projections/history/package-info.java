/**
 * Histories of registries that never were, for tests: valid, and otherwise as odd as they may be.
 */
@NullMarked
package org.dermatrail.projections.history;

import org.jspecify.annotations.NullMarked;
