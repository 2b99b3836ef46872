package org.dermatrail.projections.lucene;

import java.util.HashSet;
import java.util.Set;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.SparseFixedBitSet;
import org.dermatrail.projections.cohort.CohortCounts;
import org.dermatrail.projections.cohort.Level;
import org.jspecify.annotations.Nullable;

/**
 * Counts distinct participants, lesions and captures of one bucket.
 *
 * <p>Rows come segment by segment and a lesion's rows together, so a lesion is counted when it differs from the one before;
 * a capture is counted plainly unless it has further rows; participants may come back at any time and are kept in a set.
 */
final class BucketTally {

    /** From so many possible participants on, a bucket among many keeps them in a sparse set. */
    private static final int DENSE = 1 << 16;

    private final BitSet seen;
    private @Nullable Set<Integer> severalRowCaptures;
    private int lastParticipant = -1;
    private int lastLesion;
    private long participants;
    private long surrogates;
    private long units;

    BucketTally(int participantLimit, boolean sparse) {
        seen = sparse && participantLimit > DENSE
                ? new SparseFixedBitSet(participantLimit)
                : new FixedBitSet(participantLimit);
    }

    /** Counts a row; the numbers are those of {@link RowDocuments}. */
    void addParticipant(int participant) {
        if (participant == lastParticipant) {
            return;
        }
        lastParticipant = participant;
        if (!seen.getAndSet(participant >> 1)) {
            participants++;
            surrogates += participant & 1;
        }
    }

    /** Counts the lesion of a row, where it has one. */
    void addLesion(int participant, int lesion) {
        if (lesion == 0) {
            return;
        }
        if (lesion != lastLesion) {
            lastLesion = lesion;
            units++;
        }
        addParticipant(participant);
    }

    /** Counts the capture of a row, where it has one. */
    void addCapture(int participant, int capture) {
        int number = capture >> RowDocuments.CAPTURE_FLAGS;
        if (number == 0) {
            return;
        }
        if ((capture & RowDocuments.FURTHER_ROWS) == 0 || firstSight(number)) {
            units++;
        }
        addParticipant(participant);
    }

    private boolean firstSight(int capture) {
        var several = severalRowCaptures;
        if (several == null) {
            several = new HashSet<>();
            severalRowCaptures = several;
        }
        return several.add(capture);
    }

    /** What was counted at a level; of one level only. */
    long count(Level level) {
        return level == Level.PARTICIPANT ? participants : units;
    }

    CohortCounts.Bucket bucket(Level level, String value) {
        return new CohortCounts.Bucket(value, count(level), participants, surrogates);
    }

    CohortCounts.Tally tally() {
        return new CohortCounts.Tally(units, participants);
    }

    long participants() {
        return participants;
    }

    long surrogates() {
        return surrogates;
    }
}
