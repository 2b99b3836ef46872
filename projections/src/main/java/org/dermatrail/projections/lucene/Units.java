package org.dermatrail.projections.lucene;

import org.dermatrail.projections.cohort.BlockRow;

/**
 * Who and what each row of a segment counts for, as three numbers with what counting must know in their low bits. They lie
 * side by side, since whoever goes through a few rows of many waits for memory, and so waits once a row. Written while it is
 * read in, never after.
 */
final class Units {

    /** Low bits of a capture's number that are no part of its ordinal. */
    static final int CAPTURE_FLAGS = 2;
    /** Set in a capture's number where the capture has further rows. */
    static final int FURTHER_ROWS = 2;

    /** Numbers of a row. */
    private static final int EACH = 3;

    private static final int PARTICIPANT = 0;
    private static final int LESION = 1;
    private static final int CAPTURE = 2;

    private final int[] numbers;
    /** For each {@value RowSet#STRETCH} words of rows, how many of these are not known to be plainly one capture. */
    private final int[] unplain;

    /** Of so many rows, nothing yet. */
    Units(int rows) {
        numbers = new int[Math.multiplyExact(rows, EACH)];
        unplain = new int[RowSet.stretches(rows)];
        for (int row = 0; row < rows; row += RowSet.STRETCH * Long.SIZE) {
            unplain[RowSet.stretchOf(row)] = Math.min(rows - row, RowSet.STRETCH * Long.SIZE);
        }
    }

    /** Ordinal × 2, + 1 for a surrogate. */
    static int participant(BlockRow row) {
        return Math.multiplyExact(row.participantOrdinal(), 2) + (row.row().surrogate() ? 1 : 0);
    }

    /** Ordinal + 1, 0 for none. */
    static int lesion(BlockRow row) {
        return row.lesionOrdinal() + 1;
    }

    /** (Ordinal + 1) × 4, + 2 where the capture has further rows, + 1 where it is withheld; 0 for none. */
    static int capture(BlockRow row) {
        return Math.multiplyExact(row.captureOrdinal() + 1, 1 << CAPTURE_FLAGS)
                + (row.severalRows() ? FURTHER_ROWS : 0)
                + (row.row().withheld() ? 1 : 0);
    }

    /** Says who and what a row counts for; said once. */
    void set(int row, int participant, int lesion, int capture) {
        numbers[row * EACH + PARTICIPANT] = participant;
        numbers[row * EACH + LESION] = lesion;
        numbers[row * EACH + CAPTURE] = capture;
        if (capture >> CAPTURE_FLAGS != 0 && (capture & FURTHER_ROWS) == 0) {
            unplain[RowSet.stretchOf(row)]--;
        }
    }

    /** Whether every row from one to another surely is of a capture that has no further rows, so that each counts for one. */
    boolean arePlainCaptures(int first, int last) {
        for (int stretch = RowSet.stretchOf(first); stretch <= RowSet.stretchOf(last); stretch++) {
            if (unplain[stretch] > 0) {
                return false;
            }
        }
        return true;
    }

    /** Who one row counts for, as in {@link #participant(BlockRow)}. */
    int participant(int row) {
        return numbers[row * EACH + PARTICIPANT];
    }

    /** Puts the numbers of some rows beside one another, from one of them on. */
    void gather(int[] rows, int from, int count, int[] participants, int[] lesions, int[] captures) {
        for (int at = from; at < count; at++) {
            int first = rows[at] * EACH;
            participants[at] = numbers[first + PARTICIPANT];
            lesions[at] = numbers[first + LESION];
            captures[at] = numbers[first + CAPTURE];
        }
    }
}
