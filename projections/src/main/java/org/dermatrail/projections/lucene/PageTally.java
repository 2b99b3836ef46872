package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.util.BytesRef;
import org.dermatrail.projections.cohort.Level;
import org.jspecify.annotations.Nullable;

/** Keeps the least ids beyond a given one, each once. */
final class PageTally implements RowSearch.Tally {

    private final Level level;
    private final BytesRef after;
    private final int limit;
    private final TreeSet<BytesRef> least = new TreeSet<>();
    private BinaryDocValues ids = DocValues.emptyBinary();
    private Segment.Heads heads = new Segment.Heads(null, new long[0]);
    /** Ids whose heads lie before this are not beyond the given one. */
    private final long nearestHead;
    /** The last of the least, once there are enough. */
    private @Nullable BytesRef last;
    /** Ids whose heads lie beyond this cannot be among the least. */
    private long furthestHead = Long.MAX_VALUE;

    PageTally(Level level, BytesRef after, int limit) {
        this.level = level;
        this.after = after;
        this.limit = limit;
        nearestHead = SegmentReading.hasHead(after) ? SegmentReading.head(after) : Long.MIN_VALUE;
    }

    @Override
    public void begin(Stretch of) throws IOException {
        ids = DocValues.getBinary(of.reader(), RowDocuments.idOf(level));
        heads = of.heads(level);
    }

    @Override
    public boolean cares(int firstWord) {
        return heads.heads() == null || heads.least()[firstWord / RowSet.STRETCH] <= furthestHead;
    }

    @Override
    public boolean add(Stretch stretch) throws IOException {
        var known = heads.heads();
        for (int i = 0; i < stretch.count(); i++) {
            int row = stretch.row(i);
            boolean possible = known == null || (known[row] >= nearestHead && known[row] <= furthestHead);
            if (possible && ids.advanceExact(row)) {
                add(ids.binaryValue());
            }
        }
        return true;
    }

    private void add(BytesRef id) {
        if (id.compareTo(after) <= 0
                || (last != null && id.compareTo(last) >= 0)
                || !least.add(BytesRef.deepCopyOf(id))
                || least.size() < limit) {
            return;
        }
        if (least.size() > limit) {
            var dropped = least.pollLast();
            assert dropped != null : "more than the limit is more than none";
        }
        last = least.last();
        if (SegmentReading.hasHead(last)) {
            furthestHead = SegmentReading.head(last);
        }
    }

    List<String> ids() {
        var page = new ArrayList<String>(least.size());
        least.forEach(id -> page.add(id.utf8ToString()));
        return page;
    }
}
