package org.dermatrail.ops.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dermatrail.ops.eventstore.SampleEvents.event;
import static org.dermatrail.ops.eventstore.SampleEvents.newStream;
import static org.dermatrail.ops.eventstore.SampleEvents.streamOf;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.dermatrail.ops.events.TokenSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What the registry needs of every event store beside what Axon does: following, copying and positions. Adapters give an
 * empty store, a way to open it again, and a second empty store.
 */
public abstract class EventLogConformance {

    private static final int DEADLINE_SECONDS = 30;
    private static final int WRITERS = 64;
    private static final int STREAMS_OF_A_WRITER = 16;

    /** The store under test, empty when a test begins. */
    protected abstract EventLog log() throws Exception;

    /** The same store, closed and opened again. */
    protected abstract EventLog restarted() throws Exception;

    /** Another store of the same kind, empty when a test begins. */
    protected abstract EventLog another() throws Exception;

    @Test
    void a_store_keeps_its_name_and_shares_it_with_none_not_even_with_its_copy() throws Exception {
        // Given
        append(2, 3);
        var name = log().identity();
        another().appendStored(stored(log()));

        // Then
        assertThat(name).hasSizeGreaterThanOrEqualTo(32);
        assertThat(another().identity()).isNotEqualTo(name).isEqualTo(another().identity());
        assertThat(stored(log())).hasSize(6);
        assertThat(stored(another())).hasSize(6);
        assertThat(restarted().identity()).isEqualTo(name);
    }

    @Test
    void positions_rise_strictly_and_are_the_same_at_every_reading() throws Exception {
        // Given
        append(20, 3);

        // Then
        var positions = positions(stored(log()));
        assertThat(positions).hasSize(60).isSorted().doesNotHaveDuplicates();
        assertThat(positions(stored(log()))).isEqualTo(positions);
        assertThat(positions(stored(restarted()))).isEqualTo(positions);
        assertThat(log().lastPosition()).isEqualTo(positions.getLast());
        log().count().ifPresent(count -> assertThat(count).isEqualTo(60));
        assertThat(log().brokenStreams()).isZero();
    }

    @Test
    void the_position_of_a_streams_last_event_is_that_of_the_log() throws Exception {
        // Given
        append(2, 2);
        var id = newStream();
        log().engine().appendEvents(streamOf(id, 3));
        var own = log().lastPosition();
        append(1, 2);

        // Then
        assertThat(own).isPositive();
        assertThat(log().lastPositionOf(id)).isEqualTo(own).isLessThan(log().lastPosition());
        assertThat(log().lastPositionOf(newStream())).isZero();
    }

    @Test
    void a_place_a_number_of_events_back_has_about_so_many_after_it() throws Exception {
        // Given
        for (int i = 0; i < 40; i++) {
            append(1, 50);
        }

        // Then
        long behind = log().positionBehind(1_000);
        assertThat(stored(log()).stream().filter(each -> each.position() > behind))
                .hasSizeBetween(1_000, 1_500);
        assertThat(log().positionBehind(10_000)).isZero();
    }

    @Test
    void scanning_goes_on_after_every_token() throws Exception {
        // Given
        append(20, 2);
        var all = stored(log());

        // Then
        assertThat(all).hasSize(40);
        for (int i = 0; i < all.size(); i++) {
            try (var rest = log().scan(all.get(i).trackingToken())) {
                assertThat(positions(rest.toList())).isEqualTo(positions(all).subList(i + 1, all.size()));
            }
        }
    }

    @Test
    void a_copy_is_equal_to_the_byte_whatever_the_bytes_are() throws Exception {
        // Given
        append(5, 2);
        log().appendStored(List.of(
                odd("019a9f3c-5c40-7c11-8a55-6d1f0f8f2a01", new EventKind("Capture", "name", null)),
                odd("no uuid at all: größe", new EventKind("Capture", "name", "1")),
                odd("019A9F3C-5C40-7C11-8A55-6D1F0F8F2A02", new EventKind("Participant", "other-name", "12"))));
        log().engine()
                .appendEvents(
                        GenericEventMessage.asEventMessage(event(newStream(), 0).getPayload()));

        // When
        another().appendStored(stored(log()));

        // Then
        assertThat(stored(log())).hasSize(14);
        assertThat(stored(another()))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("position", "token")
                .isEqualTo(stored(log()));
    }

    private static StoredEvent odd(String eventId, EventKind kind) {
        var text = "{\"text\": \"a \\u0000 b \",  \"größe\":1.50}\n".getBytes(StandardCharsets.UTF_8);
        byte[] noText = {(byte) 0xff, 0, 10, (byte) 0xc3};
        boolean revised = kind.payloadRevision() != null;
        return new StoredEvent(
                0, eventId, newStream(), 0, kind, -1_234_567L, revised ? noText : text, revised ? text : noText);
    }

    @Test
    void what_is_there_is_not_copied_again() throws Exception {
        // Given
        append(3, 2);
        another().appendStored(stored(log()));

        // When
        try {
            another().appendStored(stored(log()).subList(2, 6));
        } catch (ConcurrencyException | AggregateStreamCreationException alreadyThere) {
            assertThat(alreadyThere).isNotNull();
        }

        // Then
        assertThat(stored(another())).hasSize(6);
    }

    @Test
    void several_streams_at_once_are_taken_or_refused_by_name() throws Exception {
        // Given
        var one = event(newStream(), 0);
        var other = event(newStream(), 0);

        // Then
        if (log().severalStreamsAtOnce()) {
            log().engine().appendEvents(one, other);
            assertThat(stored(log())).hasSize(2);
        } else {
            assertThatThrownBy(() -> log().engine().appendEvents(one, other))
                    .isInstanceOfSatisfying(StorageRefused.class, refused -> assertThat(refused.code())
                            .isEqualTo("SEVERAL_STREAMS"));
            assertThat(stored(log())).isEmpty();
        }
    }

    @Test
    void what_is_too_large_is_refused_by_name_and_the_store_goes_on() throws Exception {
        // Given
        var huge = new StoredEvent(
                0,
                newStream(),
                newStream(),
                0,
                new EventKind("Capture", "name", "1"),
                0,
                new byte[3 << 20],
                new byte[0]);

        // Then
        assertThatThrownBy(() -> log().appendStored(List.of(huge)))
                .isInstanceOfSatisfying(StorageRefused.class, refused -> assertThat(refused.code())
                        .isEqualTo("EVENT_TOO_LARGE"));
        append(1, 1);
        assertThat(stored(log())).hasSize(1);
    }

    @Test
    void a_follower_gets_each_event_once_in_order_from_the_start_and_as_the_log_grows() throws Exception {
        // Given
        append(100, 3);
        try (var stream = log().tail().openStream(log().tail().createTailToken())) {
            var all = next(stream, 300);
            assertThat(stream.hasNextAvailable()).isFalse();
            assertThat(stream.peek()).isEmpty();

            // When
            append(1, 200);
            all.addAll(next(stream, 200));

            // Then
            assertThat(tokens(all)).isEqualTo(tokens(read(null))).hasSize(500);
            assertThat(stream.hasNextAvailable()).isFalse();
        }
    }

    @Test
    void a_follower_goes_on_after_every_token() throws Exception {
        // Given
        append(6, 2);
        var all = tokens(read(null));

        // Then
        assertThat(all).hasSize(12);
        for (int i = 0; i < all.size(); i++) {
            try (var stream = log().tail().openStream(all.get(i))) {
                assertThat(tokens(next(stream, all.size() - i - 1))).isEqualTo(all.subList(i + 1, all.size()));
                assertThat(stream.hasNextAvailable()).isFalse();
            }
        }
    }

    @Test
    void a_follower_at_the_head_gets_what_comes_after() throws Exception {
        // Given
        append(3, 2);
        try (var stream = log().tail().openStream(log().tail().createHeadToken())) {
            assertThat(stream.hasNextAvailable()).isFalse();

            // When
            var later = event(newStream(), 0);
            log().engine().appendEvents(later);

            // Then
            assertThat(next(stream, 1)).extracting(EventMessage::getIdentifier).containsExactly(later.getIdentifier());
        }
    }

    @Test
    void what_is_handed_on_live_is_what_reading_gives() throws Exception {
        try (var stream = log().tail().openStream(null)) {
            // Given
            assertThat(stream.hasNextAvailable()).isFalse();
            log().engine().appendEvents(event(newStream(), 0, Instant.parse("2026-03-01T08:00:00.123456789Z")));
            log().engine().appendEvents(event(newStream(), 0).withMetaData(MetaData.emptyInstance()));
            log().engine()
                    .appendEvents(GenericEventMessage.asEventMessage(
                            event(newStream(), 0).getPayload()));

            // When
            var live = next(stream, 3);

            // Then
            restarted();
            var read = read(null);
            assertThat(read).hasSize(3);
            for (int i = 0; i < read.size(); i++) {
                assertThat(live.get(i).trackingToken()).isEqualTo(read.get(i).trackingToken());
                assertThat(live.get(i).getPayload()).isEqualTo(read.get(i).getPayload());
                assertThat(live.get(i).getMetaData()).isEqualTo(read.get(i).getMetaData());
                assertThat(live.get(i).getTimestamp()).isEqualTo(read.get(i).getTimestamp());
                assertThat(live.get(i).getIdentifier()).isEqualTo(read.get(i).getIdentifier());
                assertThat(place(live.get(i))).isEqualTo(place(read.get(i)));
            }
        }
    }

    private static String place(TrackedEventMessage<?> message) {
        return message instanceof DomainEventMessage<?> event && event.getType() != null
                ? event.getType() + " " + event.getAggregateIdentifier() + " " + event.getSequenceNumber()
                : "none";
    }

    @Test
    void a_follower_misses_nothing_while_many_append() throws Exception {
        int events = WRITERS * STREAMS_OF_A_WRITER * 3;
        try (var many = Executors.newVirtualThreadPerTaskExecutor();
                var stream = log().tail().openStream(null)) {
            var log = log();
            for (int writer = 0; writer < WRITERS; writer++) {
                many.execute(() -> {
                    for (int i = 0; i < STREAMS_OF_A_WRITER; i++) {
                        log.engine().appendEvents(streamOf(newStream(), 3));
                    }
                });
            }
            var followed = next(stream, events);
            assertThat(followed).hasSize(events);
            assertThat(tokens(followed)).isEqualTo(tokens(read(null)));
        }
    }

    @Test
    void tokens_are_read_as_they_were_written_alone_and_within_others() throws Exception {
        // Given
        append(3, 1);
        var tokens = tokens(read(null));
        var serializer = TokenSerializer.create();

        // Then
        assertThat(tokens).hasSize(3);
        for (var token : List.of(
                tokens.get(1),
                ReplayToken.createReplayToken(tokens.get(2), tokens.get(0)),
                MergedTrackingToken.merged(tokens.get(0), tokens.get(2)))) {
            TrackingToken read = serializer.deserialize(serializer.serialize(token, byte[].class));
            assertThat(read).isEqualTo(token);
            try (var rest = log().scan(read)) {
                assertThat(rest).hasSize(token.equals(tokens.get(1)) ? 1 : 2);
            }
        }
    }

    @Test
    void a_replay_ends_where_the_reset_was() throws Exception {
        // Given
        append(4, 1);
        var before = tokens(read(null));
        var token = ReplayToken.createReplayToken(log().tail().createHeadToken(), null);
        append(2, 1);

        // When
        var replayed = new ArrayList<Boolean>();
        for (var place : tokens(read(null))) {
            token = token instanceof ReplayToken replay ? replay.advancedTo(place) : place;
            replayed.add(ReplayToken.isReplay(token));
        }

        // Then
        assertThat(before).hasSize(4);
        assertThat(replayed).containsExactly(true, true, true, true, false, false);
    }

    @Test
    void following_goes_on_after_a_restart() throws Exception {
        // Given
        append(2, 2);
        var before = tokens(read(null));

        // When
        var reopened = restarted();
        append(1, 2);

        // Then
        try (var stream = reopened.tail().openStream(before.get(2))) {
            var rest = next(stream, 3);
            assertThat(rest).hasSize(3);
            assertThat(rest.getFirst().trackingToken()).isEqualTo(before.get(3));
        }
    }

    @Test
    void a_closed_store_refuses_by_name() throws Exception {
        // Given
        append(1, 1);
        var closed = log();
        closed.close();

        // Then
        assertThatThrownBy(() -> closed.engine().appendEvents(event(newStream(), 0)))
                .isInstanceOfSatisfying(StorageRefused.class, refused -> assertThat(refused.code())
                        .isEqualTo("STORAGE_CLOSED"));
        assertThatThrownBy(closed::lastPosition).isInstanceOf(StorageRefused.class);
    }

    private void append(int streams, int length) throws Exception {
        for (int i = 0; i < streams; i++) {
            log().engine().appendEvents(streamOf(newStream(), length));
        }
    }

    private static List<StoredEvent> stored(EventLog log) {
        try (var events = log.scan(null)) {
            return events.toList();
        }
    }

    private static List<Long> positions(List<StoredEvent> events) {
        return events.stream().map(StoredEvent::position).toList();
    }

    private List<TrackedEventMessage<?>> read(@Nullable TrackingToken after) throws Exception {
        try (var events = log().engine().readEvents(after, false)) {
            return events.<TrackedEventMessage<?>>map(each -> each).toList();
        }
    }

    private static List<TrackingToken> tokens(List<TrackedEventMessage<?>> messages) {
        return messages.stream().map(TrackedEventMessage::trackingToken).toList();
    }

    private static List<TrackedEventMessage<?>> next(BlockingStream<TrackedEventMessage<?>> stream, int events)
            throws InterruptedException {
        var found = new ArrayList<TrackedEventMessage<?>>();
        while (found.size() < events && stream.hasNextAvailable(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            found.add(stream.nextAvailable());
        }
        return found;
    }
}
