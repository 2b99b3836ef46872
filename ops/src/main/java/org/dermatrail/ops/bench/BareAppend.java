package org.dermatrail.ops.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dermatrail.domain.EventCatalogue;
import org.dermatrail.ops.events.EventSerializer;
import org.dermatrail.ops.events.Upcasters;
import org.dermatrail.ops.eventstore.EventLog;
import org.dermatrail.ops.eventstore.StoredEvent;
import org.dermatrail.ops.eventstore.sqlite.SqliteEventStorageEngine;
import org.dermatrail.ops.eventstore.sqlite.SqliteEventStoreSettings;

/** The limit: how fast the engine takes the same events, in batches, with nothing around it. */
final class BareAppend {

    private static final int BATCH = 500;
    private static final int TIMES = 3;

    private final Path folder;

    BareAppend(Path folder) {
        this.folder = folder;
    }

    /**
     * Appends all events of a store to an empty one, several times, since one time differs from the next by a sixth; the
     * median. Reading them is not counted.
     */
    double eventsPerSecond(EventLog source) throws IOException {
        var times = new double[TIMES];
        for (int time = 0; time < TIMES; time++) {
            times[time] = once(source);
            Bench.delete(folder);
        }
        Arrays.sort(times);
        return times[TIMES / 2];
    }

    private double once(EventLog source) throws IOException {
        Files.createDirectories(folder);
        long nanos = 0;
        long events = 0;
        var serializer = new EventSerializer(new EventCatalogue());
        try (var target = SqliteEventStorageEngine.open(
                        SqliteEventStoreSettings.at(folder.resolve("events.db")), serializer, Upcasters.chain());
                var stored = source.scan(null)) {
            var batch = new ArrayList<StoredEvent>(BATCH);
            for (var each = stored.iterator(); each.hasNext(); ) {
                batch.add(each.next());
                if (batch.size() == BATCH || !each.hasNext()) {
                    nanos += timed(target, batch);
                    events += batch.size();
                    batch.clear();
                }
            }
        }
        return events / (nanos / 1e9);
    }

    private static long timed(EventLog target, List<StoredEvent> batch) {
        long start = System.nanoTime();
        target.appendStored(batch);
        return System.nanoTime() - start;
    }
}
