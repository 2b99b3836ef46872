package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.util.BytesRef;
import org.dermatrail.projections.cohort.Level;

/** Keeps the least ids beyond a given one, each once. */
final class PageTally extends SimpleCollector {

    private final String field;
    private final BytesRef after;
    private final int limit;
    private final TreeSet<BytesRef> least = new TreeSet<>();
    private BinaryDocValues ids = DocValues.emptyBinary();

    PageTally(Level level, BytesRef after, int limit) {
        field = RowDocuments.idOf(level);
        this.after = after;
        this.limit = limit;
    }

    @Override
    protected void doSetNextReader(LeafReaderContext context) throws IOException {
        ids = DocValues.getBinary(context.reader(), field);
    }

    @Override
    public void collect(int document) throws IOException {
        if (!ids.advanceExact(document)) {
            return;
        }
        var id = ids.binaryValue();
        if (id.compareTo(after) <= 0 || (least.size() == limit && id.compareTo(least.last()) >= 0)) {
            return;
        }
        if (least.add(BytesRef.deepCopyOf(id)) && least.size() > limit) {
            var dropped = least.pollLast();
            assert dropped != null : "more than the limit is more than none";
        }
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }

    List<String> ids() {
        var page = new ArrayList<String>(least.size());
        least.forEach(id -> page.add(id.utf8ToString()));
        return page;
    }
}
