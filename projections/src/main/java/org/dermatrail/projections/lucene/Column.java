package org.dermatrail.projections.lucene;

import java.util.Arrays;
import java.util.OptionalInt;

/** One field of all rows of a segment: each row's code, and what the codes stand for. Code 0 is no value. Immutable. */
sealed interface Column {

    /** Each row's code. */
    Codes codes();

    /** How many codes there are, that of no value included. */
    int size();

    /**
     * A field of text; a code stands for all values a row has, since few combinations of them occur.
     *
     * @param codes each row's code
     * @param values values by code
     */
    @SuppressWarnings("ArrayRecordComponent") // Shared, never compared, never written to.
    record Keywords(Codes codes, String[][] values) implements Column {

        @Override
        public int size() {
            return values.length;
        }
    }

    /**
     * A field of whole numbers.
     *
     * @param codes each row's code
     * @param values value by code, rising from code 1 on
     */
    @SuppressWarnings("ArrayRecordComponent") // Shared, never compared, never written to.
    record Numbers(Codes codes, int[] values) implements Column {

        @Override
        public int size() {
            return values.length;
        }

        /** The value furthest out that is not beyond a limit, where there is one. */
        OptionalInt furthest(boolean least, OptionalInt limit) {
            int at = limit.isEmpty()
                    ? (least ? 1 : values.length - 1)
                    : Arrays.binarySearch(values, 1, values.length, limit.getAsInt());
            if (at < 0) {
                at = least ? -at - 1 : -at - 2;
            }
            return at >= 1 && at < values.length ? OptionalInt.of(values[at]) : OptionalInt.empty();
        }
    }
}
