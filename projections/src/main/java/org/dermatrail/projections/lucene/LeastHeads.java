package org.dermatrail.projections.lucene;

import java.util.Arrays;

/** The least different {@linkplain RowReader#head heads} that were met, as many as are wanted. For one thread. */
final class LeastHeads {

    private final long[] rising;
    private int count;

    LeastHeads(int wanted) {
        rising = new long[wanted];
    }

    /** Whether there are as many as are wanted, so that what lies beyond the furthest is of no interest. */
    boolean isEnough() {
        return count == rising.length;
    }

    /** The furthest of them. */
    long furthest() {
        return rising[count - 1];
    }

    /** Takes one in; where there are enough, one that lies before the furthest. */
    void add(long head) {
        int at = Arrays.binarySearch(rising, 0, count, head);
        if (at >= 0) {
            return;
        }
        int place = -at - 1;
        int moved = (isEnough() ? count - 1 : count) - place;
        System.arraycopy(rising, place, rising, place + 1, moved);
        rising[place] = head;
        count = Math.min(count + 1, rising.length);
    }
}
