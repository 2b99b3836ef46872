package org.dermatrail.connectors.table;

/** Limits that keep one bad table from taking the memory of a centre's gateway. The size of the main table has none. */
public final class TableLimits {

    /** Characters in one cell. */
    public static final int CELL_CHARACTERS = 1 << 16;

    /** Characters in one row. */
    public static final int ROW_CHARACTERS = 1 << 20;

    /** Columns of a table. */
    public static final int COLUMNS = 2048;

    /** Characters in one id. */
    public static final int ID_CHARACTERS = 200;

    /** Characters in one acquisition parameter. */
    public static final int PARAMETER_CHARACTERS = 200;

    /** Rows of one side table, which is held in memory. */
    public static final int SIDE_ROWS = 2_000_000;

    private TableLimits() {}
}
