package org.dermatrail.projections.lucene;

import org.apache.lucene.util.FixedBitSet;

/**
 * Participants who stand for one lesion each, since nobody knows whose it is. Few registries have any, so rows are looked at
 * together first. For one thread.
 */
final class Surrogates {

    private final FixedBitSet met;

    /** Of participants with ordinals below a limit. */
    Surrogates(int participantLimit) {
        met = new FixedBitSet(participantLimit);
    }

    /**
     * Notes those among rows.
     *
     * @param participants who each row counts for, as in {@link Units}
     * @param count how many rows
     */
    void note(int[] participants, int count) {
        int flags = 0;
        for (int i = 0; i < count; i++) {
            flags |= participants[i];
        }
        if ((flags & 1) == 0) {
            return;
        }
        for (int i = 0; i < count; i++) {
            if ((participants[i] & 1) != 0) {
                met.set(participants[i] >> 1);
            }
        }
    }

    /** How many of these participants they are. */
    long among(FixedBitSet participants) {
        return FixedBitSet.intersectionCount(participants, met);
    }
}
