package org.dermatrail.projections.lucene;

import java.util.Arrays;

/** Rows that are counted once for each of their values, one after the other. For one thread. */
final class RowsByValue {

    private static final int ENOUGH = 8192;

    private int[] buckets = new int[0];
    private int[] participants = new int[0];
    private int[] counted = new int[0];
    private int count;

    void add(int bucket, int participant, int number) {
        if (count == buckets.length) {
            int room = Math.max(ENOUGH, 2 * count);
            buckets = Arrays.copyOf(buckets, room);
            participants = Arrays.copyOf(participants, room);
            counted = Arrays.copyOf(counted, room);
        }
        buckets[count] = bucket;
        participants[count] = participant;
        counted[count] = number;
        count++;
    }

    /** Whether it is time to count them. */
    boolean isEnough() {
        return count >= ENOUGH;
    }

    /** Counts them and begins anew. */
    void into(Buckets of) {
        of.add(buckets, participants, counted, count);
        count = 0;
    }
}
