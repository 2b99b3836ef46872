package org.dermatrail.ops.eventstore.sqlite;

import java.nio.file.Path;
import org.dermatrail.domain.EventCatalogue;
import org.dermatrail.ops.events.EventSerializer;
import org.dermatrail.ops.events.Upcasters;
import org.dermatrail.ops.eventstore.EventLog;
import org.dermatrail.ops.eventstore.EventLogs;
import org.jspecify.annotations.Nullable;

/** Event logs in files of a folder. */
final class SqliteLogs implements EventLogs {

    private final Path folder;
    private @Nullable EventLog open;
    private @Nullable EventLog other;

    SqliteLogs(Path folder) {
        this.folder = folder;
    }

    @Override
    public synchronized EventLog log() {
        var log = open == null ? open("events.db") : open;
        open = log;
        return log;
    }

    @Override
    public synchronized EventLog restarted() {
        log().close();
        open = null;
        return log();
    }

    @Override
    public synchronized EventLog another() {
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

    @Override
    public synchronized void close() {
        if (open != null) {
            open.close();
        }
        if (other != null) {
            other.close();
        }
    }
}
