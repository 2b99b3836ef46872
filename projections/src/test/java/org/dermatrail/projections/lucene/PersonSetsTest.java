package org.dermatrail.projections.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
            @ForAll @Size(max = 400) List<@IntRange(max = 1499) Integer> met) {
        var sets = new PersonSets(limit);
        sets.reach(BUCKETS);
        var expected = new HashSet<Integer>();
        for (int each : met) {
            int person = each / BUCKETS % limit;
            add(sets, each % BUCKETS, person);
            expected.add(each % BUCKETS * limit + person);
        }
        assertThat(people(sets.union(IntStream.range(0, BUCKETS).toArray())))
                .containsExactlyInAnyOrderElementsOf(
                        expected.stream().map(each -> each % limit).collect(Collectors.toSet()));
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            int first = bucket * limit;
            var inBucket = expected.stream()
                    .filter(each -> each >= first && each < first + limit)
                    .map(each -> each - first)
                    .toList();
            assertThat(people(sets.union(new int[] {bucket}))).containsExactlyInAnyOrderElementsOf(inBucket);
        }
    }

    @Property(tries = 200)
    void buckets_that_tell_few_apart_tell_them_all_until_there_are_enough(
            @ForAll @IntRange(min = 1, max = 12) int enough,
            @ForAll @Size(max = 200) List<@IntRange(max = 99) Integer> met) {
        var few = new FewPersons(100, enough);
        few.reach(3);
        few.reach(BUCKETS);
        var all = new PersonSets(100);
        all.reach(BUCKETS);
        for (int each : met) {
            int bucket = 1 + each % (BUCKETS - 1);
            add(few, bucket, each);
            add(all, bucket, each);
        }
        for (int bucket = 1; bucket < BUCKETS - 1; bucket++) {
            for (var together : List.of(new int[] {bucket}, new int[] {bucket, bucket + 1})) {
                int told = few.union(together).cardinality();
                int there = all.union(together).cardinality();
                assertThat(told).isBetween(Math.min(enough, there), there);
            }
        }
    }

    private static List<Integer> people(FixedBitSet of) {
        return IntStream.range(0, of.length()).filter(of::get).boxed().toList();
    }

    private static void add(Persons to, int bucket, int person) {
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
        assertThat(people(sets.union(new int[] {0}))).containsExactly(0);
        assertThat(people(sets.union(new int[] {1}))).containsExactly(64, limit - 1);
        assertThat(people(sets.union(new int[] {2}))).isEmpty();
        assertThat(people(sets.union(new int[] {2, 1, 99}))).containsExactly(7, 64, limit - 1);
    }
}
