package org.dermatrail.connectors.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dermatrail.connectors.mapping.FieldRule;
import org.jspecify.annotations.Nullable;

/**
 * Reads one word of the registry from a row.
 *
 * @param <T> the kind of word
 */
interface WordReading<T> {

    /** Characters of a mapped column's value that a message may repeat. */
    int LONGEST_ECHO = 40;

    /**
     * The word, or {@code null} where the row does not say.
     *
     * @throws RowFlaw where it says something that is not one
     */
    @Nullable
    T of(Cells row) throws RowFlaw;

    /** Reads by a rule; nothing at all where there is none. */
    static <T> WordReading<T> by(@Nullable FieldRule<T> rule, JoinedTables tables) {
        return switch (rule) {
            case null -> row -> null;
            case FieldRule.Constant<T>(T value) -> row -> value;
            case FieldRule.Mapped<T> mapped -> mapped(mapped, tables.place(mapped.at()));
            case FieldRule.OneHot<T> oneHot -> oneHot(oneHot, tables);
        };
    }

    private static <T> WordReading<T> mapped(FieldRule.Mapped<T> rule, Cells.Place place) {
        return row -> {
            String text = row.at(place);
            Optional<T> word = rule.values().get(text);
            if (word == null && !text.isEmpty()) {
                word = rule.vocabulary().read(text);
                if (word.isEmpty()) {
                    throw new RowFlaw(
                            "VALUE_NOT_MAPPED",
                            "column '%s' holds '%s', which is not %s; map it in the mapping's '%s.values'."
                                    .formatted(
                                            place.column(),
                                            Echo.of(text, LONGEST_ECHO),
                                            rule.vocabulary().sentence(),
                                            place.key()));
                }
            }
            return word == null ? null : word.orElse(null);
        };
    }

    private static <T> WordReading<T> oneHot(FieldRule.OneHot<T> rule, JoinedTables tables) {
        record Column<T>(Cells.Place place, T word) {}
        List<Column<T>> columns = new ArrayList<>();
        rule.columns().forEach((column, word) -> columns.add(new Column<>(tables.place(column), word)));
        return row -> {
            if (!row.has(columns.getFirst().place())) {
                return null;
            }
            T found = null;
            int ones = 0;
            for (Column<T> column : columns) {
                if (isOne(row.at(column.place()), column.place())) {
                    found = column.word();
                    ones++;
                }
            }
            if (ones != 1) {
                throw new RowFlaw(
                        "ONE_HOT_NOT_ONE",
                        "of the columns of '%s', %d hold 1 where exactly one must; correct the row."
                                .formatted(columns.getFirst().place().key(), ones));
            }
            return found;
        };
    }

    private static boolean isOne(String text, Cells.Place place) throws RowFlaw {
        return switch (text) {
            case "1", "1.0" -> true;
            case "0", "0.0", "" -> false;
            default ->
                throw new RowFlaw(
                        "ONE_HOT_NOT_ONE",
                        "column '%s' holds '%s' where 0 or 1 must stand; correct the row."
                                .formatted(place.column(), Echo.shapeOf(text, LONGEST_ECHO)));
        };
    }
}
