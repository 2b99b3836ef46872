package org.dermatrail.connectors.synthetic;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dermatrail.connectors.SourceFault;
import org.jspecify.annotations.Nullable;

/** The rows of one of the files, whose columns are known beforehand. Used by one thread. */
final class CsvRows implements AutoCloseable {

    private static final int LONGEST_CELL = 4096;

    /**
     * A row.
     *
     * @param line line on which it starts
     * @param cells its cells, as many as the file has columns or not
     */
    record Row(long line, List<String> cells) {}

    private final String name;
    private final Counted bytes;
    private final CloseableIterator<CsvRecord> records;
    private @Nullable SourceFault fault;

    private CsvRows(Path file, Counted bytes, String columns) {
        this.name = String.valueOf(file.getFileName());
        this.bytes = bytes;
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        this.records = CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .build(
                        CsvRecordHandler.of(limits -> limits.maxFields(64).maxFieldSize(LONGEST_CELL)),
                        new InputStreamReader(bytes, decoder))
                .iterator();
        var head = next();
        if (head == null || !String.join(",", head.cells()).equals(columns)) {
            throw new SourceFault(
                    "HEADER_UNKNOWN",
                    "%s does not begin with the columns of a synthetic study; make it anew.".formatted(name));
        }
    }

    /**
     * Opens a file that must begin with these columns.
     *
     * @throws SourceFault where it does not, or cannot be read
     */
    static CsvRows open(Path file, String columns) {
        Counted bytes = null;
        try {
            bytes = new Counted(Files.newInputStream(file));
            return new CsvRows(file, bytes, columns);
        } catch (IOException unreadable) {
            throw new SourceFault(
                    "FILE_NOT_READABLE",
                    "%s cannot be read; copy the whole folder again.".formatted(file.getFileName()));
        } catch (SourceFault fault) {
            closeQuietly(bytes);
            throw fault;
        }
    }

    private static void closeQuietly(@Nullable Counted bytes) {
        try (bytes) {
            assert bytes != null : "a fault is found in what was opened";
        } catch (IOException closing) {
            // The fault that is on its way says more.
        }
    }

    String name() {
        return name;
    }

    long bytesRead() {
        return bytes.count;
    }

    /**
     * The next row, or {@code null} at the end.
     *
     * @throws SourceFault where the file cannot be read on; from then on always
     */
    @Nullable
    Row next() {
        if (fault != null) {
            throw fault;
        }
        try {
            if (!records.hasNext()) {
                return null;
            }
            var record = records.next();
            return new Row(record.getStartingLineNumber(), record.getFields());
        } catch (UncheckedIOException | CsvParseException unreadable) {
            boolean coding = unreadable.getCause() instanceof CharacterCodingException;
            fault = new SourceFault(
                    coding ? "ENCODING_MALFORMED" : "TABLE_UNREADABLE",
                    "%s cannot be read on after %d bytes (%s); copy the whole folder again."
                            .formatted(name, bytes.count, coding ? "it is not UTF-8" : "no row ends there"));
            throw fault;
        }
    }

    @Override
    public void close() throws IOException {
        records.close();
    }

    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
