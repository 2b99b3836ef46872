package org.dermatrail.projections.sqlite;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dermatrail.projections.record.Entry;

/**
 * The highest id stored of each kind. Ids are made in the order of time, so that of a new capture is beyond it, and nobody
 * need look for it in the file.
 *
 * <p>Law: an id said to be beyond is not stored, in whatever order ids come. For the writing thread.
 */
final class HighestIds {

    private static final byte[] NONE = {};

    private final Session session;
    private final Map<Class<? extends Entry>, byte[]> highest = new HashMap<>();

    HighestIds(Session session) {
        this.session = session;
    }

    /** Whether an id is certainly not stored; only ids that are UUIDs are compared. */
    boolean isBeyond(Class<? extends Entry> kind, String id) {
        return PackedIds.of(id) instanceof byte[] packed
                && Arrays.compareUnsigned(packed, highest.computeIfAbsent(kind, this::stored)) > 0;
    }

    private byte[] stored(Class<? extends Entry> kind) {
        // SQLite has bytes after text, so this is the highest UUID wherever there is one.
        return session.list(
                        "SELECT max(id) FROM " + Schema.tableOf(kind),
                        List.of(),
                        row -> row.getObject(1) instanceof byte[] bytes ? bytes : NONE)
                .getFirst();
    }

    /** Takes note of an entry that was stored. */
    void stored(Entry entry) {
        if (PackedIds.of(entry.id()) instanceof byte[] packed) {
            highest.computeIfPresent(
                    entry.getClass(), (kind, before) -> Arrays.compareUnsigned(packed, before) > 0 ? packed : before);
        }
    }

    void clear() {
        highest.clear();
    }
}
