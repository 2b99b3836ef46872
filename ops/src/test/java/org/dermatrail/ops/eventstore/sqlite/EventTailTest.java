package org.dermatrail.ops.eventstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermatrail.ops.eventstore.SampleEvents.newStream;
import static org.dermatrail.ops.eventstore.SampleEvents.streamOf;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import org.dermatrail.domain.EventCatalogue;
import org.dermatrail.ops.events.EventSerializer;
import org.dermatrail.ops.events.Upcasters;
import org.dermatrail.ops.eventstore.SampleEvents;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Following the log: each event once, in order, whether it comes from memory or from the file. */
class EventTailTest {

    private static final int DEADLINE_SECONDS = 20;
    /** More than is held in memory. */
    private static final int LONG_AGO = 40_000;

    @TempDir
    private Path folder = Path.of("");

    private @Nullable SqliteEventStorageEngine open;

    private SqliteEventStorageEngine engine() {
        var engine = open == null ? open(folder.resolve("events.db")) : open;
        open = engine;
        return engine;
    }

    private static SqliteEventStorageEngine open(Path file) {
        return SqliteEventStorageEngine.open(
                SqliteEventStoreSettings.at(file), new EventSerializer(new EventCatalogue()), Upcasters.chain());
    }

    @AfterEach
    void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    private void append(int events) {
        engine().appendEvents(streamOf(newStream(), events));
    }

    private BlockingStream<TrackedEventMessage<?>> following(long after) {
        return engine().tail().openStream(new GlobalSequenceTrackingToken(after));
    }

    private static List<TrackedEventMessage<?>> next(BlockingStream<TrackedEventMessage<?>> stream, int events)
            throws InterruptedException {
        var found = new ArrayList<TrackedEventMessage<?>>();
        while (found.size() < events && stream.hasNextAvailable(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            found.add(stream.nextAvailable());
        }
        return found;
    }

    private static List<Long> positions(List<TrackedEventMessage<?>> messages) {
        return messages.stream()
                .map(message -> message.trackingToken().position().orElse(-1))
                .toList();
    }

    private static List<Long> from(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    void a_follower_close_behind_gets_each_event_once_in_order() throws InterruptedException {
        try (var stream = following(0)) {
            assertThat(stream.hasNextAvailable()).isFalse();
            append(3);
            assertThat(positions(next(stream, 3))).isEqualTo(from(1, 3));
            append(700);
            assertThat(positions(next(stream, 700))).isEqualTo(from(4, 703));
            assertThat(stream.hasNextAvailable()).isFalse();
            assertThat(stream.peek()).isEmpty();
        }
    }

    @Test
    void a_follower_far_behind_reads_the_file_and_catches_up_with_memory() throws InterruptedException {
        for (int i = 0; i < LONG_AGO / 500; i++) {
            append(500);
        }
        try (var stream = following(17)) {
            assertThat(positions(next(stream, LONG_AGO - 17))).isEqualTo(from(18, LONG_AGO));
            append(5);
            assertThat(positions(next(stream, 5))).isEqualTo(from(LONG_AGO + 1, LONG_AGO + 5));
        }
    }

    @Test
    void events_copied_as_bytes_are_followed_too() throws InterruptedException {
        append(4);
        try (var stored = engine().scan(0);
                var other = open(folder.resolve("copy.db"));
                var stream = other.tail().openStream(null)) {
            other.appendStored(stored.toList());
            other.appendEvents(streamOf(newStream(), 2));
            assertThat(positions(next(stream, 6))).isEqualTo(from(1, 6));
        }
    }

    @Test
    void what_is_handed_on_is_what_reading_the_file_gives() throws InterruptedException {
        var precise = SampleEvents.event(newStream(), 0, Instant.parse("2026-03-01T08:00:00.123456789Z"));
        List<TrackedEventMessage<?>> live;
        try (var stream = following(0)) {
            engine().appendEvents(precise, withoutMetadata());
            live = next(stream, 2);
        }
        close();
        try (var stream = following(0)) {
            var read = next(stream, 2);
            for (int i = 0; i < 2; i++) {
                assertThat(live.get(i).getPayload()).isEqualTo(read.get(i).getPayload());
                assertThat(live.get(i).getMetaData()).isEqualTo(read.get(i).getMetaData());
                assertThat(live.get(i).getTimestamp()).isEqualTo(read.get(i).getTimestamp());
                assertThat(live.get(i).getIdentifier()).isEqualTo(read.get(i).getIdentifier());
                assertThat(live.get(i).trackingToken()).isEqualTo(read.get(i).trackingToken());
                assertThat(stream(live.get(i))).isEqualTo(stream(read.get(i)));
            }
        }
    }

    private static DomainEventMessage<?> withoutMetadata() {
        return SampleEvents.event(newStream(), 0).withMetaData(MetaData.emptyInstance());
    }

    private static String stream(TrackedEventMessage<?> message) {
        return message instanceof DomainEventMessage<?> event
                ? event.getType() + " " + event.getAggregateIdentifier() + " " + event.getSequenceNumber()
                : "none";
    }

    @Test
    void a_follower_misses_nothing_while_many_append() throws Exception {
        int writers = 8;
        int appends = 200;
        int events = writers * appends * 3;
        try (var many = Executors.newVirtualThreadPerTaskExecutor();
                var stream = following(0)) {
            for (int writer = 0; writer < writers; writer++) {
                many.execute(() -> {
                    for (int i = 0; i < appends; i++) {
                        append(3);
                    }
                });
            }
            assertThat(positions(next(stream, events))).isEqualTo(from(1, events));
        }
    }

    @Test
    void a_refused_append_leaves_no_trace_for_followers() throws InterruptedException {
        var taken = newStream();
        engine().appendEvents(streamOf(taken, 1));
        try (var stream = following(1)) {
            assertThat(refused(taken)).isTrue();
            append(2);
            assertThat(positions(next(stream, 2))).isEqualTo(from(2, 3));
            assertThat(stream.hasNextAvailable()).isFalse();
        }
    }

    private boolean refused(String taken) {
        try {
            engine().appendEvents(streamOf(taken, 1));
            return false;
        } catch (RuntimeException concurrency) {
            return true;
        }
    }
}
