package org.dermatrail.connectors;

import java.util.List;
import java.util.Map;

/**
 * What a person should know of a source after it was read, though nothing was wrong with any item.
 *
 * @param unusedColumns columns of the main file that the mapping takes nothing from
 * @param unmatchedSideRows rows of each side table that belonged to no row read so far
 */
public record SourceRemarks(List<String> unusedColumns, Map<String, Long> unmatchedSideRows) {

    /** Nothing to remark. */
    public static final SourceRemarks NONE = new SourceRemarks(List.of(), Map.of());
}
