package org.dermatrail.connectors.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dermatrail.connectors.SourceFault;
import org.dermatrail.connectors.mapping.TableMapping.Format;
import org.jspecify.annotations.Nullable;

/**
 * A side table in memory: the mapped columns only, equal rows kept once. Used by one thread.
 *
 * <p>Law: a key stands for one row; two rows of one key that say different things are a fault, since none of them may
 * be preferred.
 */
final class SideTable {

    private record Entry(int number, long line, List<String> cells) {}

    private final Map<String, Entry> byKey = new HashMap<>();
    private final BitSet matched = new BitSet();
    private long keyless;

    /**
     * Reads a side table.
     *
     * @param joinName name the mapping gives it
     * @param keyColumn its key
     * @param columns columns to keep, in the order in which {@link #cellsOf} gives them
     */
    static SideTable read(String joinName, Path path, Format format, String keyColumn, List<String> columns) {
        var table = new SideTable();
        try (var file = TableFile.open(path, format)) {
            String at = "joins." + joinName;
            int key = file.header().place(keyColumn, at + ".key");
            int[] places = columns.stream()
                    .mapToInt(column -> file.header().place(column, at))
                    .toArray();
            Map<List<String>, List<String>> known = new HashMap<>();
            for (var row = file.next(); row != null; row = file.next()) {
                refuseMalformed(file, row);
                var cells = new ArrayList<String>(places.length);
                for (int place : places) {
                    cells.add(row.cells().get(place).strip());
                }
                List<String> kept = known.computeIfAbsent(List.copyOf(cells), each -> each);
                table.add(
                        file.name(), keyColumn, row.line(), row.cells().get(key).strip(), kept);
            }
            return table;
        } catch (IOException unreadable) {
            throw FileHead.unreadable(path);
        }
    }

    private static void refuseMalformed(TableFile file, TableFile.Row row) {
        int wanted = file.header().columns().size();
        String complaint = row.flaw() != null
                ? row.flaw().sentence(row, file.header())
                : row.cells().size() != wanted
                        ? "it has %d cells where the header has %d; correct the row"
                                .formatted(row.cells().size(), wanted)
                        : "";
        if (!complaint.isEmpty()) {
            throw new SourceFault(
                    "SIDE_ROW_MALFORMED",
                    "%s, row %d cannot be used, and a side table is needed whole: %s."
                            .formatted(file.name(), row.line(), complaint));
        }
    }

    private void add(String file, String keyColumn, long line, String key, List<String> cells) {
        if (key.isEmpty()) {
            keyless++;
            return;
        }
        Entry before = byKey.get(key);
        if (before == null) {
            if (byKey.size() == TableLimits.SIDE_ROWS) {
                throw new SourceFault(
                        "SIDE_TABLE_TOO_LARGE",
                        "%s has more than %,d rows; keep only those the main table needs."
                                .formatted(file, TableLimits.SIDE_ROWS));
            }
            byKey.put(key, new Entry(byKey.size(), line, cells));
        } else if (!before.cells().equals(cells)) {
            throw new SourceFault(
                    "SIDE_KEY_TWICE",
                    "%s: rows %d and %d have the same '%s' but say different things; keep the right one."
                            .formatted(file, before.line(), line, keyColumn));
        }
    }

    /** The kept cells of a key's row, or {@code null}. */
    @Nullable
    List<String> cellsOf(String key) {
        Entry entry = byKey.get(key);
        if (entry == null) {
            return null;
        }
        matched.set(entry.number());
        return entry.cells();
    }

    /** Rows that nothing was asked of so far; repeated rows count once. */
    long unmatched() {
        return byKey.size() - matched.cardinality() + keyless;
    }
}
