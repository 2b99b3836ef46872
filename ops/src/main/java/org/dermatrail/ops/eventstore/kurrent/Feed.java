package org.dermatrail.ops.eventstore.kurrent;

import io.kurrent.dbclient.RecordedEvent;
import io.kurrent.dbclient.SubscribeToAllOptions;
import io.kurrent.dbclient.SubscriptionFilter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.dermatrail.ops.eventstore.StorageRefused;
import org.dermatrail.ops.eventstore.StorageRefused.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The facts after a place, as a subscription brings them; opened anew, with pauses, whenever it breaks or falls silent.
 *
 * <p>Laws: each fact comes once, in order, whatever becomes of subscriptions. One is opened where the last fact stood, or
 * at a checkpoint that something has come after: some servers tell of a checkpoint before the event that stands there,
 * and one that was not the last is past that danger. A subscription from which nothing is heard is compared with the
 * log, since the client tells nobody of some ends. A reader that falls behind makes the server wait, not this process grow.
 * Each feed has a way to the server of its own: before the client connects anew it waits, for seconds, until all that goes
 * over the old connection has ended, which a subscription does not.
 *
 * <p>Taken from by one thread, which also opens; filled by the client's.
 */
final class Feed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

    private final KurrentConnection home;
    private final KurrentConnection connection;
    private final LogReader reader;
    private final LogEnd end;
    private final KurrentSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final ArrayDeque<RecordedEvent> waiting = new ArrayDeque<>();
    private @Nullable KurrentPosition lastFact;
    private @Nullable KurrentPosition settled;
    private @Nullable KurrentPosition checkpoint;
    private @Nullable FeedListener listener;
    private long heardAt;
    private long openAgainAt;
    private long pause;
    private boolean closed;

    Feed(KurrentConnection home, KurrentSettings settings, @Nullable KurrentPosition after) {
        this.home = home;
        this.connection = new KurrentConnection(settings);
        this.reader = LogReader.hasty(connection, settings);
        this.end = new LogEnd(reader);
        this.settings = settings;
        this.lastFact = after;
        this.openAgainAt = System.nanoTime();
        this.pause = settings.deadlines().firstPause().toNanos();
        home.opened(this);
    }

    /** The next facts, at most so many; none where none comes within the time. */
    List<RecordedEvent> take(int most, long withinNanos) throws InterruptedException {
        long deadline = System.nanoTime() + withinNanos;
        while (true) {
            var taken = takeWaiting(most);
            if (!taken.isEmpty()) {
                return taken;
            }
            keepOpen();
            if (!awaitMore(deadline)) {
                return takeWaiting(most);
            }
        }
    }

    /** How many facts wait for their reader; never more than the limit. */
    int held() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private List<RecordedEvent> takeWaiting(int most) {
        lock.lock();
        try {
            var taken = new ArrayList<RecordedEvent>(Math.min(most, waiting.size()));
            while (taken.size() < most && !waiting.isEmpty()) {
                taken.add(waiting.poll());
            }
            room.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for facts, or until there is something to do about the subscription; false once the time is over. */
    private boolean awaitMore(long deadline) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanosUntilDue(deadline);
            while (waiting.isEmpty() && !closed && left > 0) {
                left = Math.min(more.awaitNanos(left), nanosUntilDue(deadline));
            }
            return !waiting.isEmpty() || (!closed && System.nanoTime() < deadline);
        } finally {
            lock.unlock();
        }
    }

    private long nanosUntilDue(long deadline) {
        long due = listener == null ? openAgainAt : heardAt + silenceNanos();
        return Math.min(deadline, due) - System.nanoTime();
    }

    private long silenceNanos() {
        return settings.deadlines().silence().toNanos();
    }

    private void keepOpen() {
        var open = subscription();
        if (open == null) {
            if (System.nanoTime() >= openAgainAt()) {
                open();
            }
        } else if (System.nanoTime() - heardAt() > silenceNanos()) {
            compareWithTheLog(open);
        }
    }

    private @Nullable FeedListener subscription() {
        lock.lock();
        try {
            return listener;
        } finally {
            lock.unlock();
        }
    }

    private long heardAt() {
        lock.lock();
        try {
            return heardAt;
        } finally {
            lock.unlock();
        }
    }

    private long openAgainAt() {
        lock.lock();
        try {
            return openAgainAt;
        } finally {
            lock.unlock();
        }
    }

    private void open() {
        var fresh = new FeedListener(this);
        lock.lock();
        try {
            if (closed) {
                return;
            }
            listener = fresh;
            heardAt = System.nanoTime();
        } finally {
            lock.unlock();
        }
        try {
            var filter = SubscriptionFilter.newBuilder()
                    .withStreamNameRegularExpression(settings.facts().filter())
                    .withCheckpointer(fresh)
                    .build();
            var options = SubscribeToAllOptions.get().filter(filter);
            var from = whereToBegin();
            options = from == null ? options.fromStart() : options.fromPosition(from.onTheWire());
            // Not waited for: the client never completes it for some failures; the listener and silence tell.
            var _ = connection.client().subscribeToAll(fresh, options).exceptionally(failure -> {
                broken(fresh, failure);
                return null;
            });
        } catch (StorageRefused refused) {
            broken(fresh, refused);
            if (refused.reason() == Reason.POSITION_NOT_KNOWN || refused.reason() == Reason.NOT_ADMITTED) {
                throw refused;
            }
        }
    }

    /**
     * The place to subscribe after, which must still have its record: servers up to 23.10 skip whatever comes first at
     * or after the place, and where the place itself was scavenged that is the next event.
     */
    private @Nullable KurrentPosition whereToBegin() {
        var place = resumeAfter();
        if (place == null || reader.holds(place)) {
            return place;
        }
        return reader.before(place, 1).end();
    }

    private @Nullable KurrentPosition resumeAfter() {
        lock.lock();
        try {
            return KurrentPosition.later(lastFact, settled);
        } finally {
            lock.unlock();
        }
    }

    private void compareWithTheLog(FeedListener open) {
        try {
            var last = end.lastFact();
            lock.lock();
            try {
                if (last == null || !last.isAfter(lastFact)) {
                    heardAt = System.nanoTime();
                    return;
                }
            } finally {
                lock.unlock();
            }
            LOG.warn("a subscription of the event store fell silent and is opened anew");
            broken(open, null);
        } catch (StorageRefused outage) {
            broken(open, outage);
        }
    }

    /** Takes a fact from a subscription; false where the subscription is not wanted any more. */
    boolean received(FeedListener from, RecordedEvent record) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (listener == from
                    && !closed
                    && waiting.size() >= settings.limits().buffered()) {
                room.await();
            }
            if (listener != from || closed) {
                return false;
            }
            heard();
            var place = KurrentPosition.of(record.getPosition());
            if (place.isAfter(lastFact)) {
                lastFact = place;
                if (reader.isFact(record)) {
                    waiting.add(record);
                    more.signalAll();
                }
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes a checkpoint: all facts up to the one before this are here. */
    void passed(FeedListener from, KurrentPosition place) {
        lock.lock();
        try {
            if (listener == from && place.isAfter(checkpoint)) {
                settled = checkpoint;
                checkpoint = place;
            }
            if (listener == from) {
                heard();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Notes a sign of life. */
    void heard(FeedListener from) {
        lock.lock();
        try {
            if (listener == from) {
                heard();
            }
        } finally {
            lock.unlock();
        }
    }

    private void heard() {
        heardAt = System.nanoTime();
        pause = settings.deadlines().firstPause().toNanos();
    }

    /** Notes that a subscription ended, whoever ended it. */
    void broken(FeedListener which, @Nullable Throwable why) {
        lock.lock();
        try {
            if (listener != which) {
                return;
            }
            listener = null;
            checkpoint = settled;
            openAgainAt = System.nanoTime() + pause;
            pause = Math.min(2 * pause, settings.deadlines().longestPause().toNanos());
            room.signalAll();
            more.signalAll();
        } finally {
            lock.unlock();
        }
        which.stop();
        if (why != null && !home.closed()) {
            LOG.info("a subscription of the event store ended and is opened anew: {}", why.toString());
        }
    }

    @Override
    public void close() {
        FeedListener open;
        lock.lock();
        try {
            closed = true;
            open = listener;
            listener = null;
            waiting.clear();
            room.signalAll();
            more.signalAll();
        } finally {
            lock.unlock();
        }
        if (open != null) {
            open.stop();
        }
        home.ended(this);
        connection.close();
    }
}
