package org.dermatrail.projections.cohort;

/**
 * A row as an index takes it in: with dense numbers to count by.
 *
 * <p>Law: equal ids have equal ordinals; ordinals never leave the engine.
 *
 * @param row the row
 * @param participantOrdinal dense number of the participant
 * @param lesionOrdinal dense number of the lesion, {@value #NONE} where there is none
 * @param captureOrdinal dense number of the capture, {@value #NONE} where there is none
 * @param severalRows whether the capture shows several lesions and therefore has further rows
 */
public record BlockRow(
        CohortRow row, int participantOrdinal, int lesionOrdinal, int captureOrdinal, boolean severalRows) {

    /** The ordinal of nothing. */
    public static final int NONE = -1;
}
