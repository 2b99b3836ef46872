package org.dermatrail.connectors.synthetic;

/**
 * One row of what a centre states later: a word of each column, blank where the kind has none.
 *
 * @param id id that the centre gives
 * @param kind what is stated
 * @param participantId of whom
 * @param lesionId of which lesion
 * @param day day relative to baseline
 * @param code diagnosis, or new status, or procedure
 * @param why how the diagnosis is known, or the reason of the status
 * @param supersedes statement or capture whose diagnosis this one replaces
 */
record LaterStatement(
        String id,
        Kind kind,
        String participantId,
        String lesionId,
        int day,
        String code,
        String why,
        String supersedes) {

    /** What is stated. */
    enum Kind {
        /** The participant's status changed. */
        STATUS,
        /** The participant withdrew consent. */
        CONSENT_WITHDRAWN,
        /** A lesion was diagnosed. */
        DIAGNOSIS,
        /** Something was done about a lesion. */
        PROCEDURE
    }

    LaterStatement about(String otherLesion) {
        return new LaterStatement(id, kind, participantId, otherLesion, day, code, why, supersedes);
    }
}
