package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;
import org.dermatrail.domain.IdBytes;
import org.dermatrail.projections.cohort.Level;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the least ids beyond a given one, each once. Ids are in the order of their bytes.
 *
 * <p>Which rows may hold them is told by the heads of ids, which are at hand; ids themselves are read of those rows only, at
 * the end of a segment. As many different heads as there are ids wanted stand for at least as many ids.
 */
final class PageTally implements RowSearch.Tally {

    private final Level level;
    private final BytesRef after;
    /** The head of the given id; ids that share it may lie before or beyond. */
    private final long nearestHead;

    private final int limit;

    private final LeastHeads leastHeads;
    private Segment.Heads heads = new Segment.Heads(null, new long[0]);
    private int[] candidates = new int[0];
    private int candidateCount;

    private final RowReader reader = new RowReader();
    private BinaryDocValues stored = DocValues.emptyBinary();
    private final TreeSet<BytesRef> least = new TreeSet<>();
    /** The last of the least, once there are enough. */
    private @Nullable BytesRef last;

    PageTally(Level level, BytesRef after, int limit) {
        this.level = level;
        this.after = after;
        this.limit = limit;
        leastHeads = new LeastHeads(limit);
        var packed = IdBytes.of(after.utf8ToString());
        nearestHead = packed == null ? Long.MIN_VALUE : RowReader.head(packed, 0);
    }

    @Override
    public void begin(Stretch of) throws IOException {
        readCandidates();
        stored = DocValues.getBinary(of.reader(), RowDocuments.ROW);
        heads = of.heads(level);
    }

    @Override
    public boolean cares(int firstWord) {
        return heads.heads() == null || heads.least()[firstWord / RowSet.STRETCH] <= leastHeads.furthest();
    }

    /** The least ids often stand among the first rows, and the rest is passed over once there are enough. */
    @Override
    public boolean impatient() {
        return true;
    }

    @Override
    public boolean add(Stretch stretch) throws IOException {
        var known = heads.heads();
        if (known == null) {
            for (int i = 0; i < stretch.count(); i++) {
                read(stretch.row(i));
            }
        } else {
            choose(stretch, known);
        }
        return true;
    }

    private void choose(Stretch stretch, long[] known) {
        long furthest = leastHeads.furthest();
        for (int i = 0; i < stretch.count(); i++) {
            int row = stretch.row(i);
            long head = known[row];
            if (head < nearestHead || head > furthest) {
                continue;
            }
            candidates = ArrayUtil.grow(candidates, candidateCount + 1);
            candidates[candidateCount++] = row;
            if (head > nearestHead && head < furthest) {
                leastHeads.add(head);
                furthest = leastHeads.furthest();
            }
        }
        leastHeads.order();
    }

    private void readCandidates() throws IOException {
        var known = heads.heads();
        long furthest = leastHeads.furthest();
        for (int i = 0; i < candidateCount; i++) {
            if (known != null && known[candidates[i]] <= furthest) {
                read(candidates[i]);
            }
        }
        candidateCount = 0;
    }

    private void read(int row) throws IOException {
        if (stored.advanceExact(row)) {
            reader.begin(stored.binaryValue());
            if (reader.findId(level)) {
                add(new BytesRef(reader.id()));
            }
        }
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
    }

    List<String> ids() throws IOException {
        readCandidates();
        return least.stream().map(BytesRef::utf8ToString).toList();
    }
}
