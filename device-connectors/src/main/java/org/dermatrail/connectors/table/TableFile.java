package org.dermatrail.connectors.table;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.dermatrail.connectors.SourceFault;
import org.dermatrail.connectors.mapping.TableMapping.Format;
import org.jspecify.annotations.Nullable;

/** One delimited file, read once from header to end. Used by one thread. */
final class TableFile implements AutoCloseable {

    // Room for a whole cell and what is read at once; the guard sees to it that no cell is longer.
    private static final int PARSER_BUFFER = 4 * TableLimits.CELL_CHARACTERS;

    /**
     * A row as written.
     *
     * @param line line on which it starts
     * @param lastLine line on which it ends
     * @param cells its cells; cut where it has a flaw
     * @param flaw what is wrong with its form, or {@code null}
     * @param flawedCell which cell the flaw is in, counted from 1; 0 where there is none
     */
    record Row(
            long line,
            long lastLine,
            List<String> cells,
            @Nullable FormFlaw flaw,
            int flawedCell) {}

    private final String name;
    private final long size;
    private final QuoteGuard guard;
    private final GuardedText text;
    private final CloseableIterator<CsvRecord> records;
    private final Header header;
    private @Nullable SourceFault fault;

    private TableFile(String name, long size, InputStream in, Format format) throws IOException {
        this.name = name;
        this.size = size;
        this.guard = new QuoteGuard(format.delimiter());
        this.text = new GuardedText(name, in, format, guard);
        this.records = CsvReader.builder()
                .fieldSeparator(format.delimiter())
                .commentCharacter(format.delimiter() == '#' ? '\u0001' : '#')
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .maxBufferSize(PARSER_BUFFER)
                .build(
                        CsvRecordHandler.of(limits -> limits.maxFields(TableLimits.COLUMNS + 1)
                                .maxFieldSize(TableLimits.CELL_CHARACTERS + 2)
                                .maxRecordSize(TableLimits.ROW_CHARACTERS + 2)),
                        text)
                .iterator();
        Row first = next();
        if (first == null) {
            throw new SourceFault(
                    "FILE_EMPTY", "%s holds no header row; copy it again, or name the right file.".formatted(name));
        }
        this.header = Header.of(name, first, format.delimiter());
    }

    /**
     * Opens a file and reads its header.
     *
     * @throws SourceFault where it is not a readable table
     */
    static TableFile open(Path path, Format format) {
        String name = String.valueOf(path.getFileName());
        InputStream in = FileHead.open(path, format);
        try {
            return new TableFile(name, FileHead.size(path), in, format);
        } catch (SourceFault | IOException unusable) {
            try (in) {
                throw unusable instanceof SourceFault fault ? fault : FileHead.unreadable(path);
            } catch (IOException closing) {
                throw FileHead.unreadable(path);
            }
        }
    }

    /**
     * Walks through a whole file without keeping anything of it.
     *
     * @throws SourceFault where it cannot be read to its end, so that no row need be taken before that is known
     */
    static void refuseUnlessReadableToItsEnd(Path path, Format format) {
        var guard = new QuoteGuard(format.delimiter());
        String name = String.valueOf(path.getFileName());
        char[] passed = new char[1 << 14];
        try (var text = new GuardedText(name, FileHead.open(path, format), format, guard)) {
            while (text.read(passed, 0, passed.length) >= 0) {
                guard.forgetMarksBefore(guard.line());
            }
        } catch (IOException unreadable) {
            throw FileHead.unreadable(path);
        }
    }

    String name() {
        return name;
    }

    long size() {
        return size;
    }

    long bytesTaken() {
        return text.bytesTaken();
    }

    Header header() {
        return header;
    }

    /**
     * The next row, or {@code null} at the end.
     *
     * @throws SourceFault where the file cannot be read on; from then on always
     */
    @Nullable
    Row next() throws IOException {
        if (fault != null) {
            throw fault;
        }
        try {
            return records.hasNext() ? row(records.next()) : null;
        } catch (UncheckedIOException medium) {
            throw medium.getCause();
        } catch (CsvParseException wrapped) {
            fault = wrapped.getCause() instanceof SourceFault cause
                    ? cause
                    : new SourceFault(
                            "TABLE_UNREADABLE",
                            "%s cannot be read beyond row %d; check quotes and delimiter there."
                                    .formatted(name, guard.line()));
            throw fault;
        }
    }

    private Row row(CsvRecord read) {
        long line = read.getStartingLineNumber();
        var mark = guard.markOf(line);
        if (mark != null) {
            return new Row(line, mark.lastLine(), read.getFields(), mark.flaw(), mark.cell());
        }
        long lastLine = line;
        for (int i = 0; i < read.getFieldCount(); i++) {
            String cell = read.getField(i);
            for (int at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) {
                lastLine++;
            }
        }
        return new Row(line, lastLine, read.getFields(), null, 0);
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
