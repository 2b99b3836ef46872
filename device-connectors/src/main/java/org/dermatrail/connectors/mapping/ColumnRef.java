package org.dermatrail.connectors.mapping;

import org.jspecify.annotations.Nullable;

/**
 * A column of the main table or of a side table.
 *
 * @param join name of the side table, or {@code null} for the main table
 * @param column name as the header writes it
 * @param key key of the mapping file that names the column, for messages
 */
public record ColumnRef(@Nullable String join, String column, String key) {}
