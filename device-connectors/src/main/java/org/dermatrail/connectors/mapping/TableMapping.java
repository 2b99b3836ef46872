package org.dermatrail.connectors.mapping;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.dermatrail.connectors.SourceDescription;
import org.dermatrail.domain.participant.Identification;
import org.jspecify.annotations.Nullable;

/**
 * One mapping file, read and validated. Immutable.
 *
 * <p>Law: every join that a rule names is declared in {@link #joins}; every constant and every mapped value is a word of
 * the registry, so that reading a row can fail on the row's values only.
 *
 * @param file how the mapping is named in messages
 * @param name its own name
 * @param source study, consent, site names and identification, as the source states them
 * @param format how the files are written
 * @param joins side tables by name, in the order of the file
 * @param ids columns that identify
 * @param stated rules for everything stated with a capture
 * @param pictureFiles patterns of picture file names, tried in order; placeholders in braces are {@code captureId} or
 *     columns of the main table
 */
public record TableMapping(
        String file,
        String name,
        SourceDescription source,
        Format format,
        Map<String, Join> joins,
        Ids ids,
        StatedRules stated,
        List<String> pictureFiles) {

    /**
     * How main file and side tables are written.
     *
     * @param delimiter between two cells
     * @param encoding of the text
     */
    public record Format(char delimiter, Charset encoding) {}

    /**
     * A side table.
     *
     * @param on column of the main table
     * @param key column of the side table that holds the same value
     * @param required whether the table must be given
     */
    public record Join(String on, String key, boolean required) {}

    /**
     * Columns of the main table that identify.
     *
     * @param capture of the capture
     * @param lesion of the lesion, or {@code null} where the source knows none
     * @param participant of the person, or {@code null} where {@link Identification#SURROGATE_PER_LESION}
     */
    public record Ids(
            IdColumns capture,
            @Nullable IdColumns lesion,
            @Nullable IdColumns participant) {}

    /**
     * One id, of one or more columns.
     *
     * @param columns at least one
     * @param separator stands between their values
     */
    public record IdColumns(List<String> columns, String separator) {}
}
