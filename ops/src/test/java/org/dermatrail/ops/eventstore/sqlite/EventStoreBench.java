package org.dermatrail.ops.eventstore.sqlite;

import com.github.f4b6a3.uuid.UuidCreator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.dermatrail.domain.EventCatalogue;
import org.dermatrail.domain.capture.CaptureEvent.CaptureLinked;
import org.dermatrail.domain.capture.CaptureEvent.CaptureRecorded;
import org.dermatrail.domain.capture.CaptureFacts;
import org.dermatrail.domain.image.Image;
import org.dermatrail.ops.events.EventSerializer;
import org.dermatrail.ops.eventstore.EventKind;
import org.dermatrail.ops.eventstore.StoredEvent;

/**
 * Measures bare appending and reading: events of 600 bytes of payload and 150 of metadata, two a stream. Run by hand;
 * the argument is the folder to measure on.
 */
final class EventStoreBench {

    private static final byte[] PAYLOAD = new byte[600];
    private static final byte[] METADATA = new byte[150];
    private static final EventKind KIND = new EventKind("Capture", "capture-recorded", "1");

    private EventStoreBench() {}

    public static void main(String[] arguments) throws Exception {
        new Random(1).nextBytes(PAYLOAD);
        new Random(2).nextBytes(METADATA);
        var folder = Files.createTempDirectory(Path.of(arguments[0]), "bench");
        for (var batch : List.of(1, 20, 500)) {
            batches(
                    folder.resolve("batch-" + batch + ".db"),
                    batch,
                    batch == 1 ? 5_000 : batch == 20 ? 100_000 : 600_000);
        }
        callers(folder.resolve("callers.db"), 256, 300_000);
        messages(folder.resolve("messages.db"), 256, 300_000);
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static SqliteEventStorageEngine open(Path file) {
        return SqliteEventStorageEngine.open(
                SqliteEventStoreSettings.at(file),
                new EventSerializer(new EventCatalogue()),
                NoOpEventUpcaster.INSTANCE);
    }

    private static void batches(Path file, int batch, int events) throws IOException {
        try (var engine = open(file)) {
            var start = System.nanoTime();
            for (var done = 0; done < events; done += batch) {
                var rows = new ArrayList<StoredEvent>(batch);
                for (var i = 0; i < batch; i += 2) {
                    rows.addAll(stream(Math.min(2, batch - i)));
                }
                engine.appendStored(rows);
            }
            report("append, batches of " + batch, events, start);
            if (batch == 500) {
                read(engine, events);
            }
        }
    }

    private static void read(SqliteEventStorageEngine engine, int events) {
        for (var round = 0; round < 3; round++) {
            var start = System.nanoTime();
            var sum = new LongAdder();
            engine.scan(0).forEach(row -> sum.add(row.sizeBytes()));
            report("ordered raw read, round " + round, events, start);
        }
    }

    private static void callers(Path file, int callers, int events) throws Exception {
        try (var engine = open(file);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var start = System.nanoTime();
            var running = new ArrayList<Future<?>>();
            for (var caller = 0; caller < callers; caller++) {
                running.add(threads.submit(() -> {
                    for (var done = 0; done < events / callers; done += 2) {
                        engine.appendStored(stream(2));
                    }
                }));
            }
            for (var one : running) {
                var _ = one.get();
            }
            report(callers + " virtual threads, commits of 2", events, start);
        }
    }

    /** The same through Axon's messages, each serialised by its caller. */
    private static void messages(Path file, int callers, int events) throws Exception {
        var facts = new CaptureFacts("s/n", "DMS", null, 14, 55, "FEMALE", "BACK", null, List.of());
        var images = List.of(new Image(Image.PRIMARY, "ab".repeat(32), "image/jpeg", 1024, 768, 48_213));
        try (var engine = open(file);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var start = System.nanoTime();
            var running = new ArrayList<Future<?>>();
            for (var caller = 0; caller < callers; caller++) {
                running.add(threads.submit(() -> {
                    for (var done = 0; done < events / callers; done += 2) {
                        var id = UuidCreator.getTimeOrderedEpochFast().toString();
                        engine.appendEvents(
                                message(id, 0, new CaptureRecorded(id, id, "study", facts, images)),
                                message(id, 1, new CaptureLinked(id, id, id, "STATED_BY_SOURCE")));
                    }
                }));
            }
            for (var one : running) {
                var _ = one.get();
            }
            report(callers + " virtual threads, messages of 2", events, start);
            start = System.nanoTime();
            try (var all = engine.readEvents(null, false)) {
                var sum = new LongAdder();
                all.forEach(event -> sum.add(event.getPayload().hashCode()));
            }
            report("ordered read as messages", events, start);
        }
    }

    private static GenericDomainEventMessage<?> message(String id, long sequence, Object payload) {
        return new GenericDomainEventMessage<>("Capture", id, sequence, payload, MetaData.with("importId", id));
    }

    private static List<StoredEvent> stream(int events) {
        var id = UuidCreator.getTimeOrderedEpochFast().toString();
        var rows = new ArrayList<StoredEvent>(events);
        for (var i = 0; i < events; i++) {
            var eventId = UuidCreator.getTimeOrderedEpochFast().toString();
            rows.add(new StoredEvent(0, eventId, id, i, KIND, System.currentTimeMillis() * 1000, PAYLOAD, METADATA));
        }
        return rows;
    }

    private static void report(String what, int events, long start) {
        var seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(Locale.ROOT, "%-40s %,12.0f events/s%n", what, events / seconds);
    }
}
