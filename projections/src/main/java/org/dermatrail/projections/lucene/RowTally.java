package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.dermatrail.projections.cohort.CohortCounts;
import org.dermatrail.projections.cohort.Facet;
import org.dermatrail.projections.cohort.Level;

/** Counts everything a question asks for in one pass over the matching rows. */
final class RowTally extends SimpleCollector {

    private final Units row = new Units();
    private final BucketTally participants;
    private final BucketTally lesions;
    private final BucketTally captures;
    private final BucketTally withheld;
    private final FacetTally[] facets;
    private NumericDocValues participant = DocValues.emptyNumeric();
    private NumericDocValues lesion = DocValues.emptyNumeric();
    private NumericDocValues capture = DocValues.emptyNumeric();

    RowTally(List<Facet> facets, int participantLimit) {
        participants = new BucketTally(Level.PARTICIPANT, participantLimit, false);
        lesions = new BucketTally(Level.LESION, participantLimit, false);
        captures = new BucketTally(Level.CAPTURE, participantLimit, false);
        withheld = new BucketTally(Level.CAPTURE, participantLimit, false);
        this.facets = facets.stream()
                .map(facet -> new FacetTally(facet, participantLimit))
                .toArray(FacetTally[]::new);
    }

    @Override
    protected void doSetNextReader(LeafReaderContext context) throws IOException {
        participant = DocValues.getNumeric(context.reader(), RowDocuments.PARTICIPANT);
        lesion = DocValues.getNumeric(context.reader(), RowDocuments.LESION);
        capture = DocValues.getNumeric(context.reader(), RowDocuments.CAPTURE);
        for (var facet : facets) {
            facet.segment(context.reader());
        }
    }

    @Override
    public void collect(int document) throws IOException {
        long captureValue = capture.advanceExact(document) ? capture.longValue() : 0;
        row.set(
                participant.advanceExact(document) ? participant.longValue() : 0,
                lesion.advanceExact(document) ? lesion.longValue() : 0,
                captureValue);
        if ((captureValue & 1) != 0) {
            withheld.add(row);
            return;
        }
        participants.add(row);
        lesions.add(row);
        captures.add(row);
        for (var facet : facets) {
            facet.add(document, row);
        }
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }

    CohortCounts counts() {
        var counted = new ArrayList<CohortCounts.FacetCounts>(facets.length);
        for (var facet : facets) {
            counted.add(facet.counts());
        }
        return new CohortCounts(
                participants.participants(),
                participants.surrogates(),
                lesions.tally(),
                captures.tally(),
                withheld.tally(),
                List.copyOf(counted));
    }
}
