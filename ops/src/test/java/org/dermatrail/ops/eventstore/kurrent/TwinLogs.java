package org.dermatrail.ops.eventstore.kurrent;

import org.dermatrail.ops.eventstore.EventLog;
import org.dermatrail.ops.eventstore.EventLogs;
import org.dermatrail.ops.eventstore.kurrent.twin.KurrentTwin;
import org.jspecify.annotations.Nullable;

/** Event logs on doubles of the server, each on a double of its own. */
final class TwinLogs implements EventLogs {

    private final KurrentTwin twin = KurrentTwin.start();
    private @Nullable KurrentEventStorageEngine open;
    private @Nullable KurrentTwin otherTwin;
    private @Nullable EventLog other;

    @Override
    public synchronized KurrentEventStorageEngine log() {
        var log = open == null ? TwinSide.engineOn(twin) : open;
        open = log;
        return log;
    }

    /** Both sides: a new engine on a server that was started anew. */
    @Override
    public synchronized KurrentEventStorageEngine restarted() {
        log().close();
        open = null;
        twin.restart();
        return log();
    }

    @Override
    public synchronized EventLog another() {
        if (other == null) {
            otherTwin = KurrentTwin.start();
            other = TwinSide.engineOn(otherTwin);
        }
        return other;
    }

    @Override
    public synchronized void close() {
        if (open != null) {
            open.close();
        }
        if (other != null) {
            other.close();
        }
        twin.close();
        if (otherTwin != null) {
            otherTwin.close();
        }
    }
}
