package org.dermatrail.projections.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** The least heads are those that sorting all of them would leave at the front. */
class LeastHeadsTest {

    @Property(tries = 500)
    void are_what_sorting_all_would_leave(
            @ForAll @IntRange(min = 1, max = 12) int wanted,
            @ForAll @Size(min = 1, max = 60) List<@LongRange(min = -20, max = 20) Long> met) {
        // Given
        var heads = new LeastHeads(wanted);

        // When
        for (long head : met) {
            if (head < heads.furthest()) {
                heads.add(head);
            }
        }

        heads.order();

        // Then
        var sorted = new TreeSet<>(met).stream().limit(wanted).toList();
        assertThat(heads.furthest()).isEqualTo(sorted.size() == wanted ? sorted.getLast() : Segment.Heads.NO_ID);
    }
}
