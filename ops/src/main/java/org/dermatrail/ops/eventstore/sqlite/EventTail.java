package org.dermatrail.ops.eventstore.sqlite;

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
 * Follows the log on the reader's own thread: from memory where the reader is close behind, from the file otherwise.
 *
 * <p>Law: every stream gives each event after its token once, in order, whichever way it comes. The source is thread-safe, a
 * stream belongs to one thread.
 */
final class EventTail implements StreamableMessageSource<TrackedEventMessage<?>> {

    private static final int WINDOW = 500;

    private final SqliteEventStorageEngine engine;
    private final RecentEvents recent;

    EventTail(SqliteEventStorageEngine engine, RecentEvents recent) {
        this.engine = engine;
        this.recent = recent;
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken trackingToken) {
        return new Following(SqliteEventStorageEngine.positionOf(trackingToken));
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

    /**
     * A stretch of the log.
     *
     * @param messages its messages; an upcaster may have made more or fewer of them than there are rows
     * @param upTo position of its last row
     */
    record Window(List<? extends TrackedEventMessage<?>> messages, long upTo) {}

    private final class Following implements TrackingEventStream {

        private Window window;
        private int next;

        Following(long position) {
            window = new Window(List.of(), position);
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return hasNext() ? Optional.of(window.messages().get(next)) : Optional.empty();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return hasNext() || (recent.awaitAfter(window.upTo(), timeout, unit) && hasNext());
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            while (!hasNext()) {
                var more = recent.awaitAfter(window.upTo(), 1, TimeUnit.SECONDS);
                assert more || next == window.messages().size() : "waits again where nothing came";
            }
            return window.messages().get(next++);
        }

        private boolean hasNext() {
            while (next == window.messages().size() && window.upTo() < recent.last()) {
                var known = recent.after(window.upTo(), WINDOW);
                window = known.isEmpty()
                        ? engine.windowAfter(window.upTo(), WINDOW)
                        : new Window(known, window.upTo() + known.size());
                next = 0;
            }
            return next < window.messages().size();
        }

        @Override
        public void close() {
            window = new Window(List.of(), window.upTo());
            next = 0;
        }
    }
}
