package org.dermatrail.projections.lucene;

import java.util.Arrays;
import org.apache.lucene.util.FixedBitSet;

/** Gathers a column of whole numbers. For one thread. */
final class NumbersBuilder {

    private final int[] given;
    private final FixedBitSet has;

    NumbersBuilder(int rows) {
        given = new int[rows];
        has = new FixedBitSet(rows);
    }

    void put(int row, int value) {
        given[row] = value;
        has.set(row);
    }

    Column.Numbers column() {
        var values = values();
        var codes = new CodesBuilder(given.length);
        int before = 0;
        for (int row = 0; row < given.length; row++) {
            if (has.get(row)) {
                // Rows side by side often have the same value.
                if (before == 0 || values[before] != given[row]) {
                    before = Arrays.binarySearch(values, 1, values.length, given[row]);
                }
                codes.set(row, before);
            }
        }
        return new Column.Numbers(codes.codes(), values);
    }

    /** The values that occur, rising from place 1 on. */
    private int[] values() {
        int count = 0;
        var all = new int[has.cardinality()];
        for (int row = 0; row < given.length; row++) {
            if (has.get(row)) {
                all[count++] = given[row];
            }
        }
        Arrays.sort(all);
        var values = new int[all.length + 1];
        int distinct = 0;
        for (int value : all) {
            if (distinct == 0 || values[distinct] != value) {
                values[++distinct] = value;
            }
        }
        return Arrays.copyOf(values, distinct + 1);
    }
}
