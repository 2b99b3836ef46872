package org.dermatrail.projections.lucene;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.SparseFixedBitSet;

/**
 * Distinct participants of numbered buckets: a bit each in one array as long as that stays small, in sparse sets where there
 * are many buckets of many participants. For one thread.
 */
final class PersonSets implements Persons {

    /** Words of the one array, at most: 4 MiB. */
    private static final int MOST_WORDS = 1 << 19;

    private final int limit;
    private final int stride;
    private long[] words = new long[0];
    private final List<BitSet> sparse = new ArrayList<>();

    /** Of participants with ordinals below a limit. */
    PersonSets(int limit) {
        this.limit = limit;
        stride = FixedBitSet.bits2words(limit);
    }

    @Override
    public void reach(int buckets) {
        if (sparse.isEmpty() && (long) buckets * stride <= MOST_WORDS) {
            words = Arrays.copyOf(words, buckets * stride);
            return;
        }
        for (int bucket = sparse.size(); bucket < buckets; bucket++) {
            var set = new SparseFixedBitSet(limit);
            for (int word = bucket * stride; word < Math.min(words.length, (bucket + 1) * stride); word++) {
                for (long left = words[word]; left != 0; left &= left - 1) {
                    set.set(((word - bucket * stride) << 6) + Long.numberOfTrailingZeros(left));
                }
            }
            sparse.add(set);
        }
        words = new long[0];
    }

    @Override
    public boolean wants(int[] buckets, int count) {
        return true;
    }

    @Override
    public void add(int[] buckets, int[] participants, int count) {
        if (words.length == 0) {
            for (int i = 0; i < count; i++) {
                sparse.get(buckets[i]).set(participants[i] >> 1);
            }
        } else {
            add(words, stride, buckets, participants, count);
        }
    }

    private static void add(long[] words, int stride, int[] buckets, int[] participants, int count) {
        for (int i = 0; i < count; i++) {
            int person = participants[i] >> 1;
            words[buckets[i] * stride + (person >> 6)] |= 1L << person;
        }
    }

    @Override
    public FixedBitSet union(int[] buckets) {
        var union = new FixedBitSet(limit);
        for (int bucket : buckets) {
            if (words.length == 0) {
                var set = sparse.get(bucket);
                for (int person = next(set, 0); person < limit; person = next(set, person + 1)) {
                    union.set(person);
                }
            } else {
                or(union.getBits(), bucket * stride);
            }
        }
        return union;
    }

    private void or(long[] into, int from) {
        for (int word = 0; word < stride; word++) {
            into[word] |= words[from + word];
        }
    }

    private int next(BitSet set, int from) {
        return from < limit ? set.nextSetBit(from) : limit;
    }

    @Override
    public boolean tellsAll() {
        return true;
    }
}
