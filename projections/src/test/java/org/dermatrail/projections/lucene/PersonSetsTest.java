package org.dermatrail.projections.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.lucene.util.FixedBitSet;
import org.junit.jupiter.api.Test;

/** Buckets keep apart whom they met, however many buckets and participants there are. */
class PersonSetsTest {

    private static final int BUCKETS = 5;

    @Property(tries = 200)
    void each_bucket_counts_whom_it_met_once(
            @ForAll @IntRange(min = 1, max = 300) int limit,
            @ForAll @Size(max = 400) List<@IntRange(max = 1499) Integer> met,
            @ForAll Set<@IntRange(max = 299) Integer> others) {
        var sets = new PersonSets(limit);
        sets.reach(BUCKETS);
        var expected = new HashSet<Integer>();
        for (int each : met) {
            int person = each / BUCKETS % limit;
            add(sets, each % BUCKETS, person);
            expected.add(each % BUCKETS * limit + person);
        }
        var also = new FixedBitSet(limit);
        others.stream().filter(person -> person < limit).forEach(also::set);
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            int first = bucket * limit;
            var inBucket = expected.stream()
                    .filter(each -> each >= first && each < first + limit)
                    .map(each -> each - first)
                    .toList();
            assertThat(sets.count(bucket)).isEqualTo(inBucket.size());
            assertThat(sets.countAlso(bucket, also))
                    .isEqualTo(inBucket.stream().filter(also::get).count());
        }
    }

    private static void add(PersonSets to, int bucket, int person) {
        to.add(new int[] {bucket}, new int[] {person << 1}, 1);
    }

    @Test
    void whom_buckets_met_stays_when_there_come_to_be_more_than_fit_one_array() {
        int limit = 1_000_000;
        var sets = new PersonSets(limit);
        sets.reach(2);
        add(sets, 0, 0);
        add(sets, 1, limit - 1);
        add(sets, 1, 64);
        sets.reach(100);
        add(sets, 1, 64);
        add(sets, 99, 7);
        assertThat(sets.count(0)).isEqualTo(1);
        assertThat(sets.count(1)).isEqualTo(2);
        assertThat(sets.count(2)).isZero();
        assertThat(sets.count(99)).isEqualTo(1);
        var also = new FixedBitSet(limit);
        also.set(64);
        assertThat(sets.countAlso(1, also)).isEqualTo(1);
    }
}
