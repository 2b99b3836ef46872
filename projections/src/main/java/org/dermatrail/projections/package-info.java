/**
 * What may be asked of the registry: read models folded from events, rebuilt from zero at any time with the same answers.
 *
 * <p>Nothing here can re-identify anyone: the vault is out of reach by construction.
 */
@NullMarked
package org.dermatrail.projections;

import org.jspecify.annotations.NullMarked;
