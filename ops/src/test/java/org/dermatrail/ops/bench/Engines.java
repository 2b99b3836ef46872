package org.dermatrail.ops.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dermatrail.ops.eventstore.EventLog;
import org.dermatrail.ops.eventstore.StoredEvent;

/** Measures what event stores take and give, each with the same events. */
final class Engines {

    private final List<List<StoredEvent>> streams;
    private final long events;

    /** With the events of a store, in memory. */
    Engines(EventLog source) {
        Map<String, List<StoredEvent>> byStream = new LinkedHashMap<>();
        try (var stored = source.scan(null)) {
            stored.forEach(each -> byStream.computeIfAbsent(each.getAggregateIdentifier(), any -> new ArrayList<>(2))
                    .add(each));
        }
        streams = List.copyOf(byStream.values());
        events = streams.stream().mapToLong(List::size).sum();
    }

    /** Events a second that a store takes from so many writers at once, one stream an append. */
    double appended(EventLog target, int writers) throws IOException {
        long start = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(writers)) {
            var waiting = new ArrayList<Future<?>>();
            for (int writer = 0; writer < writers; writer++) {
                int first = writer;
                waiting.add(threads.submit(() -> {
                    for (int stream = first; stream < streams.size(); stream += writers) {
                        target.appendStored(streams.get(stream));
                    }
                }));
            }
            for (var each : waiting) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException("an append failed", e);
        }
        return events / Bench.seconds(start);
    }

    /** Events a second that a store hands to a follower that begins with the first. */
    double followed(EventLog log) throws IOException {
        long start = System.nanoTime();
        try (var stream = log.tail().openStream(null)) {
            for (long seen = 0; seen < events; seen++) {
                if (stream.nextAvailable() == null) {
                    throw new IOException("an event is missing");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return events / Bench.seconds(start);
    }

    long events() {
        return events;
    }
}
