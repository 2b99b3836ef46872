package org.dermatrail.connectors.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.dermatrail.connectors.SourceFault;
import org.dermatrail.connectors.SourceRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AFileThatIsNoTableTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void another_delimiter_is_named() {
        fault("DELIMITER_WRONG", Tables.HEADER.replace(',', ';') + Tables.ROW.replace(',', ';'))
                .hasMessageContaining("table.csv")
                .hasMessageContaining("';' occurs in it; set 'delimiter: \";\"'");
    }

    @Test
    void a_tab_as_delimiter_is_named_as_the_mapping_writes_it() {
        fault("DELIMITER_WRONG", Tables.HEADER.replace(',', '\t')).hasMessageContaining("delimiter: \"\\t\"");
    }

    @Test
    void a_missing_column_is_named_with_those_there_are() {
        fault("COLUMN_MISSING", Tables.HEADER.replace("lesion", "leison"))
                .hasMessageContaining("no column 'lesion', which the mapping's 'lesionId' needs")
                .hasMessageContaining("did you mean 'leison'?")
                .hasMessageContaining("image, patient, leison, centre");
    }

    @Test
    void two_columns_of_one_name_are_named() {
        fault("COLUMN_TWICE", Tables.HEADER.replace("mag", " age "))
                .hasMessageContaining("columns 6 and 13 are both named 'age'");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        var request = Tables.request(folder, Tables.MAPPING, Tables.HEADER);
        fault("FILE_MISSING", new SourceRequest(request.mapping(), folder.resolve("gone.csv"), Map.of(), null))
                .hasMessageContaining("gone.csv");
    }

    @Test
    void a_folder_in_place_of_a_file_is_named() {
        var request = Tables.request(folder, Tables.MAPPING, Tables.HEADER);
        fault("FILE_IS_A_FOLDER", new SourceRequest(request.mapping(), folder, Map.of(), null))
                .hasMessageContaining(folder.toString());
    }

    @Test
    void a_device_in_place_of_a_file_is_refused() {
        var request = Tables.request(folder, Tables.MAPPING, Tables.HEADER);
        fault("FILE_NOT_ORDINARY", new SourceRequest(request.mapping(), Path.of("/dev/null"), Map.of(), null));
    }

    @Test
    void zero_bytes_are_no_table() {
        fault("FILE_EMPTY", "").hasMessageContaining("0 bytes");
    }

    @Test
    void blank_lines_are_no_table() {
        fault("FILE_EMPTY", "\r\n\n\n").hasMessageContaining("no header row");
    }

    @Test
    void a_byte_order_mark_alone_is_no_table() {
        fault("FILE_EMPTY", "\uFEFF").hasMessageContaining("no header row");
    }

    @Test
    void a_header_alone_is_a_table_of_no_rows() {
        assertThat(Tables.read(Tables.request(folder, Tables.MAPPING, Tables.HEADER)))
                .isEmpty();
    }

    @Test
    void a_byte_order_mark_is_passed_over() {
        var request = Tables.request(folder, Tables.MAPPING, "\uFEFF" + Tables.HEADER + Tables.ROW);
        assertThat(Tables.captures(Tables.read(request))).hasSize(1);
    }

    @Test
    void two_byte_text_is_recognised_with_and_without_its_mark() {
        String table = Tables.HEADER + Tables.ROW;
        for (Charset encoding : new Charset[] {
            StandardCharsets.UTF_16,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            Charset.forName("x-UTF-16LE-BOM")
        }) {
            fault("ENCODING_UTF16", table.getBytes(encoding)).hasMessageContaining("save it as UTF-8");
        }
    }

    @Test
    void two_byte_text_is_read_where_the_mapping_says_so() {
        byte[] table = (Tables.HEADER + Tables.ROW).getBytes(StandardCharsets.UTF_16);
        var request = Tables.request(folder, Tables.MAPPING + "encoding: UTF-16\n", table, null);
        assertThat(Tables.captures(Tables.read(request))).hasSize(1);
    }

    @Test
    void malformed_utf_8_is_named_by_row_and_byte() throws IOException {
        // Given
        var table = new ByteArrayOutputStream();
        table.write((Tables.HEADER + Tables.ROW + "i2,p").getBytes(StandardCharsets.UTF_8));
        int at = table.size() + 1;
        table.write(0xE9);
        table.write((",l1\n" + Tables.ROW).getBytes(StandardCharsets.UTF_8));
        // Then
        fault("ENCODING_MALFORMED", table.toByteArray())
                .hasMessageContaining("table.csv, row 3: byte " + at + " is not UTF-8");
    }

    @Test
    void a_character_cut_off_at_the_end_is_malformed() throws IOException {
        var table = new ByteArrayOutputStream();
        table.write((Tables.HEADER + "i2").getBytes(StandardCharsets.UTF_8));
        table.write(0xE7);
        fault("ENCODING_MALFORMED", table.toByteArray()).hasMessageContaining("row 2");
    }

    @Test
    void a_quote_that_is_never_closed_is_named_by_the_row_where_it_opens() {
        fault("QUOTE_NOT_CLOSED", Tables.HEADER + Tables.ROW + "\"i2,p1,l1\n" + Tables.ROW.repeat(50_000))
                .hasMessageContaining("table.csv, row 3: a quote opens here and is never closed");
    }

    @Test
    void what_is_wrong_at_the_very_end_is_known_before_the_first_row_is_taken() {
        var request = Tables.request(folder, Tables.MAPPING, Tables.HEADER + Tables.ROW.repeat(5_000) + "i2,\"p1,l1\n");
        assertThatThrownBy(() -> new TableConnector().open(request).close())
                .isInstanceOf(SourceFault.class)
                .hasMessageContaining("row 5002");
    }

    @Test
    void a_header_with_an_endless_name_is_refused() {
        fault("HEADER_MALFORMED", "x".repeat(70_000) + "," + Tables.HEADER);
    }

    @Test
    void a_workbook_or_an_archive_is_recognised() {
        fault("FILE_NOT_TEXT", new byte[] {'P', 'K', 3, 4, 0, 0}).hasMessageContaining("save the sheet as CSV");
    }

    @Test
    void a_needed_side_table_that_is_not_given_is_named() {
        String mapping = Tables.MAPPING + "joins: {truth: {on: image, key: image, required: true}}\n";
        var request = Tables.request(folder, mapping, Tables.HEADER);
        fault("JOIN_MISSING", request).hasMessageContaining("--join truth=FILE");
    }

    @Test
    void a_side_table_the_mapping_does_not_know_is_named() {
        var request = Tables.request(folder, Tables.MAPPING + "joins: {truth: {on: image, key: id}}\n", Tables.HEADER);
        fault(
                        "JOIN_UNKNOWN",
                        new SourceRequest(request.mapping(), request.main(), Map.of("thruth", request.main()), null))
                .hasMessageContaining("did you mean 'truth'?");
    }

    @Test
    void a_side_table_that_is_not_there_is_named() {
        fault("FILE_MISSING", joined(null)).hasMessageContaining("truth.csv");
    }

    @Test
    void a_side_table_without_its_key_is_named() {
        fault("COLUMN_MISSING", joined("a,b\n")).hasMessageContaining("truth.csv has no column 'id'");
    }

    @Test
    void a_key_that_says_two_things_is_named_by_both_rows() {
        fault("SIDE_KEY_TWICE", joined("id,dx\ni1,NV\ni2,NV\ni1,MEL\n"))
                .hasMessageContaining("rows 2 and 4 have the same 'id'")
                .hasMessageNotContaining("i1");
    }

    @Test
    void a_key_that_says_one_thing_twice_is_accepted() {
        assertThat(Tables.captures(Tables.read(joined("id,dx\ni1,NV\ni1,NV\n"))))
                .singleElement()
                .satisfies(capture -> assertThat(capture.diagnosis()).isNotNull());
    }

    @Test
    void a_malformed_row_of_a_side_table_is_named() {
        fault("SIDE_ROW_MALFORMED", joined("id,dx\ni1\n")).hasMessageContaining("truth.csv, row 2");
    }

    @Test
    void a_picture_folder_that_is_none_is_named() throws IOException {
        var request = Tables.request(folder, Tables.MAPPING, Tables.HEADER);
        var gone = new SourceRequest(request.mapping(), request.main(), Map.of(), folder.resolve("gone"));
        fault("PICTURE_FOLDER_MISSING", gone).hasMessageContaining("gone");
        var file = new SourceRequest(request.mapping(), request.main(), Map.of(), request.main());
        fault("PICTURE_FOLDER_IS_A_FILE", file).hasMessageContaining("table.csv");
    }

    private SourceRequest joined(@org.jspecify.annotations.Nullable String side) {
        String mapping = Tables.MAPPING.replace("diagnosis: dx", "diagnosis: {join: truth, column: dx}")
                + "joins: {truth: {on: image, key: id}}\n";
        var request = Tables.request(folder, mapping, Tables.HEADER + Tables.ROW);
        Path truth = folder.resolve("truth.csv");
        try {
            if (side != null) {
                Files.writeString(truth, side);
            }
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
        return new SourceRequest(request.mapping(), request.main(), Map.of("truth", truth), null);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> fault(String code, String table) {
        return fault(code, table.getBytes(StandardCharsets.UTF_8));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> fault(String code, byte[] table) {
        return fault(code, Tables.request(folder, Tables.MAPPING, table, null));
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> fault(String code, SourceRequest request) {
        return assertThatThrownBy(() -> Tables.read(request))
                .isInstanceOfSatisfying(
                        SourceFault.class, fault -> assertThat(fault.code()).isEqualTo(code))
                .hasMessageEndingWith(".");
    }
}
