package org.dermatrail.projections.lucene;

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
    }
}
