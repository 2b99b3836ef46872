package org.dermatrail.ops.eventstore.kurrent;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.dermatrail.ops.eventstore.EventStorageEngineConformance;
import org.junit.jupiter.api.AfterEach;

class KurrentEventStorageEngineTest extends EventStorageEngineConformance {

    private final TwinLogs logs = new TwinLogs();

    @Override
    protected EventStorageEngine engine() {
        return logs.log();
    }

    @Override
    protected EventStorageEngine restarted() {
        return logs.restarted();
    }

    @AfterEach
    void close() {
        logs.close();
    }
}
