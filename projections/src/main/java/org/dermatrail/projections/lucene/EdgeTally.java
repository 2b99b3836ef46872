package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.dermatrail.projections.cohort.Edge;

/** Keeps who has the furthest value met so far. */
final class EdgeTally extends SimpleCollector {

    private final Edge edge;
    private final Set<Integer> persons = new HashSet<>();
    private NumericDocValues participant = DocValues.emptyNumeric();
    private SortedNumericDocValues numbers = DocValues.emptySortedNumeric();
    private long furthest;

    EdgeTally(Edge edge) {
        this.edge = edge;
    }

    @Override
    protected void doSetNextReader(LeafReaderContext context) throws IOException {
        participant = DocValues.getNumeric(context.reader(), RowDocuments.PARTICIPANT);
        numbers = DocValues.getSortedNumeric(context.reader(), RowDocuments.name(edge.field()));
    }

    @Override
    public void collect(int document) throws IOException {
        if (!numbers.advanceExact(document)) {
            return;
        }
        long value = numbers.nextValue();
        if (persons.isEmpty() || edge.beyond(value, furthest)) {
            persons.clear();
            furthest = value;
        }
        if (value == furthest && participant.advanceExact(document)) {
            persons.add((int) (participant.longValue() >> 1));
        }
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }

    int count() {
        return persons.size();
    }
}
