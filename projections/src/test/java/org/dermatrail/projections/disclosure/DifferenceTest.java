package org.dermatrail.projections.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.cohort.RandomRows;
import org.dermatrail.projections.cohort.RowMatcher;

/** What one question meets and another does not. */
class DifferenceTest {

    private static final Criteria WOMEN = new Criteria.In(CohortField.SEX, Set.of("FEMALE"));
    private static final Criteria MELANOMA = new Criteria.In(CohortField.DIAGNOSIS, Set.of("MEL"));

    @Property(tries = 300)
    void holds_for_a_row_where_the_one_fits_and_the_other_does_not(@ForAll long seed) {
        var made = new RandomRows(seed, 20);
        for (int i = 0; i < 10; i++) {
            var one = made.question().criteria();
            var other = i % 2 == 0
                    ? made.question().criteria()
                    : new Criteria.All(List.of(one, made.question().criteria()));
            var difference = Difference.of(one, other);
            for (var block : made.blocks()) {
                for (var row : block.rows()) {
                    assertThat(RowMatcher.matches(difference, row.row()))
                            .as("%s without %s", one, other)
                            .isEqualTo(RowMatcher.matches(one, row.row()) && !RowMatcher.matches(other, row.row()));
                    assertThat(RowMatcher.matches(Difference.simplified(one), row.row()))
                            .isEqualTo(RowMatcher.matches(one, row.row()));
                }
            }
        }
    }

    @Example
    void is_nothing_where_the_other_asks_for_less() {
        assertThat(Difference.of(new Criteria.All(List.of(WOMEN, MELANOMA)), WOMEN))
                .isEqualTo(Difference.NOTHING);
        assertThat(Difference.of(WOMEN, Criteria.everything())).isEqualTo(Difference.NOTHING);
        assertThat(Difference.of(Difference.NOTHING, WOMEN)).isEqualTo(Difference.NOTHING);
    }

    @Example
    void is_nothing_where_the_other_asks_for_a_wider_range() {
        var adults = new Criteria.Between(CohortField.AGE_YEARS, 18, null);
        var thirties = new Criteria.Between(CohortField.AGE_YEARS, 30, 39);
        var anyAge = new Criteria.Between(CohortField.AGE_YEARS, null, null);

        assertThat(Difference.of(thirties, adults)).isEqualTo(Difference.NOTHING);
        assertThat(Difference.of(adults, anyAge)).isEqualTo(Difference.NOTHING);
        assertThat(Difference.of(adults, thirties))
                .isEqualTo(new Criteria.All(List.of(adults, new Criteria.Not(thirties))));
        assertThat(Difference.of(adults, new Criteria.Between(CohortField.DAY, null, null)))
                .isNotEqualTo(Difference.NOTHING);
    }

    @Example
    void denies_only_what_the_one_does_not_say() {
        assertThat(Difference.of(WOMEN, new Criteria.All(List.of(MELANOMA, WOMEN))))
                .isEqualTo(new Criteria.All(List.of(WOMEN, new Criteria.Not(MELANOMA))));
        assertThat(Difference.of(WOMEN, Difference.NOTHING)).isEqualTo(WOMEN);
    }
}
