package org.dermatrail.ops.eventstore.kurrent.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dermatrail.ops.eventstore.kurrent.twin.Server.event;

import io.grpc.Status;
import io.kurrent.dbclient.KurrentDBConnectionString;
import io.kurrent.dbclient.RecordedEvent;
import io.kurrent.dbclient.ResolvedEvent;
import io.kurrent.dbclient.StreamState;
import io.kurrent.dbclient.SubscribeToAllOptions;
import io.kurrent.dbclient.Subscription;
import io.kurrent.dbclient.SubscriptionFilter;
import io.kurrent.dbclient.SubscriptionListener;
import io.kurrent.dbclient.WrongExpectedVersionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dermatrail.ops.eventstore.kurrent.twin.Follower.CaughtUp;
import org.dermatrail.ops.eventstore.kurrent.twin.Follower.Ended;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What this version of the official client does that an event store has to work around. A test that fails here after an
 * update says that a way around may go.
 */
class ClientTrapsTest {

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

    @Test
    void a_prefix_also_fits_in_the_middle_of_a_name() {
        // Given
        server.append("not-wanted-1", event("a"));

        // When
        var follower = server.follow(null, SubscriptionFilter.newBuilder().addStreamNamePrefix("wanted"), 1);

        // Then
        assertThat(follower.events(1)).extracting(RecordedEvent::getStreamId).containsExactly("not-wanted-1");
    }

    @Test
    void a_second_prefix_is_not_taken() {
        var filter = SubscriptionFilter.newBuilder().addStreamNamePrefix("a");

        assertThatThrownBy(() -> filter.addStreamNamePrefix("b")).isInstanceOf(RuntimeException.class);
    }

    @Test
    void a_listener_that_throws_is_left_without_a_word() throws Exception {
        // Given
        var thrown = new CountDownLatch(1);
        var told = new AtomicBoolean();
        var listener = new SubscriptionListener() {
            @Override
            public void onEvent(Subscription from, ResolvedEvent event) {
                thrown.countDown();
                throw new IllegalStateException("the listener fails");
            }

            @Override
            @NullUnmarked
            public void onCancelled(Subscription from, Throwable reason) {
                told.set(reason != null);
            }
        };

        // When
        Server.await(server.client()
                .subscribeToAll(listener, SubscribeToAllOptions.get().fromStart()));
        assertThat(thrown.await(Server.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        server.append("s", event("a"));
        server.followOwn(null).until(CaughtUp.class::isInstance);

        // Then
        assertThat(told).isFalse();
    }

    @Test
    void one_append_that_is_answered_unavailable_ends_every_subscription() {
        // Given
        var follower = server.followOwn(null);
        follower.until(CaughtUp.class::isInstance);
        server.twin().faults().onNextAppends(AppendFault.UNAVAILABLE);

        // When
        var refusal = server.refusal("s", StreamState.any(), event("a"));

        // Then
        assertThat(Status.fromThrowable(refusal).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(follower.until(Ended.class::isInstance)).isNotEmpty();
    }

    @Test
    void a_conflict_names_an_expectation_that_nobody_had() {
        // Given
        server.append("s", event("a"));

        // When
        var refusal = server.refusal("s", StreamState.noStream(), event("b"));

        // Then
        assertThat(refusal).isInstanceOfSatisfying(WrongExpectedVersionException.class, conflict -> assertThat(
                        conflict.getExpectedState())
                .isEqualTo(StreamState.streamRevision(0)));
    }

    @Test
    void ports_above_32767_are_not_taken() {
        assertThatThrownBy(() -> KurrentDBConnectionString.parseOrThrow("kurrentdb://a:40000,b:40000?tls=false"))
                .isInstanceOf(RuntimeException.class);
    }
}
