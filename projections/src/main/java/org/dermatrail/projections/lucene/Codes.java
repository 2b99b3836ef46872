package org.dermatrail.projections.lucene;

/**
 * For each row of a segment the number of its value, 0 where it has none; in the narrowest array that holds them.
 *
 * <p>Law: {@link #gather}, {@link #copy} and {@link #fitting} answer from the numbers given to {@link #of}. Immutable.
 */
sealed interface Codes {

    /** Puts the codes of some rows beside one another. */
    void gather(int[] rows, int count, int[] into);

    /** Puts the codes of rows without a gap beside one another. */
    void copy(int first, int count, int[] into);

    /** The rows whose code is accepted, 64 a word. */
    long[] fitting(boolean[] accepted);

    /**
     * Takes in codes.
     *
     * @param codes one a row, not written to any more
     * @param limit above all of them
     */
    static Codes of(int[] codes, int limit) {
        if (limit <= 1 << Byte.SIZE) {
            var narrow = new byte[codes.length];
            for (int row = 0; row < codes.length; row++) {
                narrow[row] = (byte) codes[row];
            }
            return new Bytes(narrow);
        }
        if (limit <= 1 << Character.SIZE) {
            var narrow = new char[codes.length];
            for (int row = 0; row < codes.length; row++) {
                narrow[row] = (char) codes[row];
            }
            return new Chars(narrow);
        }
        return new Ints(codes);
    }

    /** Words that hold so many rows. */
    static int words(int rows) {
        return (rows + Long.SIZE - 1) / Long.SIZE;
    }

    private static int[] ones(boolean[] accepted) {
        var ones = new int[accepted.length];
        for (int code = 0; code < ones.length; code++) {
            ones[code] = accepted[code] ? 1 : 0;
        }
        return ones;
    }

    /** Up to 256 of them. */
    @SuppressWarnings("ArrayRecordComponent") // Shared, never compared, never written to.
    record Bytes(byte[] codes) implements Codes {

        private static final int UNSIGNED = 0xff;

        @Override
        public void gather(int[] rows, int count, int[] into) {
            for (int i = 0; i < count; i++) {
                into[i] = codes[rows[i]] & UNSIGNED;
            }
        }

        @Override
        public void copy(int first, int count, int[] into) {
            for (int i = 0; i < count; i++) {
                into[i] = codes[first + i] & UNSIGNED;
            }
        }

        @Override
        public long[] fitting(boolean[] accepted) {
            var ones = ones(accepted);
            var words = new long[words(codes.length)];
            for (int row = 0; row < codes.length; row++) {
                words[row >> 6] |= (long) ones[codes[row] & UNSIGNED] << row;
            }
            return words;
        }
    }

    /** Up to 65,536 of them. */
    @SuppressWarnings("ArrayRecordComponent") // Shared, never compared, never written to.
    record Chars(char[] codes) implements Codes {

        @Override
        public void gather(int[] rows, int count, int[] into) {
            for (int i = 0; i < count; i++) {
                into[i] = codes[rows[i]];
            }
        }

        @Override
        public void copy(int first, int count, int[] into) {
            for (int i = 0; i < count; i++) {
                into[i] = codes[first + i];
            }
        }

        @Override
        public long[] fitting(boolean[] accepted) {
            var ones = ones(accepted);
            var words = new long[words(codes.length)];
            for (int row = 0; row < codes.length; row++) {
                words[row >> 6] |= (long) ones[codes[row]] << row;
            }
            return words;
        }
    }

    /** Any number of them. */
    @SuppressWarnings("ArrayRecordComponent") // Shared, never compared, never written to.
    record Ints(int[] codes) implements Codes {

        @Override
        public void gather(int[] rows, int count, int[] into) {
            for (int i = 0; i < count; i++) {
                into[i] = codes[rows[i]];
            }
        }

        @Override
        public void copy(int first, int count, int[] into) {
            System.arraycopy(codes, first, into, 0, count);
        }

        @Override
        public long[] fitting(boolean[] accepted) {
            var ones = ones(accepted);
            var words = new long[words(codes.length)];
            for (int row = 0; row < codes.length; row++) {
                words[row >> 6] |= (long) ones[codes[row]] << row;
            }
            return words;
        }
    }
}
