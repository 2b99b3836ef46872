package org.dermatrail.connectors.table;

import java.util.List;
import java.util.stream.Collectors;
import org.dermatrail.connectors.mapping.TableMapping.IdColumns;
import org.jspecify.annotations.Nullable;

/**
 * Reads one id, of one or more columns. Messages about ids never repeat them.
 *
 * @param parts its columns
 * @param separator between the parts
 */
record IdReading(List<Part> parts, String separator) {

    /**
     * One column of an id.
     *
     * @param column its name
     * @param place its place in the main table
     */
    record Part(String column, int place) {}

    static IdReading by(IdColumns id, String key, JoinedTables tables) {
        var parts = id.columns().stream()
                .map(column -> new Part(column, tables.mainPlace(column, key)))
                .toList();
        return new IdReading(parts, id.separator());
    }

    /**
     * The id, or {@code null} where any part of it is blank.
     *
     * @throws RowFlaw where it is too long, ambiguous, or holds what no id may hold
     */
    @Nullable
    String of(List<String> row) throws RowFlaw {
        if (parts.size() == 1) {
            String id = printable(parts.getFirst(), row);
            return id.isEmpty() ? null : shortEnough(id);
        }
        var id = new StringBuilder();
        for (Part part : parts) {
            String text = printable(part, row);
            if (text.isEmpty()) {
                return null;
            }
            if (text.contains(separator)) {
                throw new RowFlaw(
                        "ID_AMBIGUOUS",
                        "column '%s' holds the separator '%s' of a composite id; choose another 'separator' in the mapping."
                                .formatted(part.column(), separator));
            }
            id.append(id.isEmpty() ? "" : separator).append(text);
        }
        return shortEnough(id.toString());
    }

    /** Its columns, for messages. */
    String inWords() {
        return parts.stream()
                .map(part -> "'" + part.column() + "'")
                .collect(Collectors.joining(", ", parts.size() == 1 ? "column " : "one of the columns ", ""));
    }

    private static String printable(Part part, List<String> row) throws RowFlaw {
        String text = row.get(part.place()).strip();
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                throw new RowFlaw(
                        "ID_UNPRINTABLE",
                        "column '%s' holds a control character (code %d) within an id; remove it."
                                .formatted(part.column(), (int) text.charAt(i)));
            }
        }
        return text;
    }

    private String shortEnough(String id) throws RowFlaw {
        if (id.length() > TableLimits.ID_CHARACTERS) {
            throw new RowFlaw(
                    "ID_TOO_LONG",
                    "%s holds an id of more than %d characters; shorten it."
                            .formatted(inWords(), TableLimits.ID_CHARACTERS));
        }
        return id;
    }
}
