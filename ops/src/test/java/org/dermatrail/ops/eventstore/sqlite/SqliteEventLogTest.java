package org.dermatrail.ops.eventstore.sqlite;

import java.nio.file.Path;
import org.dermatrail.domain.EventCatalogue;
import org.dermatrail.ops.events.EventSerializer;
import org.dermatrail.ops.events.Upcasters;
import org.dermatrail.ops.eventstore.EventLog;
import org.dermatrail.ops.eventstore.EventLogConformance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteEventLogTest extends EventLogConformance {

    @TempDir
    private Path folder = Path.of("");

    private @Nullable EventLog open;
    private @Nullable EventLog other;

    @Override
    protected synchronized EventLog log() {
        var log = open == null ? open("events.db") : open;
        open = log;
        return log;
    }

    @Override
    protected synchronized EventLog restarted() {
        log().close();
        open = null;
        return log();
    }

    @Override
    protected synchronized EventLog another() {
        var log = other == null ? open("others.db") : other;
        other = log;
        return log;
    }

    private EventLog open(String name) {
        return SqliteEventStorageEngine.open(
                SqliteEventStoreSettings.at(folder.resolve(name)),
                new EventSerializer(new EventCatalogue()),
                Upcasters.chain());
    }

    @AfterEach
    void close() {
        if (open != null) {
            open.close();
        }
        if (other != null) {
            other.close();
        }
    }
}
