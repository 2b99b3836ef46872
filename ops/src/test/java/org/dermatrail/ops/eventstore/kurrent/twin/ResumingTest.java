package org.dermatrail.ops.eventstore.kurrent.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermatrail.ops.eventstore.kurrent.twin.Server.event;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.kurrent.dbclient.Position;
import io.kurrent.dbclient.ReadAllOptions;
import io.kurrent.dbclient.RecordedEvent;
import io.kurrent.dbclient.StreamMetadata;
import io.kurrent.dbclient.SubscriptionFilter;
import org.dermatrail.ops.eventstore.kurrent.twin.Follower.CaughtUp;
import org.dermatrail.ops.eventstore.kurrent.twin.Follower.Checkpoint;
import org.dermatrail.ops.eventstore.kurrent.twin.Follower.Ended;
import org.dermatrail.ops.eventstore.kurrent.twin.Follower.Event;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where one may resume who follows the whole log, as servers of different versions have it. */
class ResumingTest {

    private static final int WINDOW = 32;
    private static final String STREAM = "wanted-1";

    @ParameterizedTest
    @EnumSource(
            value = TwinVersion.class,
            names = {"V24_10", "V25_1"})
    void events_that_are_left_out_bring_a_checkpoint_every_so_many(TwinVersion version) {
        try (var server = start(version)) {
            // Given
            server.append(STREAM, event("first"));
            server.append("other-1", Server.events("x", 10 * WINDOW));

            // When
            var told = follow(server, null, 2).until(CaughtUp.class::isInstance);

            // Then: after every second window, and on catching up.
            assertThat(Follower.checkpoints(told))
                    .hasSizeBetween(5, 7)
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(told.get(told.size() - 2)).isInstanceOf(Checkpoint.class);
        }
    }

    @Test
    void the_server_of_2023_sends_no_checkpoint_on_catching_up() {
        try (var server = start(TwinVersion.V23_10)) {
            // Given
            server.append(STREAM, event("first"));

            // When
            var told = follow(server, null, 1).until(CaughtUp.class::isInstance);

            // Then
            assertThat(Follower.types(told)).containsExactly("first");
            assertThat(Follower.checkpoints(told)).isEmpty();
        }
    }

    @Test
    void the_server_of_2023_sends_checkpoints_that_lag_a_page_behind() {
        try (var server = start(TwinVersion.V23_10)) {
            // Given
            server.append(STREAM, event("first"));
            server.append("other-1", Server.events("x", 3 * WINDOW));
            var written = server.readAll(ReadAllOptions.get());

            // When
            var told = follow(server, null, 1).until(CaughtUp.class::isInstance);

            // Then: a window was looked at, but the checkpoint says where it began.
            var checkpoints = Follower.checkpoints(told);
            assertThat(checkpoints).hasSize(3);
            assertThat(checkpoints.get(1).getCommitUnsigned())
                    .isEqualTo(written.get(WINDOW).getPosition().getCommitUnsigned());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TwinVersion.class,
            names = {"V23_10", "V24_10", "V25_1"})
    void live_events_that_are_left_out_bring_checkpoints_at_their_own_place(TwinVersion version) {
        try (var server = start(version)) {
            // Given
            var follower = follow(server, null, 1);
            follower.until(CaughtUp.class::isInstance);

            // When
            server.append("other-1", Server.events("x", WINDOW));

            // Then
            var places = server.read("other-1").stream()
                    .map(RecordedEvent::getPosition)
                    .toList();
            var told = follower.until(Checkpoint.class::isInstance);
            assertThat(places).containsAll(Follower.checkpoints(told));
        }
    }

    @Test
    void the_server_of_2022_repeats_live_checkpoints_and_never_says_that_it_caught_up() {
        try (var server = start(TwinVersion.V22_10)) {
            // Given
            var follower = follow(server, null, 1);
            server.append(STREAM, event("a"));
            follower.events(1);

            // When
            server.append("other-1", Server.events("x", 4 * WINDOW));
            server.append(STREAM, event("b"));

            // Then
            var told = follower.until(Event.class::isInstance);
            assertThat(Follower.checkpoints(told)).isNotEmpty();
            assertThat(Follower.checkpoints(told).stream().distinct().count())
                    .isLessThan(Follower.checkpoints(told).size());
            assertThat(told).noneMatch(CaughtUp.class::isInstance);
        }
    }

    @ParameterizedTest
    @EnumSource(value = TwinVersion.class)
    void a_checkpoint_never_loses_an_event_that_was_not_handed_on(TwinVersion version) {
        try (var server = start(version)) {
            // Given
            for (var index = 0; index < 10; index++) {
                server.append("other-1", Server.events("x", WINDOW - 1));
                server.append(STREAM, event("n" + index));
            }
            server.append("other-1", Server.events("x", 2 * WINDOW));
            var told = follow(server, null, 1)
                    .until(last -> last instanceof Event(var event)
                            && event.getEventType().equals("n9"));

            for (var index = 0; index < told.size(); index++) {
                if (told.get(index) instanceof Checkpoint(var position)) {
                    // When
                    var seen = Follower.types(told.subList(0, index));
                    var rest = follow(server, position, 1)
                            .until(last -> last instanceof Event(var event)
                                    && event.getEventType().equals("n9"));

                    // Then: perhaps some come again, but none is missing.
                    assertThat(seen.size() + Follower.types(rest).size()).isGreaterThanOrEqualTo(10);
                }
            }
            assertThat(Follower.checkpoints(told)).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(value = TwinVersion.class)
    void where_the_event_of_a_position_was_scavenged_older_servers_lose_the_next(TwinVersion version) {
        try (var server = start(version)) {
            // Given
            server.append(STREAM, event("a"), event("b"));
            var seen = server.read(STREAM).getFirst().getPosition();
            server.append(STREAM, event("c"));
            var metadata = new StreamMetadata();
            metadata.setTruncateBefore(1L);
            Server.await(server.client().setStreamMetadata(STREAM, metadata));
            server.twin().scavenge();

            // When
            var next = follow(server, seen, 1).events(1);

            // Then
            assertThat(next)
                    .extracting(RecordedEvent::getEventType)
                    .containsExactly(version.resumesAfterPosition() ? "b" : "c");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TwinVersion.class,
            names = {"V24_10", "V25_1"})
    void a_position_at_which_nothing_begins_is_refused(TwinVersion version) {
        try (var server = start(version)) {
            // Given
            var written = server.append(STREAM, event("a")).getLogPosition();
            server.append(STREAM, event("b"));
            var between = new Position(written.getCommitUnsigned() - 1, written.getPrepareUnsigned() - 1);

            // When
            var reading =
                    Server.failure(server.client().readAll(ReadAllOptions.get().fromPosition(between)));
            var following =
                    follow(server, between, 1).until(Ended.class::isInstance).getLast();

            // Then
            assertThat(Status.fromThrowable(reading).getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
            assertThat(following).isInstanceOfSatisfying(Ended.class, ended -> assertThat(ended.reason())
                    .isInstanceOfSatisfying(StatusRuntimeException.class, failure -> assertThat(
                                    failure.getStatus().getDescription())
                            .contains("invalid position")));
        }
    }

    @ParameterizedTest
    @EnumSource(value = TwinVersion.class)
    void events_of_one_old_transaction_share_a_commit_and_none_is_lost_between_them(TwinVersion version) {
        try (var server = start(version)) {
            // Given
            server.twin().writeOldTransaction(STREAM, "old", 3);
            server.append(STREAM, event("new"));
            var positions =
                    server.read(STREAM).stream().map(RecordedEvent::getPosition).toList();

            // When
            var rest = follow(server, positions.getFirst(), 1).events(3);

            // Then
            assertThat(positions).isSorted().doesNotHaveDuplicates();
            assertThat(positions.get(0).getCommitUnsigned())
                    .isEqualTo(positions.get(2).getCommitUnsigned());
            assertThat(rest).extracting(RecordedEvent::getRevision).containsExactly(1L, 2L, 3L);
        }
    }

    @ParameterizedTest
    @EnumSource(value = TwinVersion.class)
    void where_one_caught_up_is_told_by_newer_servers(TwinVersion version) {
        try (var server = start(version)) {
            // Given
            var last = server.append(STREAM, event("a")).getLogPosition();
            var follower = follow(server, null, 1);
            if (!version.tellsCatchingUp()) {
                assertThat(follower.next()).isInstanceOf(Event.class);
                return;
            }

            // When
            var caughtUp = follower.until(CaughtUp.class::isInstance).getLast();

            // Then
            assertThat(caughtUp).isEqualTo(new CaughtUp(version.tellsWhereCaughtUp() ? last : null, null));
        }
    }

    private static Server start(TwinVersion version) {
        return Server.start(TwinSettings.DEFAULT.withVersion(version));
    }

    private static Follower follow(Server server, @Nullable Position after, int multiplier) {
        var filter = SubscriptionFilter.newBuilder().withStreamNameRegularExpression("^wanted-");
        return server.follow(after, filter, multiplier);
    }
}
