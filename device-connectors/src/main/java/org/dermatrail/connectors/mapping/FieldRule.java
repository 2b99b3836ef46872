package org.dermatrail.connectors.mapping;

import java.util.Map;
import java.util.Optional;

/**
 * Where a word of the registry comes from.
 *
 * @param <T> the kind of word
 */
public sealed interface FieldRule<T> {

    /**
     * The same for every row.
     *
     * @param value the word
     * @param <T> the kind of word
     */
    record Constant<T>(T value) implements FieldRule<T> {}

    /**
     * From a column.
     *
     * @param at the column
     * @param values the source's values; empty stands for "not known"
     * @param vocabulary how a value that is not among them may still be a word of the registry
     * @param <T> the kind of word
     */
    record Mapped<T>(ColumnRef at, Map<String, Optional<T>> values, Vocabulary<T> vocabulary) implements FieldRule<T> {}

    /**
     * From several columns of zeros and ones, of which exactly one is one.
     *
     * @param columns the columns and what a one in each says
     * @param <T> the kind of word
     */
    record OneHot<T>(Map<ColumnRef, T> columns) implements FieldRule<T> {}
}
