package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.util.Arrays;
import org.dermatrail.projections.cohort.CohortCounts;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Level;

/** Counts all rows it is shown at one level. For one thread. */
final class LevelTally implements RowSearch.Tally {

    private final Level level;
    private final Buckets one;
    private int[] places = new int[0];

    LevelTally(Level level, int participantLimit) {
        this.level = level;
        one = new Buckets(level, participantLimit, CohortQuestion.ALL_PERSONS);
        one.reach(new int[][] {{}, {0}}, 1);
    }

    @Override
    public boolean add(Stretch stretch) throws IOException {
        int count = stretch.count();
        if (places.length < count) {
            places = new int[Math.max(count, 2 * places.length)];
        }
        Arrays.fill(places, 0, count, Buckets.FIRST);
        one.add(places, stretch.participants(), stretch.numbers(level), count);
        return true;
    }

    /** What was counted. */
    CohortCounts.Bucket counted() {
        return one.bucket(0, "", new int[] {Buckets.FIRST});
    }

    CohortCounts.Tally tally() {
        var counted = counted();
        return new CohortCounts.Tally(counted.count(), counted.participants());
    }
}
