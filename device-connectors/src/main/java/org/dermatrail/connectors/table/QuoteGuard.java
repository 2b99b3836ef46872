package org.dermatrail.connectors.table;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Walks the characters of a table before the parser sees them, so that memory stays bounded whatever the file holds.
 *
 * <p>Laws: line ends become LF, within cells too; a cell or row over its limit is cut, its row marked; the parser gets
 * well-formed quoting only for what is cut, everything else unchanged. Used by one thread.
 */
final class QuoteGuard {

    private enum Place {
        CELL_START,
        PLAIN,
        QUOTED,
        AFTER_QUOTE
    }

    /**
     * A malformed row.
     *
     * @param line first line of the row
     * @param lastLine last line of the row
     * @param flaw what is wrong with it
     * @param cell which cell is at fault, counted from 1
     */
    record Mark(long line, long lastLine, FormFlaw flaw, int cell) {}

    private final char delimiter;
    private final ArrayDeque<Mark> marks = new ArrayDeque<>();

    private Place place = Place.CELL_START;
    private boolean afterReturn;
    private boolean cuttingCell;
    private boolean cuttingRow;
    private int cellLength;
    private int rowLength;
    private int cells = 1;
    private long line = 1;
    private long rowLine = 1;
    private long quoteLine = 1;
    private @Nullable FormFlaw flaw;
    private int flawedCell;

    QuoteGuard(char delimiter) {
        this.delimiter = delimiter;
    }

    /** Line of the next character. */
    long line() {
        return line;
    }

    /** Line on which a quote opened that is still open, or 0. */
    long openQuoteLine() {
        return place == Place.QUOTED ? quoteLine : 0;
    }

    /** The mark on the row that starts on this line, or {@code null}; earlier marks are forgotten. */
    @Nullable
    Mark markOf(long startLine) {
        forgetMarksBefore(startLine);
        var first = marks.peekFirst();
        return first != null && first.line() == startLine ? first : null;
    }

    /** Forgets the marks on rows that start before this line. */
    void forgetMarksBefore(long startLine) {
        while (!marks.isEmpty() && marks.getFirst().line() < startLine) {
            marks.removeFirst();
        }
    }

    /** The text ends here. */
    void end() {
        markRow();
    }

    /** Passes characters on within the same array; the number that are left. */
    int pass(char[] text, int length) {
        int kept = 0;
        for (int i = 0; i < length; i++) {
            char c = text[i];
            if (c == '\n' && afterReturn) {
                afterReturn = false;
                continue;
            }
            afterReturn = c == '\r';
            char plain = afterReturn ? '\n' : c;
            if (place == Place.QUOTED) {
                kept = quoted(plain, text, kept);
            } else {
                kept = unquoted(plain, text, kept);
            }
        }
        return kept;
    }

    private int quoted(char c, char[] text, int kept) {
        if (c == '\n') {
            line++;
        } else if (c == '"') {
            place = Place.AFTER_QUOTE;
        }
        return keep(c, true, text, kept);
    }

    private int unquoted(char c, char[] text, int kept) {
        if (c == delimiter) {
            return nextCell(c, text, kept);
        }
        if (c == '\n') {
            nextRow();
            text[kept] = c;
            return kept + 1;
        }
        if (c == '"' && place != Place.PLAIN) {
            if (place == Place.CELL_START) {
                quoteLine = line;
            }
            place = Place.QUOTED;
        } else if (place == Place.CELL_START) {
            place = Place.PLAIN;
        } else if (place == Place.AFTER_QUOTE) {
            flaw(FormFlaw.QUOTE_STRAY);
        }
        return keep(c, false, text, kept);
    }

    private int nextCell(char c, char[] text, int kept) {
        place = Place.CELL_START;
        cuttingCell = cuttingRow;
        cellLength = 0;
        rowLength++;
        if (++cells > TableLimits.COLUMNS || rowLength > TableLimits.ROW_CHARACTERS) {
            flaw(FormFlaw.ROW_TOO_LONG);
            cuttingRow = true;
            cuttingCell = true;
        }
        if (cuttingRow) {
            return kept;
        }
        text[kept] = c;
        return kept + 1;
    }

    private void nextRow() {
        markRow();
        line++;
        rowLine = line;
        place = Place.CELL_START;
        cuttingCell = false;
        cuttingRow = false;
        cellLength = 0;
        rowLength = 0;
        cells = 1;
    }

    private int keep(char c, boolean withinQuotes, char[] text, int kept) {
        if (cuttingCell) {
            return kept;
        }
        cellLength++;
        rowLength++;
        boolean rowFull = rowLength > TableLimits.ROW_CHARACTERS;
        if (!rowFull && cellLength <= TableLimits.CELL_CHARACTERS) {
            text[kept] = c;
            return kept + 1;
        }
        flaw(rowFull ? FormFlaw.ROW_TOO_LONG : FormFlaw.CELL_TOO_LONG);
        cuttingCell = true;
        cuttingRow |= rowFull;
        if (withinQuotes) {
            // The parser is within quotes and sees no more of this cell: close it in place of the rest.
            text[kept] = '"';
            return kept + 1;
        }
        return kept;
    }

    private void flaw(FormFlaw found) {
        if (flaw == null) {
            flaw = found;
            flawedCell = cells;
        }
    }

    private void markRow() {
        if (flaw != null) {
            marks.addLast(new Mark(rowLine, line, flaw, flawedCell));
            flaw = null;
        }
    }
}
