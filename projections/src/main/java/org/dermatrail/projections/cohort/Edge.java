package org.dermatrail.projections.cohort;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The least or the greatest value of a number that matching rows have.
 *
 * @param criteria which rows
 * @param field a number field
 * @param least whether the least value, else the greatest
 */
public record Edge(Criteria criteria, CohortField field, boolean least) {

    /** Refuses a field that is no number. */
    public Edge {
        if (field.kind() != CohortField.Kind.NUMBER) {
            throw new IllegalArgumentException(field.wireName() + " has no least value");
        }
    }

    /** Whether a value lies further out than another. */
    public boolean beyond(long value, long other) {
        return least ? value < other : value > other;
    }

    /**
     * The value beyond which no fitting row has one, as far as the criteria say so plainly: whoever has met it need not look
     * for a further one.
     */
    public OptionalInt limit() {
        return limit(criteria);
    }

    private OptionalInt limit(Criteria of) {
        return switch (of) {
            case Criteria.All all ->
                all.of().stream()
                        .map(this::limit)
                        .flatMapToInt(OptionalInt::stream)
                        .reduce((one, other) -> beyond(one, other) ? other : one);
            case Criteria.Between between when between.field() == field -> of(least ? between.from() : between.to());
            case Criteria.Not(Criteria.Between between) when between.field() == field -> limitOutside(between);
            default -> OptionalInt.empty();
        };
    }

    /** Outside of a range that is open to the one side, values lie beyond its end on the other. */
    private OptionalInt limitOutside(Criteria.Between between) {
        var from = between.from();
        var to = between.to();
        if (least) {
            return from == null && to != null && to < Integer.MAX_VALUE ? of(to + 1) : OptionalInt.empty();
        }
        return to == null && from != null && from > Integer.MIN_VALUE ? of(from - 1) : OptionalInt.empty();
    }

    private static OptionalInt of(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
