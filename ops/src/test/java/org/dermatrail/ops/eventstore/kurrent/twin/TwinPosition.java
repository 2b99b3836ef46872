package org.dermatrail.ops.eventstore.kurrent.twin;

import java.util.Comparator;

/**
 * A place in the log: byte offsets, unsigned, ordered by commit and then by prepare.
 *
 * @param commit where the record was committed
 * @param prepare where the record itself lies; the same as commit but for transactions of old clients
 */
record TwinPosition(long commit, long prepare) implements Comparable<TwinPosition> {

    static final TwinPosition START = new TwinPosition(0, 0);
    /** The greatest of unsigned numbers: after everything. */
    static final TwinPosition END = new TwinPosition(-1, -1);

    private static final Comparator<TwinPosition> ORDER = Comparator.comparing(
                    TwinPosition::commit, Long::compareUnsigned)
            .thenComparing(TwinPosition::prepare, Long::compareUnsigned);

    boolean isAfter(TwinPosition other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(TwinPosition other) {
        return ORDER.compare(this, other);
    }
}
