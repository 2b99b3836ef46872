package org.dermatrail.connectors.table;

import org.dermatrail.connectors.mapping.ColumnRef;
import org.jspecify.annotations.Nullable;

/**
 * Reads one whole number from a row. A fraction is cut off ({@code 80.0} is 80: completed years, whole days). Messages
 * give the shape of what is no number, since it may be a date or a name.
 *
 * @param place where it stands, or {@code null} where the source does not state it
 * @param least least value
 * @param most greatest value
 * @param code code of the flaw
 * @param meaning what the number must be
 */
record NumberReading(Cells.@Nullable Place place, int least, int most, String code, String meaning) {

    private static final int MOST_DIGITS = 6;

    static NumberReading ageYears(@Nullable ColumnRef column, JoinedTables tables) {
        return new NumberReading(
                column == null ? null : tables.place(column),
                0,
                120,
                "AGE_UNUSABLE",
                "an age in years from 0 to 120, or blank");
    }

    static NumberReading day(@Nullable ColumnRef column, JoinedTables tables) {
        return new NumberReading(
                column == null ? null : tables.place(column),
                -36_500,
                36_500,
                "DAY_UNUSABLE",
                "a whole number of days from the participant's baseline, never a date, or blank");
    }

    /** The number, or {@code null} where the cell is blank. */
    @Nullable
    Integer of(Cells row) throws RowFlaw {
        if (place == null) {
            return null;
        }
        String text = row.at(place);
        if (text.isEmpty()) {
            return null;
        }
        Integer number = number(text);
        if (number == null || number < least || number > most) {
            throw new RowFlaw(
                    code,
                    "column '%s' holds a value of the shape '%s', which is not %s; correct the row."
                            .formatted(place.column(), Echo.shapeOf(text, WordReading.LONGEST_ECHO), meaning));
        }
        return number;
    }

    private static @Nullable Integer number(String text) {
        int start = text.charAt(0) == '-' ? 1 : 0;
        int point = text.indexOf('.');
        int end = point < 0 ? text.length() : point;
        if (end == start || end - start > MOST_DIGITS || point == text.length() - 1) {
            return null;
        }
        int value = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (i != point && (c < '0' || c > '9')) {
                return null;
            }
            if (i < end) {
                value = value * 10 + (c - '0');
            }
        }
        return start == 0 ? value : -value;
    }
}
