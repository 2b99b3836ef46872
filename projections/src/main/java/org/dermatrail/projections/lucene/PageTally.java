package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.util.BytesRef;
import org.dermatrail.domain.IdBytes;
import org.dermatrail.projections.cohort.Level;
import org.jspecify.annotations.Nullable;

/** Keeps the least ids beyond a given one, each once. Ids are in the order of their bytes. */
final class PageTally implements RowSearch.Tally {

    private final Level level;
    private final BytesRef after;
    private final int limit;
    private final TreeSet<BytesRef> least = new TreeSet<>();
    private final RowReader reader = new RowReader();
    private BinaryDocValues stored = DocValues.emptyBinary();
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
        nearestHead = head(after, Long.MIN_VALUE);
    }

    /** The head of an id in letters, where it has one. */
    private static long head(BytesRef id, long otherwise) {
        var packed = IdBytes.of(id.utf8ToString());
        return packed == null ? otherwise : RowReader.head(packed, 0);
    }

    @Override
    public void begin(Stretch of) throws IOException {
        stored = DocValues.getBinary(of.reader(), RowDocuments.ROW);
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
            if (possible && stored.advanceExact(row)) {
                reader.begin(stored.binaryValue());
                if (reader.findId(level)) {
                    add(new BytesRef(reader.id()));
                }
            }
        }
        return true;
    }

    private void add(BytesRef id) {
        if (id.compareTo(after) <= 0
                || (last != null && id.compareTo(last) >= 0)
                || !least.add(id)
                || least.size() < limit) {
            return;
        }
        if (least.size() > limit) {
            var dropped = least.pollLast();
            assert dropped != null : "more than the limit is more than none";
        }
        last = least.last();
        furthestHead = head(last, furthestHead);
    }

    List<String> ids() {
        return least.stream().map(BytesRef::utf8ToString).toList();
    }
}
