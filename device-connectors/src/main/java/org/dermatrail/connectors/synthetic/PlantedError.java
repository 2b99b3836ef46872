package org.dermatrail.connectors.synthetic;

import org.dermatrail.connectors.synthetic.ErrorKind.Finding;

/**
 * An error that was planted, and what an importer must find.
 *
 * @param kind what it is
 * @param row place of the row among the participant's captures, or among its later statements
 * @param finding what can be found
 * @param finds field, code, or why nothing
 * @param subjectId lesion or participant that a discrepancy is about, as the centre names it; else blank
 * @param instead what is true
 */
record PlantedError(ErrorKind kind, int row, Finding finding, String finds, String subjectId, String instead) {

    static PlantedError discrepancy(ErrorKind kind, int row, String subjectId, String instead) {
        return new PlantedError(kind, row, Finding.DISCREPANCY, kind.finds(), subjectId, instead);
    }

    static PlantedError quarantine(ErrorKind kind, int row, String instead) {
        return new PlantedError(kind, row, Finding.QUARANTINE, kind.finds(), "", instead);
    }

    static PlantedError notDetectable(ErrorKind kind, int row, String why, String instead) {
        return new PlantedError(kind, row, Finding.NOT_DETECTABLE_HERE, why, "", instead);
    }

    /** Whether it is in a later statement rather than in a capture. */
    boolean isOfLaterStatement() {
        return kind == ErrorKind.LESION_MISTYPED;
    }
}
