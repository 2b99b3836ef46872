package org.dermatrail.ops.eventstore.kurrent.twin;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stream's events by revision, and what its metadata say; guarded by the log's lock. */
final class TwinStream {

    static final String METADATA = "$$";

    private final String name;
    private final List<@Nullable TwinRecord> records = new ArrayList<>(2);
    private StreamRules rules;
    private boolean tombstoned;

    TwinStream(String name) {
        this.name = name;
        this.rules = isMetadata(name) ? StreamRules.OF_METADATA : StreamRules.NONE;
    }

    static boolean isMetadata(String name) {
        return name.startsWith(METADATA);
    }

    String name() {
        return name;
    }

    /** The revision of the last event, -1 where there is none. */
    long last() {
        return records.size() - 1L;
    }

    /** The event at a revision, or null where a scavenge took it or none is. */
    @Nullable
    TwinRecord at(long revision) {
        return revision < 0 || revision > last() ? null : records.get((int) revision);
    }

    void add(TwinRecord record) {
        records.add(record);
    }

    void forget(long revision) {
        records.set((int) revision, null);
    }

    StreamRules rules() {
        return rules;
    }

    void rules(StreamRules newRules) {
        rules = newRules;
    }

    boolean tombstoned() {
        return tombstoned;
    }

    void tombstone() {
        tombstoned = true;
    }
}
