package org.dermatrail.ops.eventstore.kurrent.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermatrail.ops.eventstore.kurrent.twin.Server.event;

import io.grpc.Status;
import io.kurrent.dbclient.AppendToStreamOptions;
import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.ReadStreamOptions;
import io.kurrent.dbclient.RecordedEvent;
import io.kurrent.dbclient.StreamNotFoundException;
import io.kurrent.dbclient.StreamState;
import io.kurrent.dbclient.SubscribeToAllOptions;
import io.kurrent.dbclient.SubscriptionFilter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.dermatrail.ops.eventstore.kurrent.twin.Follower.CaughtUp;
import org.dermatrail.ops.eventstore.kurrent.twin.Follower.Checkpoint;
import org.dermatrail.ops.eventstore.kurrent.twin.Follower.Ended;
import org.dermatrail.ops.eventstore.kurrent.twin.Follower.FellBehind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every fault of the script does what it says, and what was written is never doubled by trying again. */
class FaultsTest {

    private Server server;

    @BeforeEach
    void start() {
        server = Server.start(TwinSettings.DEFAULT);
        server.append("warm", event("up"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "CUT_UNWRITTEN, UNAVAILABLE, 0",
        "CUT_WRITTEN, UNAVAILABLE, 2",
        "SILENT_UNWRITTEN, DEADLINE_EXCEEDED, 0",
        "SILENT_WRITTEN, DEADLINE_EXCEEDED, 2",
        "TIMED_OUT_UNWRITTEN, ABORTED, 0",
        "TIMED_OUT_WRITTEN, ABORTED, 2",
        "UNAVAILABLE, UNAVAILABLE, 0"
    })
    void a_failed_append_was_written_or_not_and_the_same_again_is_written_once(
            AppendFault fault, Status.Code code, int written) {
        // Given
        var events = Server.events("a", 2);
        server.twin().faults().onNextAppends(fault);

        // When
        var failure = Server.failure(server.client().appendToStream("s", patiently(), events));

        // Then
        assertThat(Status.fromThrowable(failure).getCode()).isEqualTo(code);
        assertThat(server.twin().faults().injected()).containsExactly("append " + fault);
        withNewClient(client -> {
            assertThat(revisions(client)).hasSize(written);
            Server.await(client.appendToStream("s", patiently(), events));
            assertThat(revisions(client)).containsExactly(0L, 1L);
        });
    }

    @Test
    void what_is_written_after_the_client_gave_up_is_not_written_twice() {
        // Given
        var events = Server.events("a", 2);
        server.twin().faults().onNextAppends(AppendFault.SILENT_WRITTEN_LATE);
        var failure = Server.failure(server.client().appendToStream("s", patiently(), events));

        // When
        Server.await(server.client().appendToStream("s", patiently(), events));

        // Then
        assertThat(Status.fromThrowable(failure).getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        assertThat(server.read("s")).extracting(RecordedEvent::getRevision).containsExactly(0L, 1L);
    }

    @ParameterizedTest
    @CsvSource({"CUT, UNAVAILABLE", "SILENT, DEADLINE_EXCEEDED", "TIMED_OUT, ABORTED", "UNAVAILABLE, UNAVAILABLE"})
    void a_read_fails_in_the_middle(ReadFault fault, Status.Code code) {
        // Given
        server.append("s", Server.events("a", 50));
        server.twin().faults().onNextRead(fault, 20);

        // When
        var failure = Server.failure(
                server.client().readStream("s", ReadStreamOptions.get().deadline(2_000)));

        // Then
        assertThat(Status.fromThrowable(failure).getCode()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"CUT", "UNAVAILABLE"})
    void a_subscription_ends_with_an_error_after_some_events(SubscriptionFault fault) {
        // Given
        server.append("s", Server.events("a", 20));
        server.twin().faults().onNextSubscription(fault, 7);

        // When
        var told = follow().until(Ended.class::isInstance);

        // Then
        // What was on its way when the connection was cut may be lost with it.
        assertThat(Follower.types(told)).hasSizeBetween(fault == SubscriptionFault.CUT ? 0 : 7, 7);
        assertThat(told.getLast()).isInstanceOfSatisfying(Ended.class, ended -> {
            assertThat(ended.reason()).isNotNull();
            assertThat(Status.fromThrowable(ended.reason()).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        });
    }

    @ParameterizedTest
    @CsvSource({"SILENT", "CANCELLED"})
    void a_subscription_goes_quiet_without_a_word(SubscriptionFault fault) {
        // Given
        server.append("s", Server.events("a", 20));
        server.twin().faults().onNextSubscription(fault, 7);
        var follower = follow();
        follower.events(7);

        // When: what is written now would be told if the subscription lived; another one shows that it is there.
        server.append("s", event("last"));
        follow().until(told -> told instanceof Follower.Event(var event)
                && event.getEventType().equals("last"));

        // Then
        assertThat(follower.toldAlready()).noneMatch(Follower.Event.class::isInstance);
        assertThat(server.twin().faults().injected()).containsExactly("subscription " + fault);
    }

    @Test
    void a_server_that_does_not_lead_any_more_sends_a_subscriber_away() {
        // Given
        server.append("s", Server.events("a", 20));
        server.twin().faults().onNextSubscription(SubscriptionFault.NOT_LEADER, 7);

        // When: in this version of the client nothing comes of it, so that only the double can tell.
        follow().events(7);
        server.append("s", event("more"));

        // Then
        assertThat(server.twin().faults().injected()).containsExactly("subscription NOT_LEADER");
    }

    @Test
    void a_checkpoint_comes_again() {
        // Given
        server.append("other", Server.events("x", 64));
        server.append("s", event("a"));
        var follower = follow();
        var first =
                Follower.checkpoints(follower.until(CaughtUp.class::isInstance)).getLast();

        // When
        server.twin().faults().onNextSubscription(SubscriptionFault.REPEATED_CHECKPOINT, 0);
        server.append("s", event("b"));

        // Then
        assertThat(Follower.checkpoints(follower.until(Checkpoint.class::isInstance)))
                .containsExactly(first);
    }

    @Test
    void a_subscription_falls_behind_and_catches_up_without_a_loss() {
        // Given
        var follower = follow();
        follower.until(CaughtUp.class::isInstance);
        server.twin().faults().onNextSubscription(SubscriptionFault.FELL_BEHIND, 5);

        // When
        server.append("s", Server.events("a", 20));
        var behind = follower.until(FellBehind.class::isInstance);
        var again = follower.until(CaughtUp.class::isInstance);
        server.append("s", event("last"));
        var rest = follower.events(1);

        // Then
        assertThat(Follower.types(behind).size() + Follower.types(again).size()).isEqualTo(20);
        assertThat(rest).extracting(RecordedEvent::getRevision).containsExactly(20L);
    }

    @Test
    void a_reader_that_is_too_slow_falls_behind() throws Exception {
        // Given: the listener holds the first event until much more was written than fits on the way to it.
        var follower = new Follower().holdingEvents();
        var running = Server.await(server.client()
                .subscribeToAll(
                        follower,
                        SubscribeToAllOptions.get()
                                .batchSize(8)
                                .filter(SubscriptionFilter.newBuilder()
                                        .withStreamNameRegularExpression("^s$")
                                        .build())));
        follower.until(CaughtUp.class::isInstance);

        // When: on a connection of its own, lest the events that nobody takes stand in the way.
        withNewClient(client -> {
            for (var round = 0; round < 20; round++) {
                Server.await(client.appendToStream("s", large(40)));
            }
        });
        follower.letGo();

        // Then
        var told = follower.until(FellBehind.class::isInstance);
        var rest = follower.events(800 - Follower.types(told).size());
        assertThat(rest.getLast().getRevision()).isEqualTo(799);
        running.stop();
    }

    @Test
    void the_same_seed_draws_the_same_faults() {
        assertThat(drawn(7)).isEqualTo(drawn(7)).isNotEqualTo(drawn(8)).contains("append CUT_WRITTEN");
    }

    @Test
    void hundreds_of_lost_answers_double_nothing_and_lose_nothing() {
        // Given
        server.twin().faults().atRandom(11, 0.3);
        var client = connect();
        var expected = StreamState.noStream();

        // When: each append is tried again with the same ids until it is answered.
        for (var index = 0; index < 200; index++) {
            var events = Server.events("n" + index, 2);
            var answered = false;
            while (!answered) {
                try {
                    var options =
                            AppendToStreamOptions.get().streamState(expected).deadline(300);
                    expected = client.appendToStream("s", options, events)
                            .get(Server.PATIENCE_SECONDS, TimeUnit.SECONDS)
                            .getNextExpectedRevision();
                    answered = true;
                } catch (Exception e) {
                    if (client.isShutdown()) {
                        client = connect();
                    }
                }
            }
        }
        server.twin().faults().none();
        Server.await(client.shutdown());

        // Then
        withNewClient(fresh -> {
            var read =
                    Server.await(fresh.readStream("s", ReadStreamOptions.get())).getEvents();
            var ids = new HashSet<>(
                    read.stream().map(event -> event.getEvent().getEventId()).toList());
            assertThat(read).hasSize(400);
            assertThat(ids).hasSize(400);
        });
        assertThat(server.twin().faults().injected()).hasSizeGreaterThan(40);
    }

    private static List<String> drawn(long seed) {
        var faults = new Faults();
        faults.atRandom(seed, 0.5);
        var drawn = new ArrayList<String>();
        for (var index = 0; index < 100; index++) {
            drawn.add("append " + faults.nextAppend());
        }
        return drawn;
    }

    private static EventData[] large(int count) {
        var events = new EventData[count];
        for (var index = 0; index < count; index++) {
            events[index] = EventData.builderAsBinary("a", new byte[20_000]).build();
        }
        return events;
    }

    private Follower follow() {
        return server.follow(null, SubscriptionFilter.newBuilder().withStreamNameRegularExpression("^s$"), 1);
    }

    private static AppendToStreamOptions patiently() {
        return AppendToStreamOptions.get().streamState(StreamState.noStream()).deadline(2_000);
    }

    private static List<Long> revisions(KurrentDBClient client) {
        try {
            return client
                    .readStream("s", ReadStreamOptions.get())
                    .get(Server.PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .getEvents()
                    .stream()
                    .map(event -> event.getEvent().getRevision())
                    .toList();
        } catch (Exception e) {
            assertThat(e).hasCauseInstanceOf(StreamNotFoundException.class);
            return List.of();
        }
    }

    private KurrentDBClient connect() {
        return Server.connect(server.connectionString() + "&discoveryInterval=10");
    }

    private void withNewClient(Consumer<KurrentDBClient> use) {
        var client = connect();
        try {
            use.accept(client);
        } finally {
            Server.await(client.shutdown());
        }
    }
}
