package org.dermatrail.ops.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dermatrail.ops.eventstore.SampleEvents.event;
import static org.dermatrail.ops.eventstore.SampleEvents.newStream;
import static org.dermatrail.ops.eventstore.SampleEvents.streamOf;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;

/** What the registry needs of every event store beside what Axon does: positions, copies and refusals. */
public abstract class EventLogConformance extends EventLogSuite {

    private static final int STREAMS_READ_WHILE_WRITTEN = 10;
    private static final int APPENDS_READ_WHILE_WRITTEN = 12;
    private static final int EVENTS_OF_AN_APPEND = 5;

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
    void an_append_is_seen_whole_or_not_at_all() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var log = log();
            for (int i = 0; i < STREAMS_READ_WHILE_WRITTEN; i++) {
                // Given
                var events = streamOf(newStream(), APPENDS_READ_WHILE_WRITTEN * EVENTS_OF_AN_APPEND);
                var writer = threads.submit(() -> {
                    for (int from = 0; from < events.size(); from += EVENTS_OF_AN_APPEND) {
                        log.engine().appendEvents(events.subList(from, from + EVENTS_OF_AN_APPEND));
                    }
                });

                // Then
                boolean all;
                long seen;
                do {
                    all = writer.isDone();
                    seen = log.engine()
                            .readEvents(events.getFirst().getAggregateIdentifier())
                            .asStream()
                            .count();
                    assertThat(seen % EVENTS_OF_AN_APPEND).isZero();
                } while (!all);
                assertThat(writer).succeedsWithin(Duration.ZERO);
                assertThat(seen).isEqualTo(events.size());
            }
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
}
