package org.dermatrail.connectors.table;

import java.util.List;
import org.dermatrail.connectors.mapping.TableMapping.IdColumns;
import org.jspecify.annotations.Nullable;

/**
 * Reads one id, of one or more columns. Messages about ids never repeat them.
 *
 * @param columns names of its columns
 * @param places their places in the main table
 * @param separator between the parts
 */
record IdReading(List<String> columns, int[] places, String separator) {

    static IdReading by(IdColumns id, String key, JoinedTables tables) {
        int[] places = id.columns().stream()
                .mapToInt(column -> tables.mainPlace(column, key))
                .toArray();
        return new IdReading(id.columns(), places, id.separator());
    }

    /**
     * The id, or {@code null} where any part of it is blank.
     *
     * @throws RowFlaw where it is too long, ambiguous, or holds what no id may hold
     */
    @Nullable
    String of(List<String> row) throws RowFlaw {
        if (places.length == 1) {
            String id = row.get(places[0]).strip();
            refuseUnprintable(id, columns.getFirst());
            return id.isEmpty() ? null : shortEnough(id);
        }
        var id = new StringBuilder();
        for (int i = 0; i < places.length; i++) {
            String part = row.get(places[i]).strip();
            if (part.isEmpty()) {
                return null;
            }
            refuseUnprintable(part, columns.get(i));
            if (part.contains(separator)) {
                throw new RowFlaw(
                        "ID_AMBIGUOUS",
                        "column '%s' holds the separator '%s' of a composite id; choose another 'separator' in the mapping."
                                .formatted(columns.get(i), separator));
            }
            id.append(i == 0 ? "" : separator).append(part);
        }
        return shortEnough(id.toString());
    }

    /** Its columns, for messages. */
    String inWords() {
        return (columns.size() == 1 ? "column '" : "one of the columns '") + String.join("', '", columns) + "'";
    }

    private static void refuseUnprintable(String part, String column) throws RowFlaw {
        for (int i = 0; i < part.length(); i++) {
            if (Character.isISOControl(part.charAt(i))) {
                throw new RowFlaw(
                        "ID_UNPRINTABLE",
                        "column '%s' holds a control character (code %d) within an id; remove it."
                                .formatted(column, (int) part.charAt(i)));
            }
        }
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
