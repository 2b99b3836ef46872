package org.dermatrail.projections.lucene;

/**
 * Who and what each row of a segment counts for: the three numbers of {@link RowDocuments}, side by side, since whoever goes
 * through a few rows of many waits for memory, and so waits once a row. Written while it is read in, never after.
 */
final class Units {

    /** Numbers of a row. */
    static final int EACH = 3;

    private static final int PARTICIPANT = 0;
    private static final int LESION = 1;
    private static final int CAPTURE = 2;

    private final int[] numbers;

    /** Of so many rows, nothing yet. */
    Units(int rows) {
        numbers = new int[Math.multiplyExact(rows, EACH)];
    }

    void set(int row, int which, int number) {
        numbers[row * EACH + which] = number;
    }

    /** Who one row counts for, as in {@link RowDocuments#PARTICIPANT}. */
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
