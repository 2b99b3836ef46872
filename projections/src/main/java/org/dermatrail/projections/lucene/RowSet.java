package org.dermatrail.projections.lucene;

import java.util.Arrays;
import java.util.List;

/**
 * Which rows of a segment fit something, told stretch by stretch in words of 64 rows, so that whoever has seen enough need
 * not look at the rest. Bits beyond the last row mean nothing. For one thread.
 */
sealed interface RowSet {

    /** Words of a stretch: few enough to stay in the processor's first cache. */
    int STRETCH = 128;

    /** How many stretches hold so many rows. */
    static int stretches(int rows) {
        return stretchOf(rows - 1) + 1;
    }

    /** In which stretch a row is. */
    static int stretchOf(int row) {
        return Math.floorDiv(row, STRETCH * Long.SIZE);
    }

    /** Puts the words from one on. */
    void put(int first, int count, long[] into);

    /** Leaves of these words what also fits. */
    void and(int first, int count, long[] words);

    /** All rows, or none. */
    record Same(boolean all) implements RowSet {

        @Override
        public void put(int first, int count, long[] into) {
            Arrays.fill(into, 0, count, all ? -1L : 0);
        }

        @Override
        public void and(int first, int count, long[] words) {
            if (!all) {
                Arrays.fill(words, 0, count, 0);
            }
        }
    }

    /** Rows that were found before. */
    @SuppressWarnings("ArrayRecordComponent") // Shared, never compared, never written to.
    record Found(long[] rows) implements RowSet {

        @Override
        public void put(int first, int count, long[] into) {
            System.arraycopy(rows, first, into, 0, count);
        }

        @Override
        public void and(int first, int count, long[] words) {
            for (int at = 0; at < count; at++) {
                words[at] &= rows[first + at];
            }
        }
    }

    /** Rows that fit every one. */
    record Every(List<RowSet> of) implements RowSet {

        @Override
        public void put(int first, int count, long[] into) {
            of.getFirst().put(first, count, into);
            for (int at = 1; at < of.size(); at++) {
                of.get(at).and(first, count, into);
            }
        }

        @Override
        public void and(int first, int count, long[] words) {
            for (var each : of) {
                each.and(first, count, words);
            }
        }
    }

    /** Rows that fit one at least. */
    @SuppressWarnings("ArrayRecordComponent") // Scratch of its own.
    record Some(List<RowSet> of, long[] one, long[] together) implements RowSet {

        Some(List<RowSet> of) {
            this(of, new long[STRETCH], new long[STRETCH]);
        }

        @Override
        public void put(int first, int count, long[] into) {
            of.getFirst().put(first, count, into);
            for (int each = 1; each < of.size(); each++) {
                of.get(each).put(first, count, one);
                for (int at = 0; at < count; at++) {
                    into[at] |= one[at];
                }
            }
        }

        @Override
        public void and(int first, int count, long[] words) {
            put(first, count, together);
            for (int at = 0; at < count; at++) {
                words[at] &= together[at];
            }
        }
    }

    /** Rows that do not fit. */
    @SuppressWarnings("ArrayRecordComponent") // Scratch of its own.
    record Others(RowSet of, long[] fitting) implements RowSet {

        Others(RowSet of) {
            this(of, new long[STRETCH]);
        }

        @Override
        public void put(int first, int count, long[] into) {
            of.put(first, count, into);
            for (int at = 0; at < count; at++) {
                into[at] = ~into[at];
            }
        }

        @Override
        public void and(int first, int count, long[] words) {
            of.put(first, count, fitting);
            for (int at = 0; at < count; at++) {
                words[at] &= ~fitting[at];
            }
        }
    }
}
