package org.dermatrail.projections.lucene;

import java.util.HashSet;
import java.util.Set;
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

    private final int participantLimit;
    private final PersonSet persons;
    private @Nullable PersonSet surrogates;
    private @Nullable Set<Integer> severalRowCaptures;
    private int lastLesion;
    private long units;

    BucketTally(int participantLimit) {
        this.participantLimit = participantLimit;
        persons = new PersonSet(participantLimit);
    }

    /** Counts a row; the numbers are those of {@link RowDocuments}. */
    void addParticipant(int participant) {
        persons.add(participant);
        if ((participant & 1) != 0) {
            addSurrogate(participant);
        }
    }

    private void addSurrogate(int participant) {
        var known = surrogates;
        if (known == null) {
            known = new PersonSet(participantLimit);
            surrogates = known;
        }
        known.add(participant);
    }

    /** Counts the lesion of a row, where it has one. */
    void addLesion(int participant, int lesion) {
        if (lesion != 0) {
            units += lesion == lastLesion ? 0 : 1;
            lastLesion = lesion;
            addParticipant(participant);
        }
    }

    /** Counts the capture of a row, where it has one. */
    void addCapture(int participant, int capture) {
        int number = capture >> RowDocuments.CAPTURE_FLAGS;
        if (number != 0) {
            if ((capture & RowDocuments.FURTHER_ROWS) == 0 || firstSight(number)) {
                units++;
            }
            addParticipant(participant);
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

    /** What was counted at a level; of one level only. */
    long count(Level level) {
        return level == Level.PARTICIPANT ? participants() : units;
    }

    CohortCounts.Bucket bucket(Level level, String value) {
        return new CohortCounts.Bucket(value, count(level), participants(), surrogates());
    }

    CohortCounts.Tally tally() {
        return new CohortCounts.Tally(units, participants());
    }

    long participants() {
        return persons.count();
    }

    long surrogates() {
        var known = surrogates;
        return known == null ? 0 : known.count();
    }
}
