package org.dermatrail.ops.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermatrail.ops.eventstore.SampleEvents.event;
import static org.dermatrail.ops.eventstore.SampleEvents.newStream;
import static org.dermatrail.ops.eventstore.SampleEvents.streamOf;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.dermatrail.ops.events.TokenSerializer;
import org.junit.jupiter.api.Test;

/** What the registry needs of whoever follows an event store, and of the tokens by which it goes on. */
public abstract class FollowingTheLogConformance extends EventLogSuite {

    private static final int WRITERS = 64;
    private static final int STREAMS_OF_A_WRITER = 16;

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
}
