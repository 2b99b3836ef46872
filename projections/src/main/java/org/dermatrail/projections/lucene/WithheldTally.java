package org.dermatrail.projections.lucene;

import java.io.IOException;
import org.dermatrail.projections.cohort.CohortCounts;

/** Counts captures of which only that they are withheld may be said. */
final class WithheldTally implements RowSearch.Tally {

    private final Buckets captures;

    WithheldTally(int participantLimit) {
        captures = new Buckets(participantLimit);
        captures.reach(1);
    }

    @Override
    public boolean add(Stretch stretch) throws IOException {
        var who = stretch.participants();
        var capture = stretch.captures();
        for (int i = 0; i < stretch.count(); i++) {
            captures.addCapture(0, who[i], capture[i]);
        }
        return true;
    }

    CohortCounts.Tally tally() {
        return captures.tally(0);
    }
}
