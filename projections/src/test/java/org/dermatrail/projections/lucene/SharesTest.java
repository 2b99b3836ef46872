package org.dermatrail.projections.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.Facet;
import org.dermatrail.projections.cohort.Level;

/** Facets dealt out are all there, each once, in the order they were asked in. */
class SharesTest {

    @Property
    void every_facet_is_counted_by_one(
            @ForAll @IntRange(max = 20) int facets, @ForAll @IntRange(min = 1, max = 64) int cores) {
        List<Facet> asked = new ArrayList<>();
        for (int interval = 1; interval <= facets; interval++) {
            asked.add(new Facet(CohortField.AGE_YEARS, Level.CAPTURE, interval, 100));
        }
        var shares = Shares.of(asked, cores);
        var dealt = new ArrayList<>(shares.own());
        shares.others().forEach(dealt::addAll);
        assertThat(dealt).isEqualTo(asked);
        assertThat(shares.others()).noneMatch(List::isEmpty);
        assertThat(cores > 1 || shares.others().isEmpty()).isTrue();
    }
}
