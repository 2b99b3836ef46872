package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.cohort.Level;

/** The segments that questions have met and that are still there, with what was found in them. Thread-safe. */
final class Segments {

    /** Rows found are kept in so much memory: a tenth of the heap, a bit a row and condition. */
    private static final long ROOM = Runtime.getRuntime().maxMemory() / 10;

    private final Words words;
    private final Map<IndexReader.CacheKey, Segment> known = new ConcurrentHashMap<>();
    private final FoundRows found = new FoundRows(ROOM);
    /** As many as were ever in use at once, since making one costs as much as a small question. */
    private final Queue<Stretch> spare = new ConcurrentLinkedQueue<>();

    /** Segments of rows that name these words. */
    Segments(Words words) {
        this.words = words;
    }

    Segment of(LeafReader reader) throws IOException {
        var core = reader.getCoreCacheHelper();
        var before = known.get(core.getKey());
        if (before != null) {
            return before;
        }
        var fresh = new Segment(reader.maxDoc(), words);
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

    /** Finds rows of a segment that may be seen. */
    RowSets rowSets(LeafReader reader, AccessFilter access) throws IOException {
        return new RowSets(of(reader), reader, access, found);
    }

    /** The segments in the order of their least ids, as far as known. */
    List<LeafReaderContext> byLeastHead(List<LeafReaderContext> leaves, Level level) throws IOException {
        var least = new IdentityHashMap<LeafReaderContext, Long>();
        for (var leaf : leaves) {
            var heads = of(leaf.reader()).heads(level, leaf.reader());
            least.put(leaf, Arrays.stream(heads.least()).min().orElse(Long.MIN_VALUE));
        }
        return leaves.stream().sorted(Comparator.comparing(least::get)).toList();
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
