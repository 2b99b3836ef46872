package org.dermatrail.projections.lucene;

/** Gathers the codes of a column, whose number is not known before, in an array that becomes wider when it must. For one thread. */
final class CodesBuilder {

    private static final int UNSIGNED = 0xff;

    private final int rows;
    private byte[] narrow;
    private char[] wider = new char[0];
    private int[] widest = new int[0];

    /** Of so many rows, each with code 0. */
    CodesBuilder(int rows) {
        this.rows = rows;
        narrow = new byte[rows];
    }

    void set(int row, int code) {
        if (widest.length > 0) {
            widest[row] = code;
        } else if (wider.length > 0) {
            if (code > Character.MAX_VALUE) {
                widest = new int[rows];
                for (int each = 0; each < rows; each++) {
                    widest[each] = wider[each];
                }
                widest[row] = code;
            } else {
                wider[row] = (char) code;
            }
        } else if (code > UNSIGNED) {
            wider = new char[rows];
            for (int each = 0; each < rows; each++) {
                wider[each] = (char) (narrow[each] & UNSIGNED);
            }
            set(row, code);
        } else {
            narrow[row] = (byte) code;
        }
    }

    Codes codes() {
        if (widest.length > 0) {
            return new Codes.Ints(widest);
        }
        return wider.length > 0 ? new Codes.Chars(wider) : new Codes.Bytes(narrow);
    }
}
