package org.dermatrail.projections.lucene;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.apache.lucene.util.FixedBitSet;
import org.dermatrail.projections.cohort.CohortCounts;
import org.dermatrail.projections.cohort.Level;

/**
 * Counts distinct participants, lesions and captures of numbered buckets.
 *
 * <p>Rows come segment by segment and a lesion's rows together, so a lesion is counted when it differs from the one before;
 * a capture is counted plainly unless it has further rows; participants may come back at any time and are kept in sets. All
 * that is counted for a row lies in flat arrays, so that where it goes is known before the row before it is done with. For
 * one thread.
 */
final class Buckets {

    private final boolean tellsPersons;
    private final PersonSets persons;
    /** Of all buckets together; few registries have any. */
    private final FixedBitSet surrogates;

    private final Set<Long> severalRowCaptures = new HashSet<>();
    private int[] units = new int[0];
    private int[] lastLesion = new int[0];

    /** Buckets of participants with ordinals below a limit; none yet. */
    Buckets(int participantLimit) {
        this(participantLimit, true);
    }

    /** Buckets that tell how many persons are behind their lesions or captures, or do not. */
    Buckets(int participantLimit, boolean tellsPersons) {
        this.tellsPersons = tellsPersons;
        persons = new PersonSets(participantLimit);
        surrogates = new FixedBitSet(participantLimit);
    }

    /** Makes room for buckets numbered from 0; what was counted stays. */
    void reach(int buckets) {
        if (buckets > units.length) {
            units = Arrays.copyOf(units, buckets);
            lastLesion = Arrays.copyOf(lastLesion, buckets);
            if (tellsPersons) {
                persons.reach(buckets);
            }
        }
    }

    /** Counts a row; the numbers are those of {@link RowDocuments}. */
    void addParticipant(int bucket, int participant) {
        if (!tellsPersons) {
            return;
        }
        persons.add(bucket, participant >> 1);
        if ((participant & 1) != 0) {
            surrogates.set(participant >> 1);
        }
    }

    /** Counts the lesion of a row, where it has one. */
    void addLesion(int bucket, int participant, int lesion) {
        if (lesion != 0) {
            if (lesion != lastLesion[bucket]) {
                lastLesion[bucket] = lesion;
                units[bucket]++;
            }
            addParticipant(bucket, participant);
        }
    }

    /** Counts the capture of a row, where it has one. */
    void addCapture(int bucket, int participant, int capture) {
        if (capture >> RowDocuments.CAPTURE_FLAGS != 0) {
            if ((capture & RowDocuments.FURTHER_ROWS) == 0 || firstSight(bucket, capture)) {
                units[bucket]++;
            }
            addParticipant(bucket, participant);
        }
    }

    private boolean firstSight(int bucket, int capture) {
        return severalRowCaptures.add(((long) bucket << Integer.SIZE) + capture);
    }

    CohortCounts.Bucket bucket(int bucket, Level level, String value) {
        long met = participants(bucket);
        return new CohortCounts.Bucket(
                value, level == Level.PARTICIPANT ? met : units[bucket], met, surrogates(bucket));
    }

    CohortCounts.Tally tally(int bucket) {
        return new CohortCounts.Tally(units[bucket], participants(bucket));
    }

    long participants(int bucket) {
        return tellsPersons ? persons.count(bucket) : 0;
    }

    long surrogates(int bucket) {
        return tellsPersons ? persons.countAlso(bucket, surrogates) : 0;
    }
}
