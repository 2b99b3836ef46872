/**
 * What the registry knows today: participants, lesions and captures folded from events, with when each fact came and went,
 * so that the same entry can be read as of a data cut.
 */
@NullMarked
package org.dermatrail.projections.record;

import org.jspecify.annotations.NullMarked;
