package org.dermatrail.ops.eventstore.kurrent.twin;

import java.util.List;

/**
 * Some events of a stream, as far as its metadata let them be seen.
 *
 * @param next the revision to go on from
 * @param last the stream's last revision
 * @param end whether nothing more is there
 */
record StreamPage(State state, List<TwinRecord> events, long next, long last, boolean end) {

    enum State {
        FOUND,
        MISSING,
        DELETED
    }

    static StreamPage of(State state) {
        return new StreamPage(state, List.of(), 0, -1, true);
    }
}
