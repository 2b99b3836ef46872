package org.dermatrail.projections.lucene;

import java.util.Arrays;

/**
 * The least different {@linkplain RowReader#head heads} that were met, as many as are wanted. What is taken in is put in order
 * only now and then, which for many that come is less than giving each its place. For one thread.
 */
final class LeastHeads {

    /** How many times the wanted heads are taken in before they are put in order. */
    private static final int ROOM = 4;

    private final int wanted;
    private final long[] heads;
    private int count;
    private long furthest = Segment.Heads.NO_ID;

    LeastHeads(int wanted) {
        this.wanted = wanted;
        heads = new long[Math.multiplyExact(wanted, ROOM)];
    }

    /** Where there were enough when they were last put in order, the furthest of these; what lies beyond is of no interest. */
    long furthest() {
        return furthest;
    }

    /** Takes one in that lies before the furthest. */
    void add(long head) {
        heads[count++] = head;
        if (count == heads.length) {
            order();
        }
    }

    /** Puts them in order and lets all but the wanted go. */
    void order() {
        Arrays.sort(heads, 0, count);
        int kept = 0;
        for (int i = 0; i < count && kept < wanted; i++) {
            if (kept == 0 || heads[kept - 1] != heads[i]) {
                heads[kept++] = heads[i];
            }
        }
        count = kept;
        if (kept == wanted) {
            furthest = heads[kept - 1];
        }
    }
}
