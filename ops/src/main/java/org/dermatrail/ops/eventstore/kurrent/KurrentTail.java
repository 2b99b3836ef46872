package org.dermatrail.ops.eventstore.kurrent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * Follows the log by subscriptions to it, one a stream.
 *
 * <p>Law: every stream gives each event after its token once, in order, however often its subscription has to be opened
 * anew. The source is thread-safe, a stream belongs to one thread, on which all is done but receiving.
 */
final class KurrentTail implements StreamableMessageSource<TrackedEventMessage<?>> {

    private static final int WINDOW = 500;
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final KurrentEventStorageEngine engine;
    private final KurrentConnection connection;
    private final KurrentSettings settings;

    KurrentTail(KurrentEventStorageEngine engine, KurrentConnection connection, KurrentSettings settings) {
        this.engine = engine;
        this.connection = connection;
        this.settings = settings;
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken trackingToken) {
        var place = KurrentEventStorageEngine.placeOf(trackingToken);
        return new Following(new Feed(connection, settings, place));
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return engine.createTailToken();
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        return engine.createHeadToken();
    }

    @Override
    public @Nullable TrackingToken createTokenAt(Instant dateTime) {
        return engine.createTokenAt(dateTime);
    }

    private final class Following implements TrackingEventStream {

        private final Feed feed;
        private List<? extends TrackedEventMessage<?>> window = List.of();
        private int next;

        Following(Feed feed) {
            this.feed = feed;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return looked() ? Optional.of(window.get(next)) : Optional.empty();
        }

        private boolean looked() {
            try {
                return filledWithin(0);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return filledWithin(unit.toNanos(timeout));
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            while (!filledWithin(LOOK_NANOS)) {
                if (connection.closed()) {
                    throw new InterruptedException("the event store was closed");
                }
            }
            return window.get(next++);
        }

        /** An upcaster may make more or fewer messages than there are events, so it may take several windows. */
        private boolean filledWithin(long nanos) throws InterruptedException {
            long deadline = System.nanoTime() + nanos;
            while (next == window.size()) {
                var records = feed.take(WINDOW, deadline - System.nanoTime());
                if (records.isEmpty()) {
                    return false;
                }
                window = engine.messages(records.stream().map(EventCodec::read).toList());
                next = 0;
            }
            return true;
        }

        @Override
        public void close() {
            feed.close();
            window = List.of();
            next = 0;
        }
    }
}
