package org.dermatrail.ops.eventstore.kurrent;

import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.dermatrail.ops.eventstore.EventLogConformance;
import org.dermatrail.ops.eventstore.EventLogs;
import org.dermatrail.ops.eventstore.EventStorageEngineConformance;
import org.dermatrail.ops.eventstore.FollowingTheLogConformance;
import org.dermatrail.ops.eventstore.kurrent.twin.LiveServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** The suites of the engine on a live server. The build runs them on doubles only; see {@link ServerTrial}. */
final class EngineOnAServer {

    static final List<Class<?>> SUITES = List.of(Storing.class, Keeping.class, Following.class);

    private EngineOnAServer() {}

    @Tag(LiveServer.TAG)
    static class Storing extends EventStorageEngineConformance {

        private final LiveLogs logs = new LiveLogs();

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

    @Tag(LiveServer.TAG)
    static class Keeping extends EventLogConformance {

        @Override
        protected EventLogs make() {
            return new LiveLogs();
        }
    }

    @Tag(LiveServer.TAG)
    static class Following extends FollowingTheLogConformance {

        @Override
        protected EventLogs make() {
            return new LiveLogs();
        }
    }
}
