package org.dermatrail.ops.eventstore.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.GenericMessage;
import org.dermatrail.ops.eventstore.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * The messages committed last, so that whoever follows the log closely need not read and parse them again.
 *
 * <p>Law: holds committed events only, each under its position; what it does not hold any more, or never held as a message,
 * is read from the file. Thread-safe.
 */
final class RecentEvents {

    /** About what an import appends in a tenth of a second; a follower further behind reads the file. */
    private static final int MOST = 16_384;

    private final @Nullable TrackedEventMessage<?>[] ring = new TrackedEventMessage<?>[MOST];
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private volatile long last;

    /** Starts after this position. */
    RecentEvents(long last) {
        this.last = last;
    }

    /** Takes up a request that was committed, in the order of positions. */
    void committed(WriteRequest request) {
        if (request.snapshot()) {
            return;
        }
        lock.lock();
        try {
            long position = request.firstPosition();
            var messages = request.messages();
            for (int i = 0; i < request.events().size(); i++) {
                ring[slot(position)] = messages.isEmpty()
                        ? null
                        : tracked(messages.get(i), request.events().get(i), position);
                position++;
            }
            last = position - 1;
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The message as reading it back would give it: its moment is kept to the microsecond. Made of its parts, since the one
     * that was appended holds its JSON as well, and what is kept here is moved at every young collection.
     */
    private static TrackedEventMessage<?> tracked(EventMessage<?> message, StoredEvent stored, long position) {
        TrackingToken token = new GlobalSequenceTrackingToken(position);
        var content = new GenericMessage<>(message.getIdentifier(), message.getPayload(), message.getMetaData());
        var moment = stored.getTimestamp();
        return message instanceof DomainEventMessage<?> ofStream
                ? new GenericTrackedDomainEventMessage<>(
                        token,
                        ofStream.getType(),
                        ofStream.getAggregateIdentifier(),
                        ofStream.getSequenceNumber(),
                        content,
                        () -> moment)
                : new GenericTrackedEventMessage<>(token, content, () -> moment);
    }

    private static int slot(long position) {
        return (int) (position % MOST);
    }

    /** The last position committed. */
    long last() {
        return last;
    }

    /** Messages after a position without a gap, at most so many; none where the next one is not held. */
    List<TrackedEventMessage<?>> after(long position, int most) {
        var found = new ArrayList<TrackedEventMessage<?>>();
        lock.lock();
        try {
            // One of the same slot may be older or newer by a whole round.
            for (long next = Math.max(position, last - MOST) + 1; next <= last && found.size() < most; next++) {
                var message = ring[slot(next)];
                if (next != position + 1 + found.size() || message == null || !isAt(message, next)) {
                    break;
                }
                found.add(message);
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    private static boolean isAt(TrackedEventMessage<?> message, long position) {
        return message.trackingToken() instanceof GlobalSequenceTrackingToken token
                && token.getGlobalIndex() == position;
    }

    /** Waits until something after a position is committed; whether it is. */
    boolean awaitAfter(long position, long timeout, TimeUnit unit) throws InterruptedException {
        if (last > position) {
            return true;
        }
        long left = unit.toNanos(timeout);
        lock.lockInterruptibly();
        try {
            while (last <= position && left > 0) {
                left = more.awaitNanos(left);
            }
            return last > position;
        } finally {
            lock.unlock();
        }
    }
}
