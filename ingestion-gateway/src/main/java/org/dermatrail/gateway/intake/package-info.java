/**
 * What the registry accepts from the door: rows become commands, a changed row becomes a correction, a contradiction becomes a
 * discrepancy for a person, and an import can be resumed and undone.
 */
@NullMarked
package org.dermatrail.gateway.intake;

import org.jspecify.annotations.NullMarked;
