package org.dermatrail.connectors.table;

/** How a row can be malformed as text. */
enum FormFlaw {
    /** A cell is longer than the limit. */
    CELL_TOO_LONG("a cell is longer than %,d characters; shorten it, or close the quote that opens it"
            .formatted(TableLimits.CELL_CHARACTERS)),
    /** The row is longer than the limit. */
    ROW_TOO_LONG("the row is longer than %,d characters or has more than %,d cells; shorten it"
            .formatted(TableLimits.ROW_CHARACTERS, TableLimits.COLUMNS)),
    /** Something follows a closing quote. */
    QUOTE_STRAY("text follows a closing quote; double the quotes within a cell, and close each quoted cell");

    private static final int LONGEST_NAME = 60;

    private final String sentence;

    FormFlaw(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }

    /** The sentence for the row of a table, with the column where the flaw is that of one cell. */
    String sentence(TableFile.Row row, Header header) {
        int at = row.flawedCell() - 1;
        boolean named = this != ROW_TOO_LONG
                && at >= 0
                && at < header.columns().size()
                && !header.columns().get(at).isEmpty();
        return named ? "column '%s': ".formatted(Echo.of(header.columns().get(at), LONGEST_NAME)) + sentence : sentence;
    }
}
