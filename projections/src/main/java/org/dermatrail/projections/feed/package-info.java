/**
 * How events reach the read models: in batches, in order for each participant, each batch whole or not at all.
 */
@NullMarked
package org.dermatrail.projections.feed;

import org.jspecify.annotations.NullMarked;
