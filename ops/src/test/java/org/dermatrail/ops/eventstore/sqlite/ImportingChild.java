package org.dermatrail.ops.eventstore.sqlite;

import static org.dermatrail.ops.eventstore.SampleEvents.newStream;
import static org.dermatrail.ops.eventstore.SampleEvents.streamOf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.dermatrail.domain.EventCatalogue;
import org.dermatrail.ops.blobs.FileBlobStore;
import org.dermatrail.ops.events.EventSerializer;
import org.dermatrail.ops.events.Upcasters;

/** Keeps a picture, appends the events that name it and prints the acknowledgement, a few times over. */
final class ImportingChild {

    static final String ACKNOWLEDGEMENT = "ACKNOWLEDGED ";
    static final int CAPTURES = 3;

    private ImportingChild() {}

    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        var blobs = new FileBlobStore(folder.resolve("blobs"));
        try (var engine = SqliteEventStorageEngine.open(
                SqliteEventStoreSettings.at(folder.resolve("events.db")),
                new EventSerializer(new EventCatalogue()),
                Upcasters.chain())) {
            for (var capture = 0; capture < CAPTURES; capture++) {
                var digest = blobs.put(("picture " + capture).getBytes(StandardCharsets.UTF_8));
                engine.appendEvents(streamOf(newStream(), 2));
                System.out.println(ACKNOWLEDGEMENT + digest);
            }
        }
    }
}
