package org.dermatrail.ops.eventstore.kurrent;

import org.dermatrail.ops.eventstore.EventLog;
import org.dermatrail.ops.eventstore.EventLogConformance;
import org.dermatrail.ops.eventstore.kurrent.twin.KurrentTwin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

class KurrentEventLogTest extends EventLogConformance {

    private final KurrentTwin twin = KurrentTwin.start();
    private @Nullable EventLog open;
    private @Nullable KurrentTwin otherTwin;
    private @Nullable EventLog other;

    @Override
    protected synchronized EventLog log() {
        var log = open == null ? TwinSide.engineOn(twin) : open;
        open = log;
        return log;
    }

    /** Both sides: a new engine on a server that was started anew. */
    @Override
    protected synchronized EventLog restarted() {
        log().close();
        open = null;
        twin.restart();
        return log();
    }

    @Override
    protected synchronized EventLog another() {
        if (other == null) {
            otherTwin = KurrentTwin.start();
            other = TwinSide.engineOn(otherTwin);
        }
        return other;
    }

    @AfterEach
    void close() {
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
