package org.dermatrail.projections.lucene;

import java.io.IOException;
import org.dermatrail.projections.cohort.CohortCounts;

/** Counts captures of which only that they are withheld may be said. */
final class WithheldTally implements RowSearch.Tally {

    private final BucketTally captures;

    WithheldTally(int participantLimit) {
        captures = new BucketTally(participantLimit);
    }

    @Override
    public boolean add(Stretch stretch) throws IOException {
        var who = stretch.participants();
        var capture = stretch.captures();
        for (int i = 0; i < stretch.count(); i++) {
            captures.addCapture(who[i], capture[i]);
        }
        return true;
    }

    CohortCounts.Tally tally() {
        return captures.tally();
    }
}
