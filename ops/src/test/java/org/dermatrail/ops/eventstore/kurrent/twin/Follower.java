package org.dermatrail.ops.eventstore.kurrent.twin;

import static org.assertj.core.api.Assertions.assertThat;

import io.kurrent.dbclient.Position;
import io.kurrent.dbclient.RecordedEvent;
import io.kurrent.dbclient.ResolvedEvent;
import io.kurrent.dbclient.Subscription;
import io.kurrent.dbclient.SubscriptionListener;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A subscriber that notes everything it is told, in order. */
final class Follower extends SubscriptionListener {

    /** Something that a subscriber is told. */
    sealed interface Told {}

    record Event(RecordedEvent event) implements Told {}

    record Checkpoint(Position position) implements Told {}

    record CaughtUp(@Nullable Position position, @Nullable Long revision) implements Told {}

    record FellBehind(@Nullable Position position) implements Told {}

    record Ended(@Nullable Throwable reason) implements Told {}

    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
    private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();

    private CountDownLatch gate = new CountDownLatch(0);

    void started(Subscription started) {
        subscription.complete(started);
    }

    void stop() {
        Server.await(subscription).stop();
    }

    CompletableFuture<Void> checkpoint(Subscription from, Position position) {
        told.add(new Checkpoint(position));
        return CompletableFuture.completedFuture(null);
    }

    /** Lets the server wait with everything behind the first event, until {@link #letGo}. */
    Follower holdingEvents() {
        gate = new CountDownLatch(1);
        return this;
    }

    void letGo() {
        gate.countDown();
    }

    /** What was told and not yet asked for. */
    List<Told> toldAlready() {
        return List.copyOf(told);
    }

    /** The next thing that was told. */
    Told next() {
        try {
            var next = told.poll(Server.PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(next).as("something more").isNotNull();
            return next == null ? new Ended(null) : next;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /** Everything up to and with the first thing that fits. */
    List<Told> until(Predicate<Told> last) {
        var all = new ArrayList<Told>();
        do {
            all.add(next());
        } while (!last.test(all.getLast()));
        return all;
    }

    /** Everything up to that many events. */
    List<RecordedEvent> events(int count) {
        var events = new ArrayList<RecordedEvent>();
        while (events.size() < count) {
            if (next() instanceof Event(var event)) {
                events.add(event);
            }
        }
        return events;
    }

    /** The checkpoints in what was told. */
    static List<Position> checkpoints(List<Told> told) {
        return told.stream()
                .filter(Checkpoint.class::isInstance)
                .map(Checkpoint.class::cast)
                .map(Checkpoint::position)
                .toList();
    }

    /** The types of the events in what was told. */
    static List<String> types(List<Told> told) {
        return told.stream()
                .filter(Event.class::isInstance)
                .map(Event.class::cast)
                .map(event -> event.event().getEventType())
                .toList();
    }

    @Override
    public void onEvent(Subscription from, ResolvedEvent event) {
        try {
            assertThat(gate.await(Server.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
        told.add(new Event(event.getEvent()));
    }

    @Override
    @NullUnmarked
    public void onCancelled(Subscription from, Throwable reason) {
        told.add(new Ended(reason));
    }

    @Override
    @NullUnmarked
    public void onCaughtUp(Subscription from, Instant at, Long revision, Position position) {
        told.add(new CaughtUp(position, revision));
    }

    @Override
    @NullUnmarked
    public void onFellBehind(Subscription from, Instant at, Long revision, Position position) {
        told.add(new FellBehind(position));
    }
}
