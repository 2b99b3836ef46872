/**
 * The vault: at each centre, the one place that knows which participant key belongs to which hospital number. It
 * answers one
 * question, "which key has this person", and never the other way round.
 */
@NullMarked
package org.dermatrail.pseudonymization.vault;

import org.jspecify.annotations.NullMarked;
