package org.dermatrail.connectors.table;

import java.io.IOException;
import java.util.List;
import org.dermatrail.connectors.Source;
import org.dermatrail.connectors.SourceColumn;
import org.dermatrail.connectors.SourceDescription;
import org.dermatrail.connectors.SourceItem;
import org.dermatrail.connectors.SourceItem.Origin;
import org.dermatrail.connectors.SourceRemarks;
import org.dermatrail.connectors.UnusableItem;
import org.jspecify.annotations.Nullable;

/** An opened table: one item a row. Progress is that of the main table. Used by one thread. */
final class TableSource implements Source {

    private final SourceDescription description;
    private final TableFile file;
    private final JoinedTables tables;
    private final RowMapper mapper;
    private final List<SourceColumn> columns;

    TableSource(
            SourceDescription description,
            TableFile file,
            JoinedTables tables,
            RowMapper mapper,
            List<SourceColumn> columns) {
        this.description = description;
        this.file = file;
        this.tables = tables;
        this.mapper = mapper;
        this.columns = columns;
    }

    @Override
    public SourceDescription description() {
        return description;
    }

    @Override
    public @Nullable SourceItem next() throws IOException {
        var row = file.next();
        return row == null ? null : item(row);
    }

    private SourceItem item(TableFile.Row row) {
        var origin = new Origin(file.name(), row.line());
        String captureId = null;
        try {
            refuseMalformed(row, file.header());
            captureId = mapper.captureIdOf(row.cells());
            return mapper.capture(origin, captureId, row.cells());
        } catch (RowFlaw flaw) {
            return new UnusableItem(origin, captureId, flaw.code(), flaw.sentence());
        }
    }

    private static void refuseMalformed(TableFile.Row row, Header header) throws RowFlaw {
        int wanted = header.columns().size();
        String extent = row.lastLine() > row.line() ? " (the row runs to line " + row.lastLine() + ")" : "";
        if (row.flaw() != null) {
            throw new RowFlaw(row.flaw().name(), row.flaw().sentence(row, header) + extent + ".");
        }
        if (row.cells().size() != wanted) {
            throw new RowFlaw(
                    "CELL_COUNT",
                    "it has %d cells where the header has %d; check for missing or surplus delimiters and quotes%s."
                            .formatted(row.cells().size(), wanted, extent));
        }
    }

    @Override
    public long bytesRead() {
        return file.bytesTaken();
    }

    @Override
    public long bytesInAll() {
        return file.size();
    }

    @Override
    public List<SourceColumn> columns() {
        return columns;
    }

    @Override
    public SourceRemarks remarks() {
        return new SourceRemarks(tables.unusedColumns(), tables.unmatchedSideRows());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
