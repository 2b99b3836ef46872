package org.dermatrail.ops.operations;

import org.dermatrail.projections.record.AsOf;

/** Names the data position an answer was given from. */
final class Position {

    private Position() {}

    /** The id of a data cut, or {@code live}. */
    static String of(AsOf asOf) {
        return switch (asOf) {
            case AsOf.Live live -> "live";
            case AsOf.Cut cut -> cut.cutId();
        };
    }
}
