/**
 * How events reach the read models: in batches, in order for each participant, each batch whole or not at all.
 *
 * <p>An application opens a store and an index, makes a {@link org.dermatrail.projections.feed.ReadSide} over them, and runs
 * {@link org.dermatrail.projections.feed.ReadSideProjection} in a streaming processor of one segment that starts at the tail
 * of the log, keeps its token in {@link org.dermatrail.projections.lucene.LuceneTokenStore}, and parks what fails by
 * {@link org.dermatrail.projections.feed.BySequenceKey}. To rebuild, it stops the processor, drops what is parked, empties
 * the read side and starts the processor again.
 */
@NullMarked
package org.dermatrail.projections.feed;

import org.jspecify.annotations.NullMarked;
