package org.dermatrail.ops.eventstore.kurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dermatrail.ops.eventstore.SampleEvents.at;
import static org.dermatrail.ops.eventstore.SampleEvents.event;
import static org.dermatrail.ops.eventstore.SampleEvents.newStream;
import static org.dermatrail.ops.eventstore.SampleEvents.streamOf;

import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.KurrentDBConnectionString;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.dermatrail.ops.eventstore.EventKind;
import org.dermatrail.ops.eventstore.StoredEvent;
import org.dermatrail.ops.eventstore.kurrent.twin.AppendFault;
import org.dermatrail.ops.eventstore.kurrent.twin.KurrentTwin;
import org.dermatrail.ops.eventstore.kurrent.twin.SubscriptionFault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Where known ways of keeping Axon's events on this server break, one test each. The tenth, a token store that lets two
 * nodes win, is not here: tokens stay in the data folder, under {@code TokenStoreConformance}.
 */
class WeaknessesOfOthersTest {

    /** More than a page of the engine under test, and than any number that was met. */
    private static final int MANY = 5_000;

    private final KurrentTwin twin = KurrentTwin.start();
    private final KurrentEventStorageEngine engine = TwinSide.engine(TwinSide.hasty(twin));

    @AfterEach
    void close() {
        engine.close();
        twin.close();
    }

    private List<String> idsAfter(@Nullable TrackingToken after) {
        try (var events = engine.readEvents(after, false)) {
            return events.map(EventMessage::getIdentifier).toList();
        }
    }

    private static List<String> ids(List<? extends EventMessage<?>> events) {
        return events.stream().map(EventMessage::getIdentifier).toList();
    }

    @Test
    void weakness_1_a_commit_is_one_append_and_never_half_there() {
        // Given
        var id = newStream();
        twin.faults()
                .onNextAppends(AppendFault.CUT_WRITTEN, AppendFault.CUT_UNWRITTEN, AppendFault.SILENT_WRITTEN_LATE);

        // When
        var events = streamOf(id, 3);
        var before = twin.appends();
        engine.appendEvents(events);

        // Then
        assertThat(twin.appends()).isEqualTo(before + 1);
        assertThat(idsAfter(null)).isEqualTo(ids(events));
        assertThatThrownBy(() -> engine.appendEvents(event(id, 2), event(id, 3), event(id, 4)))
                .isInstanceOf(ConcurrencyException.class);
        assertThat(idsAfter(null)).hasSize(3);
    }

    @Test
    void weakness_2_a_stream_is_found_by_its_whole_name_however_long_the_log_is() {
        // Given
        twin.writeSystemEvents(MANY);
        engine.appendEvents(event("21", 0));

        // Then
        assertThat(engine.readEvents("1").asStream()).isEmpty();
        assertThat(engine.lastSequenceNumberFor("1")).isEmpty();
        assertThat(engine.lastSequenceNumberFor("21")).contains(0L);
        assertThat(engine.readEvents("21").asStream()).hasSize(1);
    }

    @Test
    void weakness_3_a_snapshot_is_found_however_long_the_log_is_and_one_is_kept() throws Exception {
        // Given
        twin.writeSystemEvents(MANY);
        var id = newStream();
        engine.appendEvents(streamOf(id, 3));

        // When
        engine.storeSnapshot(event(id, 1));
        engine.storeSnapshot(event(id, 2));

        // Then
        assertThat(engine.readSnapshot(id)).hasValueSatisfying(snapshot -> assertThat(snapshot.getSequenceNumber())
                .isEqualTo(2));
        assertThat(engine.readSnapshot("1")).isEmpty();
        var client = KurrentDBClient.create(KurrentDBConnectionString.parseOrThrow(twin.connectionString()));
        var kept = client.getStreamMetadata("_snapshot-Capture-" + id).get(10, TimeUnit.SECONDS);
        client.shutdown().get(10, TimeUnit.SECONDS);
        assertThat(kept.getMaxCount()).isEqualTo(1);
    }

    @Test
    void weakness_4_the_last_event_is_not_handed_on_again() throws Exception {
        // Given
        engine.appendEvents(streamOf(newStream(), 3));
        var head = engine.createHeadToken();

        // Then
        assertThat(idsAfter(head)).isEmpty();
        try (var stream = engine.tail().openStream(head)) {
            assertThat(stream.hasNextAvailable(300, TimeUnit.MILLISECONDS)).isFalse();
        }
    }

    @Test
    void weakness_4_an_event_that_the_server_sends_twice_is_handed_on_once() throws Exception {
        // Given
        var events = streamOf(newStream(), 10);
        engine.appendEvents(events);
        twin.faults().onNextSubscription(SubscriptionFault.REPEATED_EVENT, 3);

        // When
        try (var stream = engine.tail().openStream(null)) {
            for (var event : events) {
                assertThat(stream.nextAvailable().getIdentifier()).isEqualTo(event.getIdentifier());
            }

            // Then
            assertThat(stream.hasNextAvailable(300, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(twin.faults().injected()).containsExactly("subscription REPEATED_EVENT");
        }
    }

    @Test
    void weakness_6_a_checkpoint_that_comes_before_its_event_loses_nothing() throws Exception {
        // Given
        var events = streamOf(newStream(), 10);
        engine.appendEvents(events);
        twin.faults().onNextSubscription(SubscriptionFault.EARLY_CHECKPOINT, 4);

        // Then
        try (var stream = engine.tail().openStream(null)) {
            for (var event : events) {
                assertThat(stream.nextAvailable().getIdentifier()).isEqualTo(event.getIdentifier());
            }
            assertThat(twin.faults().injected()).containsExactly("subscription EARLY_CHECKPOINT");
        }
    }

    @Test
    void weakness_5_a_long_row_of_records_that_are_not_ours_holds_nobody_up() throws Exception {
        // Given
        engine.appendEvents(event(newStream(), 0));
        var first = engine.createHeadToken();
        twin.writeSystemEvents(MANY);
        var later = event(newStream(), 0);
        engine.appendEvents(later);
        twin.writeSystemEvents(MANY);

        // Then
        assertThat(idsAfter(first)).containsExactly(later.getIdentifier());
        assertThat(engine.lastPosition()).isEqualTo(engine.lastPositionOf(later.getAggregateIdentifier()));
        try (var stream = engine.tail().openStream(first)) {
            assertThat(stream.nextAvailable().getIdentifier()).isEqualTo(later.getIdentifier());
            assertThat(stream.hasNextAvailable()).isFalse();
        }
    }

    @Test
    void weakness_6_a_token_at_a_moment_is_right_in_a_log_of_any_length() {
        // Given
        for (int i = 0; i < 350; i++) {
            engine.appendEvents(event(newStream(), 0, at(i % 7 == 0 ? Math.max(0, i - 5) : i)));
            twin.writeSystemEvents(i % 50 == 0 ? 150 : 0);
        }
        var all = stored();

        // Then
        for (int second = 0; second <= 360; second += 13) {
            var moment = StoredEvent.microsOf(at(second));
            var tracked = all.stream().dropWhile(each -> each.timestampMicros() < moment);
            assertThat(idsAfter(engine.createTokenAt(at(second))))
                    .as("second %d", second)
                    .isEqualTo(tracked.map(StoredEvent::getEventIdentifier).toList());
        }
        assertThat(idsAfter(engine.createTailToken())).hasSize(350);
    }

    private List<StoredEvent> stored() {
        try (var events = engine.scan(null)) {
            return events.toList();
        }
    }

    @Test
    void weakness_7_a_conflict_is_the_failure_that_axon_knows() {
        // Given
        var id = newStream();
        engine.appendEvents(streamOf(id, 2));

        // Then
        assertThatThrownBy(() -> engine.appendEvents(event(id, 0)))
                .isInstanceOf(AggregateStreamCreationException.class);
        assertThatThrownBy(() -> engine.appendEvents(event(id, 1))).isInstanceOf(ConcurrencyException.class);
        assertThatThrownBy(() -> engine.appendEvents(event(id, 3))).isInstanceOf(ConcurrencyException.class);
    }

    @Test
    void weakness_7_a_conflict_that_shows_after_a_repetition_is_one_all_the_same() {
        // Given
        var id = newStream();
        engine.appendEvents(event(id, 0));
        var never = new AppendFault[1_000];
        Arrays.fill(never, AppendFault.TIMED_OUT_UNWRITTEN);
        twin.faults().onNextAppends(never);

        // When: somebody else takes the place between two attempts.
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var append = threads.submit(() -> engine.appendEvents(event(id, 1)));
            while (twin.faults().injected().size() < 2) {
                Thread.onSpinWait();
            }
            twin.writeOldTransaction("Capture-" + id, "Somebodys", 1);
            twin.faults().none();

            // Then
            assertThat(append)
                    .failsWithin(30, TimeUnit.SECONDS)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(ConcurrencyException.class);
        }
    }

    @Test
    void weakness_8_nothing_is_dropped_for_its_id_its_form_or_for_having_no_stream() {
        // Given
        var noText = new byte[] {(byte) 0xff, 0};
        var odd = new StoredEvent(0, "no uuid", newStream(), 0, new EventKind("Capture", "x", null), 5, noText, noText);
        var ofNoStream =
                GenericEventMessage.asEventMessage(event(newStream(), 0).getPayload());

        // When
        engine.appendStored(List.of(odd));
        engine.appendStored(List.of(odd));
        engine.appendEvents(ofNoStream);

        // Then
        assertThat(stored())
                .extracting(StoredEvent::getEventIdentifier)
                .containsExactly("no uuid", ofNoStream.getIdentifier());
        assertThat(stored().getFirst().payloadBytes()).isEqualTo(noText);
        assertThat(stored().getFirst().metadataBytes()).isEqualTo(noText);
    }

    @Test
    void weakness_9_places_of_one_commit_are_told_apart_by_where_they_were_prepared() {
        // Given
        var first = new KurrentPosition(100, 10);
        var second = new KurrentPosition(100, 20);

        // Then
        assertThat(second.covers(first)).isTrue();
        assertThat(first.covers(second)).isFalse();
        assertThat(first.covers(null)).isTrue();
        assertThat(first.lowerBound(second)).isEqualTo(first);
        assertThat(first.upperBound(second)).isEqualTo(second);
        assertThat(first.samePositionAs(second)).isFalse();
        assertThat(new KurrentPosition(101, 0).covers(second)).isTrue();
    }

    @Test
    void weakness_11_a_long_stream_is_read_page_by_page_as_it_is_asked_for() {
        // Given
        var id = newStream();
        for (int from = 0; from < 1_000; from += 250) {
            engine.appendEvents(streamOf(id, from + 250).subList(from, from + 250));
        }

        // When
        var begun = engine.readEvents(id);
        var first = begun.next();

        // Then
        assertThat(first.getSequenceNumber()).isZero();
        assertThat(engine.readEvents(id, 990).asStream().map(DomainEventMessage::getSequenceNumber))
                .hasSize(10)
                .startsWith(990L);
        assertThat(begun.asStream()).hasSize(999);
    }
}
