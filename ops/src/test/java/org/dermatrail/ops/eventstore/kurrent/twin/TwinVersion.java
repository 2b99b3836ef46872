package org.dermatrail.ops.eventstore.kurrent.twin;

/**
 * The server that the double plays, as far as servers differ in what an event store meets.
 *
 * <p>Immutable and thread-safe.
 */
public enum TwinVersion {
    V22_10("22.10.5.0"),
    V23_10("23.10.7.0"),
    V24_10("24.10.4.0"),
    V25_1("25.1.0.0");

    private static final int MEBIBYTE = 1024 * 1024;

    private final String number;

    TwinVersion(String number) {
        this.number = number;
    }

    String number() {
        return number;
    }

    /** Whether subscribers are told that they caught up or fell behind. */
    boolean tellsCatchingUp() {
        return compareTo(V23_10) >= 0;
    }

    /** Whether that message also says when and where. */
    boolean tellsWhereCaughtUp() {
        return compareTo(V24_10) >= 0;
    }

    /** Whether a checkpoint is sent on catching up and on falling behind, and none is ever behind another. */
    boolean checkpointsOnCatchingUp() {
        return compareTo(V24_10) >= 0;
    }

    /** Whether resuming skips what is not after the position; older servers skip one event, whichever it is. */
    boolean resumesAfterPosition() {
        return compareTo(V24_10) >= 0;
    }

    /** Whether a position at which no record begins is refused. */
    boolean refusesImpossiblePositions() {
        return compareTo(V24_10) >= 0;
    }

    /** Whether live checkpoints may come twice, a known fault of the version. */
    boolean repeatsLiveCheckpoints() {
        return this == V22_10;
    }

    /** Whether metadata and type count against the size of an append; by a known fault only data did. */
    boolean countsMetadata() {
        return this != V23_10;
    }

    int maxAppendBytes() {
        return this == V25_1 ? 256 * MEBIBYTE : MEBIBYTE;
    }

    int maxEventBytes() {
        return this == V25_1 ? 16 * MEBIBYTE : Integer.MAX_VALUE;
    }
}
