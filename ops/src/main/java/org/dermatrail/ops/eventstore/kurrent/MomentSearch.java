package org.dermatrail.ops.eventstore.kurrent;

import io.kurrent.dbclient.RecordedEvent;
import java.time.Duration;
import java.time.Instant;
import org.dermatrail.ops.eventstore.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the first event that is not older than a moment.
 *
 * <p>Events say when they happened, which need not rise along the log, and only places where a record stands can be read
 * from, so no search by halves will do. The log is read a page from its start and a page from its end in turn. From the
 * start, the first event found is the one. From the end, the search is over at a record that the server wrote so long
 * before the moment that no clock is wrong enough for an older one to say otherwise. So a moment soon after the beginning
 * and one not long ago are both found soon, and one in the middle by reading no more than everything once. Confined to
 * one caller.
 */
final class MomentSearch {

    /** How far the clock of whoever made an event may be ahead of the server's. */
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    private final LogReader reader;
    private final long moment;
    private final Instant allOlderBefore;

    private @Nullable KurrentPosition forwards;
    private @Nullable KurrentPosition backwards;
    private @Nullable KurrentPosition beforeEarliest;
    private boolean found;
    private boolean awaitsOneBefore;

    MomentSearch(LogReader reader, Instant moment) {
        this.reader = reader;
        this.moment = StoredEvent.microsOf(moment);
        this.allOlderBefore = moment.minus(CLOCKS_DIFFER);
    }

    /**
     * What was found.
     *
     * @param any whether there is such an event
     * @param before the place right before it, or {@code null} where it is the first record of all
     */
    record Found(boolean any, @Nullable KurrentPosition before) {}

    Found search() {
        while (true) {
            var fromStart = lookForwards();
            if (fromStart != null) {
                return fromStart;
            }
            if (lookBackwards()) {
                return new Found(found, beforeEarliest);
            }
        }
    }

    private @Nullable Found lookForwards() {
        var page = reader.after(forwards);
        for (var record : page.records()) {
            if (isNotOlder(record)) {
                return new Found(true, forwards);
            }
            forwards = KurrentPosition.of(record.getPosition());
        }
        return page.last() ? new Found(false, null) : null;
    }

    /** Whether all that is left to look at is older. */
    private boolean lookBackwards() {
        var page = reader.before(backwards, reader.page());
        for (var record : page.records()) {
            var place = KurrentPosition.of(record.getPosition());
            backwards = place;
            if (awaitsOneBefore) {
                beforeEarliest = place;
                awaitsOneBefore = false;
            }
            if (isNotOlder(record)) {
                found = true;
                beforeEarliest = null;
                awaitsOneBefore = true;
            } else if (record.getCreated().isBefore(allOlderBefore) && !awaitsOneBefore) {
                return true;
            }
        }
        return page.last();
    }

    private boolean isNotOlder(RecordedEvent record) {
        return reader.isFact(record) && EventCodec.read(record).timestampMicros() >= moment;
    }
}
