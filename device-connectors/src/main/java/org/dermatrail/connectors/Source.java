package org.dermatrail.connectors;

import java.io.IOException;
import java.util.List;

/**
 * An opened source, read once from start to end.
 *
 * <p>Laws: {@link #next} yields every item once, in the order of the source, and {@code null} for ever after the last;
 * reading the same bytes twice yields equal items; memory does not grow with the number of rows (side tables
 * excepted); closing is idempotent. Used by one thread at a time.
 */
public interface Source extends AutoCloseable {

    /** What the source says of itself. */
    SourceDescription description();

    /**
     * The next item, or {@code null} at the end.
     *
     * @throws SourceFault where the source as a whole cannot be read on
     * @throws IOException where the medium fails
     */
    @org.jspecify.annotations.Nullable
    SourceItem next() throws IOException;

    /** Bytes read so far of {@link #bytesInAll}, for progress. */
    long bytesRead();

    /** Size of the source in bytes. */
    long bytesInAll();

    /** The columns there are and what is taken from each; empty where the source has none. */
    default List<SourceColumn> columns() {
        return List.of();
    }

    /** What is worth a remark in what was read so far. */
    default SourceRemarks remarks() {
        return SourceRemarks.NONE;
    }

    @Override
    void close() throws IOException;
}
