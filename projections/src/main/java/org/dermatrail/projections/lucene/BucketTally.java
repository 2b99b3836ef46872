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

    private final Level level;
    private final BitSet seen;
    private @Nullable Set<Integer> severalRowCaptures;
    private int lastParticipant = -1;
    private int lastLesion;
    private long participants;
    private long surrogates;
    private long lesions;
    private long captures;

    BucketTally(Level level, int participantLimit, boolean sparse) {
        this.level = level;
        seen = sparse && participantLimit > DENSE
                ? new SparseFixedBitSet(participantLimit)
                : new FixedBitSet(participantLimit);
    }

    void add(Units row) {
        switch (level) {
            case PARTICIPANT -> {
                // Counted below.
            }
            case LESION -> {
                if (row.lesion == 0) {
                    return;
                }
                if (row.lesion != lastLesion) {
                    lastLesion = row.lesion;
                    lesions++;
                }
            }
            case CAPTURE -> {
                if (row.capture == 0) {
                    return;
                }
                if (!row.severalRows || firstSight(row.capture)) {
                    captures++;
                }
            }
        }
        if (row.participant != lastParticipant) {
            lastParticipant = row.participant;
            if (!seen.getAndSet(row.participant)) {
                participants++;
                surrogates += row.surrogate ? 1 : 0;
            }
        }
    }

    private boolean firstSight(int capture) {
        var several = severalRowCaptures;
        if (several == null) {
            several = new HashSet<>();
            severalRowCaptures = several;
        }
        return several.add(capture);
    }

    long count() {
        return switch (level) {
            case PARTICIPANT -> participants;
            case LESION -> lesions;
            case CAPTURE -> captures;
        };
    }

    CohortCounts.Bucket bucket(String value) {
        return new CohortCounts.Bucket(value, count(), participants, surrogates);
    }

    CohortCounts.Tally tally() {
        return new CohortCounts.Tally(count(), participants);
    }

    long participants() {
        return participants;
    }

    long surrogates() {
        return surrogates;
    }
}
