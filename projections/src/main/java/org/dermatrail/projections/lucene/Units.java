package org.dermatrail.projections.lucene;

/** What the row at hand counts for; filled anew for every row of one pass. */
final class Units {

    int participant;
    boolean surrogate;
    /** Ordinal + 1, 0 for none. */
    int lesion;
    /** Ordinal + 1, 0 for none. */
    int capture;

    boolean severalRows;

    void set(long participantValue, long lesionValue, long captureValue) {
        participant = (int) (participantValue >> 1);
        surrogate = (participantValue & 1) != 0;
        lesion = (int) lesionValue;
        capture = (int) (captureValue >> 2);
        severalRows = (captureValue & 2) != 0;
    }
}
