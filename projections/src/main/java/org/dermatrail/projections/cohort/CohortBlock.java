package org.dermatrail.projections.cohort;

import java.util.List;

/**
 * Rows that are written and replaced together: those of one lesion, of one capture without a lesion, or of one participant
 * without either.
 *
 * @param key names the block among all blocks
 * @param fresh whether no block of that key was ever written, so that there is nothing to replace
 * @param rows the rows; empty takes the block away
 */
public record CohortBlock(String key, boolean fresh, List<BlockRow> rows) {

    /** The key of a lesion's block. */
    public static String ofLesion(String lesionId) {
        return "L:" + lesionId;
    }

    /** The key of the block of a capture that shows no lesion. */
    public static String ofCapture(String captureId) {
        return "C:" + captureId;
    }

    /** The key of the block of a participant without lesions and captures. */
    public static String ofParticipant(String participantKey) {
        return "P:" + participantKey;
    }
}
