package org.dermatrail.connectors;

import org.jspecify.annotations.Nullable;

/**
 * A column of a source, and what is taken from it.
 *
 * @param column its name as the source writes it; of a side table as {@code TABLE.COLUMN}
 * @param meaning what it stands for in the registry's words, for instance {@code ageYears}; several are divided by commas;
 *     {@code null} where nothing is taken from it
 */
public record SourceColumn(String column, @Nullable String meaning) {}
