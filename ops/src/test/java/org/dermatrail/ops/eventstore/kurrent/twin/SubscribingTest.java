package org.dermatrail.ops.eventstore.kurrent.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermatrail.ops.eventstore.kurrent.twin.Server.event;

import io.kurrent.dbclient.RecordedEvent;
import io.kurrent.dbclient.SubscribeToStreamOptions;
import io.kurrent.dbclient.SubscriptionFilter;
import java.util.stream.IntStream;
import org.dermatrail.ops.eventstore.kurrent.twin.Follower.CaughtUp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What one is told who follows the whole log or one stream. */
@Tag(LiveServer.TAG)
class SubscribingTest {

    private Server server;
    private String stream = "";

    @BeforeEach
    void start() {
        server = Server.start();
        stream = server.stream("s");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void what_was_written_before_and_what_is_written_since_arrive_in_order_and_once() {
        // Given
        server.append(stream, Server.events("before", 100));

        // When
        var follower = server.followOwn(null);
        var before = follower.until(CaughtUp.class::isInstance);
        server.append(stream, Server.events("since", 100));

        // Then
        assertThat(Follower.types(before)).hasSize(100).containsOnly("before");
        assertThat(follower.events(100))
                .extracting(RecordedEvent::getRevision)
                .containsExactlyElementsOf(
                        IntStream.range(100, 200).mapToObj(Long::valueOf).toList());
    }

    @Test
    void whoever_resumes_is_given_what_is_after_the_position_at_every_place() {
        // Given
        server.append(stream, Server.events("a", 40));
        var all = server.read(stream);

        for (var seen = 0; seen < all.size() - 1; seen++) {
            // When
            var follower = server.followOwn(all.get(seen).getPosition());

            // Then
            assertThat(follower.events(1))
                    .extracting(RecordedEvent::getRevision)
                    .containsExactly(seen + 1L);
            follower.stop();
        }
    }

    @Test
    void whoever_resumes_at_the_end_is_given_only_what_is_new() {
        // Given
        var last = server.append(stream, Server.events("a", 3)).getLogPosition();
        var follower = server.followOwn(last);

        // When
        server.append(stream, event("new"));

        // Then
        assertThat(follower.events(1)).extracting(RecordedEvent::getEventType).containsExactly("new");
    }

    @Test
    void events_of_other_types_are_left_out() {
        // Given
        var type = server.stream("wanted");
        var from = server.append(stream, event("x")).getLogPosition();
        server.append(stream, event(type + "-1"), event("not-" + type), event(type + "-2"));

        // When
        var filter = SubscriptionFilter.newBuilder().withEventTypeRegularExpression("^" + type);
        var follower = server.follow(from, filter, 1);

        // Then
        assertThat(follower.events(2))
                .extracting(RecordedEvent::getEventType)
                .containsExactly(type + "-1", type + "-2");
    }

    @Test
    void streams_that_contain_a_name_without_beginning_with_it_are_left_out() {
        // Given
        var from = server.append(stream, event("a")).getLogPosition();
        server.append("other-" + stream, event("b"));
        server.append(stream, event("c"));

        // When
        var filter = SubscriptionFilter.newBuilder().withStreamNameRegularExpression("^" + stream);
        var follower = server.follow(from, filter, 1);

        // Then
        assertThat(follower.events(1)).extracting(RecordedEvent::getEventType).containsExactly("c");
    }

    @Test
    void events_of_the_system_are_left_out_by_their_type() {
        // Given
        var from = server.append(stream, event("a")).getLogPosition();
        Server.await(server.client().deleteStream(stream));
        server.append(stream, event("b"));

        // When
        var filter = SubscriptionFilter.newBuilder().withEventTypeRegularExpression("^[^$]");
        var follower = server.follow(from, filter, 1);

        // Then
        assertThat(follower.events(1)).extracting(RecordedEvent::getEventType).containsExactly("b");
    }

    @Test
    void a_stream_is_followed_from_its_beginning() {
        // Given
        server.append(stream, Server.events("a", 70));

        // When
        var follower =
                server.followStream(stream, SubscribeToStreamOptions.get().fromStart());
        server.append(stream, event("b"));

        // Then
        assertThat(follower.events(71))
                .extracting(RecordedEvent::getRevision)
                .isSorted()
                .endsWith(70L);
    }

    @Test
    void a_stream_is_followed_after_a_revision() {
        // Given
        server.append(stream, Server.events("a", 5));

        // When
        var follower =
                server.followStream(stream, SubscribeToStreamOptions.get().fromRevision(2));

        // Then
        assertThat(follower.events(2)).extracting(RecordedEvent::getRevision).containsExactly(3L, 4L);
    }

    @Test
    void a_stream_is_followed_from_its_end() {
        // Given
        server.append(stream, Server.events("a", 5));

        // When
        var follower =
                server.followStream(stream, SubscribeToStreamOptions.get().fromEnd());
        follower.until(CaughtUp.class::isInstance);
        server.append(stream, event("b"));

        // Then
        assertThat(follower.events(1)).extracting(RecordedEvent::getRevision).containsExactly(5L);
    }

    @Test
    void a_stream_is_followed_that_is_not_there_yet() {
        // Given
        var follower =
                server.followStream(stream, SubscribeToStreamOptions.get().fromStart());

        // When
        server.append(stream, event("a"));

        // Then
        assertThat(follower.events(1)).extracting(RecordedEvent::getRevision).containsExactly(0L);
    }
}
