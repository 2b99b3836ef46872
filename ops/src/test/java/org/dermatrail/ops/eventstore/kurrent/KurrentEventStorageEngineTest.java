package org.dermatrail.ops.eventstore.kurrent;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.dermatrail.ops.eventstore.EventStorageEngineConformance;
import org.dermatrail.ops.eventstore.kurrent.twin.KurrentTwin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

class KurrentEventStorageEngineTest extends EventStorageEngineConformance {

    private final KurrentTwin twin = KurrentTwin.start();
    private @Nullable KurrentEventStorageEngine open;

    @Override
    protected EventStorageEngine engine() {
        return kurrent();
    }

    private synchronized KurrentEventStorageEngine kurrent() {
        var engine = open == null ? TwinSide.engineOn(twin) : open;
        open = engine;
        return engine;
    }

    /** Both sides: a new engine on a server that was started anew. */
    @Override
    protected EventStorageEngine restarted() {
        closeEngine();
        twin.restart();
        return engine();
    }

    private synchronized void closeEngine() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    @AfterEach
    void close() {
        closeEngine();
        twin.close();
    }
}
