package org.dermatrail.connectors.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the main table with the rows of the side tables that belong to it.
 *
 * @param main cells of the main table
 * @param sides kept cells of each side table, {@code null} where no row of it belongs here
 */
record Cells(List<String> main, List<@Nullable List<String>> sides) {

    /**
     * Where a column stands.
     *
     * @param side place among {@link Cells#sides}, {@link #MAIN}, or {@link #NOT_GIVEN}
     * @param index place in the row
     * @param column name of the column
     * @param key key of the mapping that names it
     */
    record Place(int side, int index, String column, String key) {

        static final int MAIN = -1;
        static final int NOT_GIVEN = -2;
    }

    /** Whether a row stands there at all. */
    boolean has(Place place) {
        return place.side() == Place.MAIN || (place.side() >= 0 && sides.get(place.side()) != null);
    }

    /** What stands there, without surrounding white space; empty where nothing does. */
    String at(Place place) {
        if (place.side() == Place.MAIN) {
            return main.get(place.index()).strip();
        }
        List<String> side = place.side() < 0 ? null : sides.get(place.side());
        return side == null ? "" : side.get(place.index());
    }
}
