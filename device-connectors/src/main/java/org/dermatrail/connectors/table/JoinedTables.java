package org.dermatrail.connectors.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dermatrail.connectors.SourceFault;
import org.dermatrail.connectors.mapping.ColumnRef;
import org.dermatrail.connectors.mapping.NearestWord;
import org.dermatrail.connectors.mapping.TableMapping;
import org.jspecify.annotations.Nullable;

/** The main table's columns and the side tables that were given, as one. Used by one thread. */
final class JoinedTables {

    private record Side(String name, int on, List<String> columns, SideTable table) {}

    private final Header main;
    private final List<Side> sides;
    private final Set<String> usedColumns = new HashSet<>();

    private JoinedTables(Header main, List<Side> sides) {
        this.main = main;
        this.sides = sides;
    }

    /**
     * Reads the side tables.
     *
     * @throws SourceFault where one is missing, not known, or not readable
     */
    static JoinedTables open(TableMapping mapping, Map<String, Path> given, Header main) {
        for (String name : given.keySet()) {
            if (!mapping.joins().containsKey(name)) {
                throw unknown(mapping, name);
            }
        }
        var sides = new ArrayList<Side>();
        var tables = new JoinedTables(main, sides);
        mapping.joins().forEach((name, join) -> {
            Path path = given.get(name);
            if (path == null && join.required()) {
                throw new SourceFault(
                        "JOIN_MISSING",
                        "%s needs its side table '%s'; give it with --join %s=FILE."
                                .formatted(mapping.file(), name, name));
            }
            if (path != null) {
                int on = tables.mainPlace(join.on(), "joins." + name + ".on");
                var columns = MappedColumns.of(mapping).stream()
                        .filter(column -> name.equals(column.join()))
                        .map(ColumnRef::column)
                        .distinct()
                        .toList();
                sides.add(
                        new Side(name, on, columns, SideTable.read(name, path, mapping.format(), join.key(), columns)));
            }
        });
        return tables;
    }

    private static SourceFault unknown(TableMapping mapping, String name) {
        String nearest = NearestWord.to(name, mapping.joins().keySet())
                .map(word -> " (did you mean '" + word + "'?)")
                .orElse("");
        String known = mapping.joins().isEmpty()
                ? "none"
                : String.join(", ", mapping.joins().keySet());
        return new SourceFault(
                "JOIN_UNKNOWN",
                "%s knows no side table '%s'%s; it knows: %s."
                        .formatted(mapping.file(), Echo.of(name, 60), nearest, known));
    }

    /** Where a column stands. */
    Cells.Place place(ColumnRef column) {
        if (column.join() == null) {
            return new Cells.Place(
                    Cells.Place.MAIN, mainPlace(column.column(), column.key()), column.column(), column.key());
        }
        for (int i = 0; i < sides.size(); i++) {
            if (sides.get(i).name().equals(column.join())) {
                int index = sides.get(i).columns().indexOf(column.column());
                return new Cells.Place(i, index, column.column(), column.key());
            }
        }
        return new Cells.Place(Cells.Place.NOT_GIVEN, 0, column.column(), column.key());
    }

    /** Place of a column of the main table. */
    int mainPlace(String column, String key) {
        int place = main.place(column, key);
        usedColumns.add(column);
        return place;
    }

    /** A row of the main table with all that belongs to it. */
    Cells join(List<String> row) {
        if (sides.isEmpty()) {
            return new Cells(row, Collections.emptyList());
        }
        @Nullable List<String>[] joined = newRows(sides.size());
        for (int i = 0; i < joined.length; i++) {
            Side side = sides.get(i);
            joined[i] = side.table().cellsOf(row.get(side.on()).strip());
        }
        return new Cells(row, Arrays.asList(joined));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no other way to make an array of lists.
    private static @Nullable List<String>[] newRows(int count) {
        return new List[count];
    }

    /** Named columns of the main table that no rule has asked for. */
    List<String> unusedColumns() {
        return main.columns().stream()
                .filter(column -> !column.isEmpty() && !usedColumns.contains(column))
                .toList();
    }

    /** Rows of each side table that belonged to no row so far. */
    Map<String, Long> unmatchedSideRows() {
        Map<String, Long> unmatched = new LinkedHashMap<>();
        for (Side side : sides) {
            unmatched.put(side.name(), side.table().unmatched());
        }
        return Collections.unmodifiableMap(unmatched);
    }
}
