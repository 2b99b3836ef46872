package org.dermatrail.projections.lucene;

import java.util.Arrays;
import org.apache.lucene.util.FixedBitSet;

/**
 * Distinct participants of buckets as long as they are few: who they are stands in a list, and once a bucket has met enough
 * nobody looks whom else it meets. For one thread.
 */
final class FewPersons implements Persons {

    /** For more, lists would be long to search; usual thresholds lie below. */
    static final int MOST = 32;

    private final int limit;
    private final int enough;
    private int[] met = new int[0];
    private int[] who = new int[0];

    /**
     * Counts up to so many in each bucket.
     *
     * @param limit above the ordinals of all participants
     * @param enough how many
     */
    FewPersons(int limit, int enough) {
        this.limit = limit;
        this.enough = enough;
    }

    @Override
    public void reach(int buckets) {
        met = Arrays.copyOf(met, buckets);
        who = Arrays.copyOf(who, Math.multiplyExact(buckets, enough));
        if (buckets > Buckets.NOWHERE) {
            met[Buckets.NOWHERE] = enough;
        }
    }

    @Override
    public boolean wants(int[] buckets, int count) {
        var known = met;
        int least = enough;
        for (int i = 0; i < count; i++) {
            least = Math.min(least, known[buckets[i]]);
        }
        return least < enough;
    }

    @Override
    public void add(int[] buckets, int[] participants, int count) {
        var known = met;
        int most = enough;
        for (int i = 0; i < count; i++) {
            if (known[buckets[i]] < most) {
                meet(buckets[i], participants[i] >> 1);
            }
        }
    }

    private void meet(int bucket, int person) {
        int first = bucket * enough;
        int end = first + met[bucket];
        for (int at = first; at < end; at++) {
            if (who[at] == person) {
                return;
            }
        }
        who[end] = person;
        met[bucket]++;
    }

    @Override
    public FixedBitSet union(int[] buckets) {
        var union = new FixedBitSet(limit);
        for (int bucket : buckets) {
            for (int at = bucket * enough; at < bucket * enough + met[bucket]; at++) {
                union.set(who[at]);
            }
        }
        return union;
    }

    @Override
    public boolean tellsAll() {
        return false;
    }
}
