package org.dermatrail.ops.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dermatrail.ops.eventstore.SampleEvents.at;
import static org.dermatrail.ops.eventstore.SampleEvents.event;
import static org.dermatrail.ops.eventstore.SampleEvents.newStream;
import static org.dermatrail.ops.eventstore.SampleEvents.streamOf;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every event store of the registry must show, whichever engine it runs on. Adapters give an empty store and a way
 * to open it again.
 */
public abstract class EventStorageEngineConformance {

    private static final int WRITERS = 64;
    private static final int STREAMS = 1_000;
    private static final int APPENDS_OF_A_WRITER = 50;

    /** The store under test, empty when a test begins. */
    protected abstract EventStorageEngine engine() throws Exception;

    /** The same store, closed and opened again. */
    protected abstract EventStorageEngine restarted() throws Exception;

    @Test
    void a_stream_comes_back_in_order_with_all_it_carried() throws Exception {
        // Given
        var stream = streamOf(newStream(), 5);

        // When
        engine().appendEvents(stream);

        // Then
        var read = engine().readEvents(stream.getFirst().getAggregateIdentifier())
                .asStream()
                .toList();
        assertThat(read).hasSize(5);
        for (var i = 0; i < 5; i++) {
            assertSame(read.get(i), stream.get(i));
        }
        assertThat(engine().readEvents(stream.getFirst().getAggregateIdentifier(), 3)
                        .asStream())
                .extracting(DomainEventMessage::getSequenceNumber)
                .map(Object::toString)
                .containsExactly("3", "4");
    }

    @Test
    void a_sequence_number_that_is_taken_is_a_conflict() throws Exception {
        // Given
        var id = newStream();
        engine().appendEvents(streamOf(id, 3));

        // Then
        assertThatThrownBy(() -> engine().appendEvents(event(id, 2))).isInstanceOf(ConcurrencyException.class);
        assertThatThrownBy(() -> engine().appendEvents(event(id, 0)))
                .isInstanceOf(AggregateStreamCreationException.class);
        assertThat(engine().readEvents(id).asStream()).hasSize(3);
    }

    @Test
    void an_event_id_that_is_taken_is_a_conflict() throws Exception {
        // Given
        var first = event(newStream(), 0);
        engine().appendEvents(first);
        var second = new GenericDomainEventMessage<>(
                "Capture", newStream(), 1, first.getPayload(), MetaData.emptyInstance(), first.getIdentifier(), at(9));

        // Then
        assertThatThrownBy(() -> engine().appendEvents(second)).isInstanceOf(ConcurrencyException.class);
        assertThat(all(engine(), null)).hasSize(1);
    }

    @Test
    void an_append_is_all_or_nothing() throws Exception {
        // Given
        var id = newStream();
        engine().appendEvents(streamOf(id, 2));

        // Then
        assertThatThrownBy(() -> engine().appendEvents(event(id, 1), event(id, 2), event(id, 3)))
                .isInstanceOf(ConcurrencyException.class);
        assertThat(engine().readEvents(id).asStream()).hasSize(2);
        assertThat(all(engine(), null)).hasSize(2);
    }

    @Test
    void the_same_append_again_doubles_nothing() throws Exception {
        // Given
        var id = newStream();
        engine().appendEvents(streamOf(id, 2));
        var events = List.of(event(id, 2), event(id, 3));
        engine().appendEvents(events);
        engine().appendEvents(event(id, 4));

        // When
        appendAgain(events);

        // Then
        assertThat(all(engine(), null)).hasSize(5);
        assertThat(engine().lastSequenceNumberFor(id)).contains(4L);
    }

    /** An engine may know its own events again, or see a conflict. */
    private void appendAgain(List<? extends DomainEventMessage<?>> events) throws Exception {
        try {
            engine().appendEvents(events);
        } catch (ConcurrencyException alreadyThere) {
            assertThat(alreadyThere).isNotNull();
        }
    }

    @Test
    void an_append_to_several_streams_is_all_or_nothing() throws Exception {
        // Given
        var taken = newStream();
        engine().appendEvents(event(taken, 0));
        var bystander = newStream();

        // Then
        assertThatThrownBy(() -> engine().appendEvents(event(bystander, 0), event(bystander, 1), event(taken, 0)))
                .isInstanceOfAny(AggregateStreamCreationException.class, StorageRefused.class);
        assertThat(engine().readEvents(bystander).asStream()).isEmpty();
        assertThat(all(engine(), null)).hasSize(1);
    }

    @Test
    void everything_is_replayed_from_the_start_in_the_order_of_appending() throws Exception {
        // Given
        var written = appendStreams(40, 3);

        // Then
        var read = all(engine(), null);
        assertThat(read).extracting(EventMessage::getIdentifier).containsExactlyElementsOf(written);
        for (var i = 1; i < read.size(); i++) {
            assertThat(read.get(i).trackingToken().covers(read.get(i - 1).trackingToken()))
                    .isTrue();
            assertThat(read.get(i - 1).trackingToken().covers(read.get(i).trackingToken()))
                    .isFalse();
        }
    }

    @Test
    void reading_resumes_after_each_token_without_gap_or_repetition() throws Exception {
        // Given
        var written = appendStreams(30, 2);
        var read = all(engine(), null);
        assertThat(read).hasSameSizeAs(written);

        // Then
        for (var i = 0; i < read.size(); i++) {
            assertThat(all(engine(), read.get(i).trackingToken()))
                    .extracting(EventMessage::getIdentifier)
                    .containsExactlyElementsOf(written.subList(i + 1, written.size()));
        }
    }

    @Test
    void the_head_token_tracks_what_follows_and_the_tail_token_everything() throws Exception {
        // Given
        appendStreams(3, 1);
        var head = engine().createHeadToken();

        // When
        var next = event(newStream(), 0);
        engine().appendEvents(next);

        // Then
        assertThat(all(engine(), head)).extracting(EventMessage::getIdentifier).containsExactly(next.getIdentifier());
        assertThat(all(engine(), engine().createTailToken())).hasSize(4);
    }

    @Test
    void a_token_at_a_moment_tracks_what_happened_from_then_on() throws Exception {
        // Given
        var seconds = List.of(10, 20, 15, 30, 30, 40);
        for (var second : seconds) {
            engine().appendEvents(event(newStream(), 0, at(second)));
        }

        // Then
        assertThat(all(engine(), engine().createTokenAt(at(0)))).hasSize(6);
        assertThat(all(engine(), engine().createTokenAt(at(20)))).hasSize(5);
        assertThat(all(engine(), engine().createTokenAt(at(21)))).hasSize(3);
        assertThat(all(engine(), engine().createTokenAt(at(40)))).hasSize(1);
        assertThat(all(engine(), engine().createTokenAt(at(41)))).isEmpty();
    }

    @Test
    void the_latest_snapshot_of_a_stream_is_kept() throws Exception {
        // Given
        var id = newStream();
        engine().appendEvents(streamOf(id, 3));

        // When
        engine().storeSnapshot(event(id, 1));
        engine().storeSnapshot(event(id, 2));

        // Then
        assertThat(engine().readSnapshot(id)).hasValueSatisfying(snapshot -> assertThat(snapshot.getSequenceNumber())
                .isEqualTo(2));
        assertThat(engine().readSnapshot(newStream())).isEmpty();
        assertThat(all(engine(), null)).hasSize(3);
    }

    @Test
    void the_last_sequence_number_of_a_stream_is_known() throws Exception {
        // Given
        var id = newStream();
        engine().appendEvents(streamOf(id, 4));

        // Then
        assertThat(engine().lastSequenceNumberFor(id)).contains(3L);
        assertThat(engine().lastSequenceNumberFor(newStream())).isEmpty();
    }

    @Test
    void an_event_of_no_stream_is_tracked_too() throws Exception {
        // Given
        var message = GenericEventMessage.asEventMessage(event(newStream(), 0).getPayload());

        // When
        engine().appendEvents(message);

        // Then
        assertThat(all(engine(), null)).singleElement().satisfies(read -> {
            assertThat(read.getIdentifier()).isEqualTo(message.getIdentifier());
            assertThat(read.getPayload()).isEqualTo(message.getPayload());
        });
    }

    @Test
    void everything_is_there_after_a_restart_and_appending_goes_on() throws Exception {
        // Given
        var id = newStream();
        engine().appendEvents(streamOf(id, 3));
        engine().storeSnapshot(event(id, 2));

        // When
        var reopened = restarted();
        reopened.appendEvents(event(id, 3));

        // Then
        assertThat(reopened.readEvents(id).asStream()).hasSize(4);
        assertThat(all(reopened, null)).hasSize(4);
        assertThat(reopened.readSnapshot(id)).isPresent();
        assertThatThrownBy(() -> reopened.appendEvents(event(id, 2))).isInstanceOf(ConcurrencyException.class);
    }

    @Test
    void many_writers_on_many_streams_lose_nothing_and_leave_no_gap() throws Exception {
        // Given
        var streams = IntStream.range(0, STREAMS).mapToObj(_ -> newStream()).toList();

        // When
        var appended = inParallel(() -> {
            for (var i = 0; i < APPENDS_OF_A_WRITER; i++) {
                appendTo(streams.get(ThreadLocalRandom.current().nextInt(STREAMS)));
            }
            return APPENDS_OF_A_WRITER;
        });

        // Then
        var expected = appended.stream().mapToInt(Integer::intValue).sum();
        var read = all(engine(), null);
        assertThat(read).hasSize(expected).hasSize(WRITERS * APPENDS_OF_A_WRITER);
        var next = new HashMap<String, Long>();
        for (var event : read) {
            var ofStream = (DomainEventMessage<?>) event;
            assertThat(ofStream.getSequenceNumber())
                    .isEqualTo(next.getOrDefault(ofStream.getAggregateIdentifier(), 0L));
            next.put(ofStream.getAggregateIdentifier(), ofStream.getSequenceNumber() + 1);
        }
    }

    @Test
    void of_many_who_create_the_same_stream_one_wins_and_bystanders_are_not_touched() throws Exception {
        // Given
        var contested = newStream();

        // When
        var won = inParallel(() -> {
            engine().appendEvents(streamOf(newStream(), 2));
            try {
                engine().appendEvents(event(contested, 0), event(contested, 1));
                return true;
            } catch (AggregateStreamCreationException lost) {
                return false;
            }
        });

        // Then
        assertThat(won).filteredOn(Boolean::booleanValue).hasSize(1);
        assertThat(all(engine(), null)).hasSize(2 + 2 * WRITERS);
    }

    private void appendTo(String id) throws Exception {
        while (!appended(id)) {
            // Another writer was first; ask again for the end of the stream.
            Thread.onSpinWait();
        }
    }

    private boolean appended(String id) throws Exception {
        var next = engine().lastSequenceNumberFor(id).orElse(-1L) + 1;
        try {
            engine().appendEvents(event(id, next));
            return true;
        } catch (ConcurrencyException | AggregateStreamCreationException overtaken) {
            return false;
        }
    }

    private static <T> List<T> inParallel(Callable<T> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<T>();
            for (var result : threads.invokeAll(Collections.nCopies(WRITERS, work))) {
                results.add(result.get());
            }
            return results;
        }
    }

    private List<String> appendStreams(int streams, int length) throws Exception {
        var written = new ArrayList<String>();
        for (var i = 0; i < streams; i++) {
            var events = streamOf(newStream(), length);
            engine().appendEvents(events);
            events.forEach(event -> written.add(event.getIdentifier()));
        }
        return written;
    }

    private static List<TrackedEventMessage<?>> all(EventStorageEngine engine, @Nullable TrackingToken after) {
        try (var events = engine.readEvents(after, false)) {
            return events.<TrackedEventMessage<?>>map(event -> event).toList();
        }
    }

    private static void assertSame(DomainEventMessage<?> read, DomainEventMessage<?> written) {
        assertThat(read.getPayload()).isEqualTo(written.getPayload());
        assertThat(read.getMetaData()).isEqualTo(written.getMetaData());
        assertThat(read.getIdentifier()).isEqualTo(written.getIdentifier());
        assertThat(read.getType()).isEqualTo(written.getType());
        assertThat(read.getSequenceNumber()).isEqualTo(written.getSequenceNumber());
        assertThat(millis(read.getTimestamp())).isEqualTo(millis(written.getTimestamp()));
    }

    private static Instant millis(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MILLIS);
    }
}
