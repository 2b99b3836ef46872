/**
 * A named moment in the history of the registry. "As of a cut" means everything that was written before it.
 *
 * <p>A cut is itself an event, so it survives a move to another engine.
 */
@NullMarked
package org.dermatrail.domain.datacut;

import org.jspecify.annotations.NullMarked;
