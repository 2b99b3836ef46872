/**
 * The contradictions that wait for a person.
 */
@NullMarked
package org.dermatrail.projections.discrepancy;

import org.jspecify.annotations.NullMarked;
