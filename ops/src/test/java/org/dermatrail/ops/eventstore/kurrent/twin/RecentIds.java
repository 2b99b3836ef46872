package org.dermatrail.ops.eventstore.kurrent.twin;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The ids of the last events written, as many as fit: by these alone an append without an explicit revision is known to be
 * a repetition. A server forgets them when it restarts. Guarded by the log's lock.
 */
final class RecentIds {

    private static final int OVERHEAD_BYTES = 28;

    private final long capacityBytes;
    private final Map<UUID, TwinRecord> byId = new HashMap<>();
    private final Queue<UUID> oldestFirst = new ArrayDeque<>();
    private long bytes;

    RecentIds(long capacityBytes) {
        this.capacityBytes = capacityBytes;
    }

    @Nullable
    TwinRecord find(String stream, UUID id) {
        var record = byId.get(id);
        return record != null && record.stream().equals(stream) ? record : null;
    }

    void add(TwinRecord record) {
        var id = new UUID(record.idHigh(), record.idLow());
        if (byId.put(id, record) == null) {
            oldestFirst.add(id);
            bytes += size(record);
        }
        while (bytes > capacityBytes) {
            var oldest = byId.remove(oldestFirst.remove());
            bytes -= oldest == null ? 0 : size(oldest);
        }
    }

    void clear() {
        byId.clear();
        oldestFirst.clear();
        bytes = 0;
    }

    private static long size(TwinRecord record) {
        return OVERHEAD_BYTES + 2L * record.stream().length();
    }
}
