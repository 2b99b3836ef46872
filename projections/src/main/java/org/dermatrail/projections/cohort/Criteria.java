package org.dermatrail.projections.cohort;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A condition on rows, freely nested.
 *
 * <p>Laws: {@code All} of nothing is everything, {@code Any} of nothing is nothing; a condition on an absent value is
 * false, so {@code Not} of it is true; a condition on a field of several values holds where one of them fits.
 * Immutable.
 */
public sealed interface Criteria {

    /** Deepest nesting a question may have. */
    int DEEPEST = 12;

    /** Most conditions a question may have. */
    int MOST_CONDITIONS = 200;

    /**
     * Every one of these.
     *
     * @param of conditions
     */
    record All(List<Criteria> of) implements Criteria {

        /** Copies the list. */
        public All {
            of = List.copyOf(of);
        }
    }

    /**
     * At least one of these.
     *
     * @param of conditions
     */
    record Any(List<Criteria> of) implements Criteria {

        /** Copies the list. */
        public Any {
            of = List.copyOf(of);
        }
    }

    /**
     * Not this.
     *
     * @param of condition
     */
    record Not(Criteria of) implements Criteria {}

    /**
     * The keyword is one of these.
     *
     * @param field a keyword field
     * @param values one or more values
     */
    record In(CohortField field, Set<String> values) implements Criteria {

        /** Copies the set; refuses a field that is no keyword. */
        public In {
            values = Set.copyOf(values);
            if (field.kind() != CohortField.Kind.KEYWORD) {
                throw new IllegalArgumentException(field.wireName() + " is a number; ask for a range of it");
            }
        }
    }

    /**
     * The number lies in this range, ends included.
     *
     * @param field a number field
     * @param from least value, or {@code null} for no bound
     * @param to greatest value, or {@code null} for no bound
     */
    record Between(
            CohortField field,
            @Nullable Integer from,
            @Nullable Integer to) implements Criteria {

        /** Refuses a field that is no number. */
        public Between {
            if (field.kind() != CohortField.Kind.NUMBER) {
                throw new IllegalArgumentException(field.wireName() + " is not a number; ask for values of it");
            }
        }

        /** Whether every number in another range lies in this one. */
        boolean contains(Between other) {
            return field == other.field
                    && (from == null || (other.from != null && from <= other.from))
                    && (to == null || (other.to != null && to >= other.to));
        }
    }

    /**
     * The field has a value.
     *
     * @param field any field
     */
    record Known(CohortField field) implements Criteria {}

    /**
     * Whether every row that fits this fits another, as far as it is plain from two conditions on one field; where it is not
     * plain, no.
     */
    default boolean implies(Criteria other) {
        return equals(other)
                || switch (this) {
                    case In in ->
                        (other instanceof In of && in.field == of.field && of.values.containsAll(in.values))
                                || (other instanceof Known known && known.field == in.field);
                    case Between between ->
                        (other instanceof Between of && of.contains(between))
                                || (other instanceof Known known && known.field == between.field);
                    case All all -> false;
                    case Any any -> false;
                    case Not not -> false;
                    case Known known -> false;
                };
    }

    /** Every row. */
    static Criteria everything() {
        return new All(List.of());
    }

    /** The conditions directly below this one. */
    default Stream<Criteria> children() {
        return switch (this) {
            case All all -> all.of().stream();
            case Any any -> any.of().stream();
            case Not not -> Stream.of(not.of());
            case In in -> Stream.empty();
            case Between between -> Stream.empty();
            case Known known -> Stream.empty();
        };
    }

    /** Number of conditions, this one included. */
    default int size() {
        return 1 + children().mapToInt(Criteria::size).sum();
    }

    /** Depth of nesting, 1 for a plain condition. */
    default int depth() {
        return 1 + children().mapToInt(Criteria::depth).max().orElse(0);
    }
}
