package org.dermatrail.connectors.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dermatrail.connectors.SourceFault;
import org.dermatrail.connectors.mapping.NearestWord;

/**
 * The columns of a table. Names are taken without surrounding white space; unnamed columns are passed over.
 *
 * @param file name of the file
 * @param delimiter between its cells
 * @param columns names in their order
 * @param places place of each named column
 */
record Header(String file, char delimiter, List<String> columns, Map<String, Integer> places) {

    private static final List<Character> OTHER_DELIMITERS = List.of(',', ';', '\t', '|');
    private static final int MOST_LISTED = 60;
    private static final int LONGEST_LISTED = 60;

    static Header of(String file, TableFile.Row row, char delimiter) {
        if (row.flaw() != null) {
            throw new SourceFault(
                    "HEADER_MALFORMED",
                    "%s, row %d: the header cannot be read: %s."
                            .formatted(file, row.line(), row.flaw().sentence()));
        }
        var columns = new ArrayList<String>();
        Map<String, Integer> places = new HashMap<>();
        for (String cell : row.cells()) {
            String name = cell.strip();
            Integer before = name.isEmpty() ? null : places.putIfAbsent(name, columns.size());
            if (before != null) {
                throw new SourceFault(
                        "COLUMN_TWICE",
                        "%s: columns %d and %d are both named '%s'; rename or remove one."
                                .formatted(file, before + 1, columns.size() + 1, shortened(name)));
            }
            columns.add(name);
        }
        return new Header(file, delimiter, List.copyOf(columns), Map.copyOf(places));
    }

    /**
     * Place of a column.
     *
     * @param key key of the mapping that wants it
     * @throws SourceFault where there is none
     */
    int place(String column, String key) {
        Integer place = places.get(column);
        if (place == null) {
            throw columns.size() == 1 ? delimiterOrMissing(column, key) : missing(column, key);
        }
        return place;
    }

    private SourceFault delimiterOrMissing(String column, String key) {
        String only = columns.getFirst();
        for (char other : OTHER_DELIMITERS) {
            if (other != delimiter && only.indexOf(other) >= 0) {
                return new SourceFault(
                        "DELIMITER_WRONG",
                        "%s: the header is one single column when read with delimiter %s, but %s occurs in it; set 'delimiter: \"%s\"' in the mapping."
                                .formatted(file, inWords(delimiter), inWords(other), other == '\t' ? "\\t" : other));
            }
        }
        return missing(column, key);
    }

    private SourceFault missing(String column, String key) {
        String nearest = NearestWord.to(column, columns)
                .filter(name -> !name.isEmpty())
                .map(name -> " (did you mean '" + shortened(name) + "'?)")
                .orElse("");
        String listed = columns.stream()
                .filter(name -> !name.isEmpty())
                .limit(MOST_LISTED)
                .map(Header::shortened)
                .collect(Collectors.joining(", "));
        return new SourceFault(
                "COLUMN_MISSING",
                "%s has no column '%s', which the mapping's '%s' needs%s; its columns are: %s."
                        .formatted(file, column, key, nearest, listed));
    }

    private static String inWords(char delimiter) {
        return delimiter == '\t' ? "tab" : "'" + delimiter + "'";
    }

    private static String shortened(String name) {
        return Echo.of(name, LONGEST_LISTED);
    }
}
