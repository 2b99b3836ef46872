package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;

/** The segments that questions have met and that are still there, with what was found in them. Thread-safe. */
final class Segments {

    /** Rows found are kept in so much memory: a tenth of the heap, a bit a row and condition. */
    private static final long ROOM = Runtime.getRuntime().maxMemory() / 10;

    private final Map<IndexReader.CacheKey, Segment> known = new ConcurrentHashMap<>();
    private final FoundRows found = new FoundRows(ROOM);
    /** As many as were ever in use at once, since making one costs as much as a small question. */
    private final Queue<Stretch> spare = new ConcurrentLinkedQueue<>();

    Segment of(LeafReader reader) throws IOException {
        var core = reader.getCoreCacheHelper();
        var before = known.get(core.getKey());
        if (before != null) {
            return before;
        }
        var fresh = new Segment(reader.maxDoc());
        var first = known.putIfAbsent(core.getKey(), fresh);
        if (first != null) {
            return first;
        }
        core.addClosedListener(key -> {
            known.remove(key);
            found.forget(fresh);
        });
        return fresh;
    }

    /** Finds rows of a segment. */
    RowSets rowSets(LeafReader reader) throws IOException {
        return new RowSets(of(reader), reader, found);
    }

    Stretch borrow() {
        var used = spare.poll();
        return used == null ? new Stretch() : used;
    }

    void giveBack(Stretch stretch) {
        stretch.end();
        spare.add(stretch);
    }
}
