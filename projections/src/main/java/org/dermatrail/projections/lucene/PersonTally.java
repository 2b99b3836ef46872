package org.dermatrail.projections.lucene;

import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.CollectionTerminatedException;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.util.SparseFixedBitSet;

/** Counts distinct participants until there are enough. */
final class PersonTally extends SimpleCollector {

    private final SparseFixedBitSet seen;
    private final int stopAt;
    private NumericDocValues participant = DocValues.emptyNumeric();
    private int count;

    PersonTally(int participantLimit, int stopAt) {
        seen = new SparseFixedBitSet(participantLimit);
        this.stopAt = stopAt;
    }

    @Override
    protected void doSetNextReader(LeafReaderContext context) throws IOException {
        stopWhereEnough();
        participant = DocValues.getNumeric(context.reader(), RowDocuments.PARTICIPANT);
    }

    @Override
    public void collect(int document) throws IOException {
        if (participant.advanceExact(document) && !seen.getAndSet((int) (participant.longValue() >> 1))) {
            count++;
            stopWhereEnough();
        }
    }

    private void stopWhereEnough() {
        if (count >= stopAt) {
            throw new CollectionTerminatedException();
        }
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }

    int count() {
        return count;
    }
}
