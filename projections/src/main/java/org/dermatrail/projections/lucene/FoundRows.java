package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Rows found to fit a single condition, kept as long as there is room, the ones asked for last longest: whoever narrows a
 * cohort asks the same conditions again and again. Thread-safe.
 */
final class FoundRows {

    /**
     * A condition on the rows of a segment, which never change.
     *
     * @param segment which segment
     * @param condition anything that is equal where the same rows fit
     */
    private record Asked(Segment segment, Object condition) {}

    /** Finds rows. */
    @FunctionalInterface
    interface Finding {
        RowSet find() throws IOException;
    }

    /** About what an entry takes beside its rows. */
    private static final long ENTRY = 200;

    private final long room;
    private final Map<Asked, RowSet> known = new LinkedHashMap<>(16, 0.75f, true);
    private long taken;

    /** Keeps so many bytes at most. */
    FoundRows(long room) {
        this.room = room;
    }

    RowSet of(Segment segment, Object condition, Finding finding) throws IOException {
        var asked = new Asked(segment, condition);
        synchronized (known) {
            var before = known.get(asked);
            if (before != null) {
                return before;
            }
        }
        var found = finding.find();
        synchronized (known) {
            if (known.put(asked, found) == null) {
                taken += bytes(found);
            }
            var eldest = known.entrySet().iterator();
            while (taken > room && eldest.hasNext()) {
                taken -= bytes(eldest.next().getValue());
                eldest.remove();
            }
        }
        return found;
    }

    /** Forgets a segment that is gone. */
    void forget(Segment segment) {
        synchronized (known) {
            known.entrySet().removeIf(each -> {
                boolean gone = each.getKey().segment() == segment;
                taken -= gone ? bytes(each.getValue()) : 0;
                return gone;
            });
        }
    }

    private static long bytes(RowSet set) {
        return ENTRY + (set instanceof RowSet.Found found ? (long) found.rows().length * Long.BYTES : 0);
    }
}
