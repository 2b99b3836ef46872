package org.dermatrail.connectors.table;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.dermatrail.connectors.SourceFault;
import org.dermatrail.connectors.SourceItem;
import org.dermatrail.connectors.mapping.Mappings;
import org.dermatrail.connectors.mapping.TableMapping.Format;

class AnyTablePropertiesTest {

    private static Path folder = Path.of("");

    @BeforeContainer
    static void make_a_folder() throws IOException {
        folder = Files.createTempDirectory("tables");
    }

    @AfterContainer
    static void remove_the_folder() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property(tries = 400)
    void what_a_writer_writes_is_read_back(
            @ForAll("rows") List<List<String>> rows,
            @ForAll("delimiters") char delimiter,
            @ForAll("quotings") QuoteStrategy quoting,
            @ForAll LineDelimiter lineEnd)
            throws IOException {
        // Given
        int width = rows.getFirst().size();
        var text = new StringWriter();
        try (var writer = CsvWriter.builder()
                .fieldSeparator(delimiter)
                .commentCharacter('~')
                .quoteStrategy(quoting)
                .lineDelimiter(lineEnd)
                .build(text)) {
            writer.writeRecord(
                    IntStream.range(0, width).mapToObj(i -> "column" + i).toList());
            rows.forEach(writer::writeRecord);
        }
        Path table = Tables.write(folder, "t.csv", text.toString().getBytes(StandardCharsets.UTF_8));
        // When
        var read = new ArrayList<List<String>>();
        long line = 1;
        try (var file = TableFile.open(table, new Format(delimiter, StandardCharsets.UTF_8))) {
            for (var row = file.next(); row != null; row = file.next()) {
                assertThat(row.flaw()).isNull();
                assertThat(row.line()).isGreaterThan(line);
                line = row.lastLine();
                read.add(row.cells());
            }
            assertThat(file.bytesTaken()).isEqualTo(file.size());
        }
        // Then
        assertThat(read)
                .isEqualTo(rows.stream()
                        .map(row -> row.stream()
                                .map(AnyTablePropertiesTest::plainLineEnds)
                                .toList())
                        .toList());
    }

    @Property(tries = 1_000)
    void no_mutation_of_the_bytes_escapes_the_faults_and_items(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 2_000) Integer> places,
            @ForAll("hostileBytes") byte[] inserted)
            throws IOException {
        // Given
        byte[] table = (Tables.HEADER
                        + Tables.ROW.repeat(5)
                        + Tables.ROW.replace("p1", "\"p\"\"1\"").repeat(5))
                .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < places.size(); i++) {
            table[places.get(i) % table.length] = inserted[i % inserted.length];
        }
        var request = Tables.request(folder, Tables.MAPPING, table, folder);
        // When
        List<SourceItem> items;
        try {
            items = Tables.read(request);
        } catch (SourceFault fault) {
            assertThat(fault.code()).matches("[A-Z][A-Z0-9_]+");
            return;
        }
        // Then
        assertThat(items).hasSizeLessThanOrEqualTo(10 + 8);
        assertThat(items).extracting(item -> item.origin().row()).isSorted().doesNotHaveDuplicates();
    }

    @Property(tries = 1_000)
    void no_mutation_of_a_mapping_escapes_the_faults(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 2_000) Integer> places,
            @ForAll("hostileBytes") byte[] inserted)
            throws IOException {
        // Given
        byte[] yaml = Tables.MAPPING.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < places.size(); i++) {
            yaml[places.get(i) % yaml.length] = inserted[i % inserted.length];
        }
        Path mapping = Tables.write(folder, "m.yaml", yaml);
        // When
        try {
            var read = Mappings.read(mapping.toString());
            // Then
            assertThat(read.name()).isNotBlank();
        } catch (SourceFault fault) {
            assertThat(fault).hasMessageStartingWith("m.yaml");
        }
    }

    @Property(tries = 1_000)
    void the_guard_minds_no_chunk_borders(
            @ForAll("csvText") String text, @ForAll @IntRange(min = 1, max = 7) int chunk) {
        // Given
        var whole = new QuoteGuard(',');
        var chunked = new QuoteGuard(',');
        // When
        char[] all = text.toCharArray();
        String passedWhole = new String(all, 0, whole.pass(all, all.length));
        var passedInChunks = new StringBuilder();
        for (int from = 0; from < text.length(); from += chunk) {
            char[] part =
                    text.substring(from, Math.min(text.length(), from + chunk)).toCharArray();
            passedInChunks.append(part, 0, chunked.pass(part, part.length));
        }
        // Then
        assertThat(passedInChunks).hasToString(passedWhole).hasToString(plainLineEnds(text));
        assertThat(chunked.line())
                .isEqualTo(whole.line())
                .isEqualTo(1 + passedWhole.chars().filter(c -> c == '\n').count());
        assertThat(chunked.openQuoteLine()).isEqualTo(whole.openQuoteLine());
    }

    @Provide
    Arbitrary<List<List<String>>> rows() {
        var cell = Arbitraries.oneOf(
                Arbitraries.strings().withChars("ab \",;\t|\r\n'é漢\uFEFF").ofMaxLength(12),
                Arbitraries.strings().alpha().numeric().ofMaxLength(5));
        return Arbitraries.integers()
                .between(2, 5)
                .flatMap(width -> cell.list().ofSize(width).list().ofMinSize(1).ofMaxSize(12));
    }

    @Provide
    Arbitrary<Character> delimiters() {
        return Arbitraries.of(',', ';', '\t', '|', '#');
    }

    @Provide
    Arbitrary<QuoteStrategy> quotings() {
        return Arbitraries.of(
                QuoteStrategies.ALWAYS, QuoteStrategies.REQUIRED, QuoteStrategies.EMPTY, QuoteStrategies.NON_EMPTY);
    }

    @Provide
    Arbitrary<byte[]> hostileBytes() {
        return Arbitraries.oneOf(
                        Arbitraries.bytes(),
                        Arbitraries.of(
                                (byte) '"',
                                (byte) ',',
                                (byte) '\n',
                                (byte) '\r',
                                (byte) 0,
                                (byte) ':',
                                (byte) '{',
                                (byte) '&',
                                (byte) '*',
                                (byte) 0xFF))
                .array(byte[].class)
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> csvText() {
        return Arbitraries.strings().withChars("a,\"\r\n").ofMaxLength(60);
    }

    private static String plainLineEnds(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }
}
