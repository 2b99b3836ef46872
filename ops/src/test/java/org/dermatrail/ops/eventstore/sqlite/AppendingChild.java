package org.dermatrail.ops.eventstore.sqlite;

import static org.dermatrail.ops.eventstore.SampleEvents.newStream;
import static org.dermatrail.ops.eventstore.SampleEvents.streamOf;

import java.nio.file.Path;
import org.dermatrail.domain.EventCatalogue;
import org.dermatrail.ops.events.EventSerializer;
import org.dermatrail.ops.events.Upcasters;

/** Appends until it is killed and prints the stream of each append once that is acknowledged. */
final class AppendingChild {

    static final int EVENTS_OF_AN_APPEND = 3;

    private static final int CALLERS = 8;

    private AppendingChild() {}

    public static void main(String[] arguments) throws InterruptedException {
        var engine = SqliteEventStorageEngine.open(
                SqliteEventStoreSettings.at(Path.of(arguments[0])),
                new EventSerializer(new EventCatalogue()),
                Upcasters.chain());
        var last = Thread.currentThread();
        for (var caller = 0; caller < CALLERS; caller++) {
            last = Thread.startVirtualThread(() -> appendForEver(engine));
        }
        last.join();
    }

    private static void appendForEver(SqliteEventStorageEngine engine) {
        while (!Thread.currentThread().isInterrupted()) {
            var stream = newStream();
            engine.appendEvents(streamOf(stream, EVENTS_OF_AN_APPEND));
            System.out.println(stream);
        }
    }
}
