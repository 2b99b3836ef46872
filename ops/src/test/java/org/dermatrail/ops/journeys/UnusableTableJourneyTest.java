package org.dermatrail.ops.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dermatrail.ops.operations.Exit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table that cannot be used as a whole is refused with file and column or row, and nothing of it is taken. */
class UnusableTableJourneyTest {

    private static final String HEADER = "image,age_approx,anatom_site_general,lesion_id,sex\n";
    private static final String ROW = "P_1,55,anterior torso,L_1,female\n";

    /** More than a few batches. */
    private static final int ROWS = 14_000;

    private static final int BROKEN = 13_900;

    @TempDir
    private Path folder = Path.of("");

    private Desk desk = new Desk(Path.of(""));
    private long events;

    @BeforeEach
    void aRegistryWithOneCapture() throws IOException {
        desk = new Desk(folder.resolve("data"));
        var good = desk.json("import", "--mapping", "isic2019", table("good.csv", HEADER + ROW));
        assertThat(good.exit()).as(good.err()).isEqualTo(Exit.DONE.status());
        events = desk.events();
        assertThat(events).isPositive();
    }

    private String table(String name, String content) throws IOException {
        return table(name, content, StandardCharsets.UTF_8);
    }

    private String table(String name, String content, Charset charset) throws IOException {
        return Files.writeString(folder.resolve(name), content, charset).toString();
    }

    private void refused(Desk.Ran ran, String code, String... named) {
        assertThat(ran.exit()).as("%s%s", ran.out(), ran.err()).isEqualTo(Exit.REFUSED.status());
        assertThat(ran.json().path("error").asString()).isEqualTo(code);
        assertThat(ran.json().path("message").asString()).contains(named);
        assertThat(ran.err()).contains(named);
        assertThat(desk.events()).isEqualTo(events);
    }

    private void refused(String table, String code, String... named) {
        refused(desk.json("import", "--mapping", "isic2019", table), code, named);
    }

    @Test
    void a_wrong_delimiter_is_named() throws IOException {
        refused(
                table("semicolons.csv", (HEADER + ROW).replace(',', ';')),
                "DELIMITER_WRONG",
                "semicolons.csv",
                ";",
                "delimiter");
    }

    @Test
    void a_missing_column_is_named() throws IOException {
        refused(table("table.csv", HEADER.replace(",sex", ",gender") + ROW), "COLUMN_MISSING", "table.csv", "sex");
    }

    @Test
    void a_column_that_is_there_twice_is_named() throws IOException {
        refused(table("table.csv", HEADER.replace("\n", ",sex\n") + ROW), "COLUMN_TWICE", "table.csv", "sex");
    }

    @Test
    void a_study_nobody_opened_is_named() throws IOException {
        var mapping = ownMapping("never-opened", "");
        refused(
                desk.json("import", "--mapping", mapping, table("table.csv", "id,who\n1,a\n")),
                "STUDY_UNKNOWN",
                "never-opened");
    }

    private String ownMapping(String study, String more) throws IOException {
        return table("own.yaml", """
                name: own
                source: {issuer: own-clinic}
                study: {code: %s, title: Own study}
                consent: {basis: SIGNED_FORM, formVersion: "1"}
                participant: {given: who}
                captureId: id
                site: UNKNOWN
                modality: DMS
                %s
                """.formatted(study, more));
    }

    @Test
    void a_side_table_that_is_not_there_is_named() throws IOException {
        var table = table("table.csv", HEADER + ROW);
        refused(
                desk.json("import", "--mapping", "isic2019", "--join", "diagnosis=no-such.csv", table),
                "FILE_MISSING",
                "no-such.csv");
    }

    @Test
    void a_side_table_the_mapping_needs_and_nobody_gave_is_named() throws IOException {
        var mapping = ownMapping("isic-2019", "joins: {truth: {on: id, key: id, required: true}}");
        refused(
                desk.json("import", "--mapping", mapping, table("table.csv", "id,who\n1,a\n")),
                "JOIN_MISSING",
                "truth");
    }

    @Test
    void a_side_table_the_mapping_does_not_know_is_named() throws IOException {
        var table = table("table.csv", HEADER + ROW);
        refused(
                desk.json("import", "--mapping", "isic2019", "--join", "diagnoses=" + table, table),
                "JOIN_UNKNOWN",
                "diagnoses");
    }

    @Test
    void a_file_without_a_byte_is_named() throws IOException {
        refused(table("nothing.csv", ""), "FILE_EMPTY", "nothing.csv");
    }

    @Test
    void a_folder_in_place_of_a_table_is_named() throws IOException {
        refused(Files.createDirectory(folder.resolve("a-folder")).toString(), "FILE_IS_A_FOLDER", "a-folder");
    }

    @Test
    void a_table_in_utf_16_is_told_how_to_be_read() throws IOException {
        refused(
                table("wide.csv", "\ufeff" + HEADER + ROW, StandardCharsets.UTF_16LE),
                "ENCODING_UTF16",
                "wide.csv",
                "UTF-16");
    }

    @Test
    void a_table_in_utf_16_is_read_by_a_mapping_that_says_so() throws IOException {
        // Given
        var mapping = ownMapping("isic-2019", "encoding: UTF-16");

        // When
        var ran =
                desk.json("import", "--mapping", mapping, table("wide.csv", "id,who\n1,á\n", StandardCharsets.UTF_16));

        // Then
        assertThat(ran.exit()).as(ran.err()).isEqualTo(Exit.DONE.status());
        assertThat(ran.json().path("recorded").asLong()).isEqualTo(1);
    }

    @Test
    void a_byte_order_mark_does_no_harm() throws IOException {
        // When
        var ran = desk.json(
                "import", "--mapping", "isic2019", table("marked.csv", "\ufeff" + HEADER + ROW.replace("_1", "_2")));

        // Then
        assertThat(ran.exit()).as(ran.err()).isEqualTo(Exit.DONE.status());
        assertThat(ran.json().path("recorded").asLong()).isEqualTo(1);
        assertThat(ran.json().path("lesions").asLong()).isEqualTo(1);
    }

    @Test
    void a_mapping_nobody_knows_is_named_with_those_there_are() throws IOException {
        refused(
                desk.json("import", "--mapping", "isic2018", table("table.csv", HEADER + ROW)),
                "MAPPING_UNKNOWN",
                "isic2018",
                "isic2019");
    }

    @Test
    void a_quote_that_is_not_closed_is_told_with_its_row() throws IOException {
        refused(
                table(
                        "quotes.csv",
                        HEADER + ROW + "P_2,40,\"anterior torso,L_2,male\n" + "P_3,41,head/neck,L_3,male\n"),
                "QUOTE_NOT_CLOSED",
                "quotes.csv",
                "row 3");
    }

    @Test
    void a_quote_that_is_not_closed_far_down_is_found_before_the_first_row_is_taken() throws IOException {
        // Given
        var broken = new StringBuilder(HEADER);
        for (int at = 0; at < ROWS; at++) {
            broken.append(at == BROKEN ? "Q_" + at + ",40,\"head/neck,,male\n" : "Q_" + at + ",41,head/neck,,male\n");
        }

        // Then
        refused(table("long.csv", broken.toString()), "QUOTE_NOT_CLOSED", "long.csv", "row " + (BROKEN + 2));
    }

    @Test
    void a_cell_of_a_million_characters_is_told_with_its_row() throws IOException {
        // Given
        var table = table(
                "long.csv", HEADER + "P_2,40," + "x".repeat(1_000_000) + ",L_2,male\n" + "P_3,41,head/neck,L_3,male\n");

        // When
        var ran = desk.json("import", "--mapping", "isic2019", table);

        // Then
        assertThat(ran.exit()).as("%s%s", ran.out(), ran.err()).isEqualTo(Exit.DONE_WITH_QUARANTINE.status());
        assertThat(ran.out()).hasSizeLessThan(5_000);
        assertThat(ran.json().path("recorded").asLong()).isEqualTo(1);
        var waiting = ran.json().path("quarantine").path(0);
        assertThat(waiting.path("file").asString()).contains("long.csv");
        assertThat(waiting.path("row").asLong()).isEqualTo(2);
        assertThat(waiting.path("reason").asString()).contains("65,536 characters");
    }
}
