package org.dermatrail.projections.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** Sets of rows, row by row against what plain logic says of each row. */
class RowSetTest {

    /** A set and what it should hold. */
    private record Made(RowSet set, IntPredicate holds) {}

    private static final int ROWS = 3 * RowSet.STRETCH * Long.SIZE + 77;

    private final Random random = new Random(42);

    private Made made(int depth) {
        int kind = depth == 0 ? random.nextInt(2) : random.nextInt(5);
        return switch (kind) {
            case 0 -> {
                boolean all = random.nextBoolean();
                yield new Made(new RowSet.Same(all), row -> all);
            }
            case 1 -> found();
            case 2 -> {
                var of = several(depth);
                yield new Made(new RowSet.Every(of.stream().map(Made::set).toList()), row -> of.stream()
                        .allMatch(each -> each.holds().test(row)));
            }
            case 3 -> {
                var of = several(depth);
                yield new Made(new RowSet.Some(of.stream().map(Made::set).toList()), row -> of.stream()
                        .anyMatch(each -> each.holds().test(row)));
            }
            default -> {
                var of = made(depth - 1);
                yield new Made(new RowSet.Others(of.set()), of.holds().negate());
            }
        };
    }

    private List<Made> several(int depth) {
        var of = new ArrayList<Made>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            of.add(made(depth - 1));
        }
        return of;
    }

    /** Rows of some of the codes, in an array as narrow as their number asks for. */
    private Made found() {
        int codes = List.of(3, 300, 70_000).get(random.nextInt(3));
        var accepted = new boolean[codes];
        for (int code = 0; code < codes; code++) {
            accepted[code] = random.nextBoolean();
        }
        var ofRows = random.ints(ROWS, 0, codes).toArray();
        return new Made(
                new RowSet.Found(Codes.of(ofRows.clone(), codes).fitting(accepted)), row -> accepted[ofRows[row]]);
    }

    @Test
    void hold_the_rows_that_fit_and_no_others() {
        for (int i = 0; i < 60; i++) {
            // Given
            var made = made(3);
            var before = found();
            int words = Codes.words(ROWS);
            for (int first = 0; first < words; first += RowSet.STRETCH) {
                int count = Math.min(RowSet.STRETCH, words - first);

                // When
                var put = new long[RowSet.STRETCH];
                made.set().put(first, count, put);
                var both = new long[RowSet.STRETCH];
                before.set().put(first, count, both);
                made.set().and(first, count, both);

                // Then
                for (int row = first * Long.SIZE; row < Math.min(ROWS, (first + count) * Long.SIZE); row++) {
                    boolean fits = made.holds().test(row);
                    assertThat(has(put, first, row)).isEqualTo(fits);
                    assertThat(has(both, first, row))
                            .isEqualTo(fits && before.holds().test(row));
                }
            }
        }
    }

    private static boolean has(long[] words, int first, int row) {
        return (words[(row >> 6) - first] >> row & 1) != 0;
    }
}
