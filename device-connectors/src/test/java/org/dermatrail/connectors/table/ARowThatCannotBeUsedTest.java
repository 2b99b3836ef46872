package org.dermatrail.connectors.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.dermatrail.connectors.SourceCapture;
import org.dermatrail.connectors.SourceItem;
import org.dermatrail.connectors.UnusableItem;
import org.dermatrail.domain.anatomy.AnatomicSite;
import org.dermatrail.domain.anatomy.Laterality;
import org.dermatrail.domain.capture.AcquisitionParameter;
import org.dermatrail.domain.diagnosis.DiagnosisCode;
import org.dermatrail.domain.diagnosis.DiagnosisConfirmation;
import org.dermatrail.domain.participant.Sex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ARowThatCannotBeUsedTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void is_unlike_one_that_says_everything() {
        // When
        var capture = Tables.captures(read(Tables.ROW)).getFirst();
        // Then
        assertThat(capture.sourceCaptureId()).isEqualTo("i1");
        assertThat(capture.sourceParticipantId()).isEqualTo("p1");
        assertThat(capture.sourceLesionId()).isEqualTo("p1/l1");
        assertThat(capture.diagnosis())
                .isEqualTo(new SourceCapture.StatedDiagnosis(DiagnosisCode.NV, DiagnosisConfirmation.CLINICAL));
        var facts = capture.facts();
        assertThat(facts.siteId()).hasToString("naevus-2026/basel");
        assertThat(facts.modality().code()).isEqualTo("DMS");
        assertThat(facts.ageYears()).isEqualTo(44);
        assertThat(facts.sex()).isEqualTo(Sex.FEMALE);
        assertThat(facts.anatomicSite()).isEqualTo(AnatomicSite.BACK);
        assertThat(facts.laterality()).isEqualTo(Laterality.LEFT);
        assertThat(facts.day()).isEqualTo(12);
        assertThat(facts.parameters())
                .containsExactly(
                        new AcquisitionParameter("polarisation", "cross", null),
                        new AcquisitionParameter("magnification", "10", "1"));
    }

    @Test
    void is_unlike_one_that_leaves_blank_what_may_be_blank() {
        // When
        var capture = Tables.captures(read("i1,p1,,,camera,,?,,,,,,\n")).getFirst();
        // Then
        assertThat(capture.sourceLesionId()).isNull();
        assertThat(capture.diagnosis()).isNull();
        assertThat(capture.facts().siteId().code()).isEqualTo("UNKNOWN");
        assertThat(capture.facts().technique()).isEqualTo("CLOSE_UP");
        assertThat(capture.facts().ageYears()).isNull();
        assertThat(capture.facts().sex()).isNull();
        assertThat(capture.facts().parameters()).isEmpty();
    }

    @Test
    void has_an_age_that_is_no_number_of_years() {
        for (String age : List.of("forty", "-1", "121", "80.", "8o", "1e2", ".5", "99999999999", "NaN", "+5")) {
            assertThat(unusable("44", age).code()).as(age).isEqualTo("AGE_UNUSABLE");
        }
    }

    @Test
    void is_unlike_one_with_an_age_in_whole_years_however_written() {
        for (String age : List.of("80", "80.0", " 80 ", "80.75")) {
            var capture = Tables.captures(read(Tables.ROW.replace("44", age))).getFirst();
            assertThat(capture.facts().ageYears()).as(age).isEqualTo(80);
        }
    }

    @Test
    void has_a_date_where_a_day_belongs_and_the_date_is_not_repeated() {
        var item = unusable(",12,", ",1961-04-12,");
        assertThat(item.code()).isEqualTo("DAY_UNUSABLE");
        assertThat(item.reason())
                .contains("Column 'day'", "9999-99-99", "never a date")
                .doesNotContain("1961");
    }

    @Test
    void has_a_value_that_nobody_mapped() {
        var item = unusable(",f,", "," + "x".repeat(99) + ",");
        assertThat(item.code()).isEqualTo("VALUE_NOT_MAPPED");
        assertThat(item.reason())
                .startsWith("Column 'sex' holds '" + "x".repeat(40) + "…'")
                .contains("FEMALE, MALE, OTHER", "fields.sex.values");
        assertThat(item.origin()).hasToString("table.csv, row 2");
        assertThat(item.sourceCaptureId()).isEqualTo("i1");
    }

    @Test
    void has_a_modality_that_nobody_mapped_even_where_it_looks_like_a_code() {
        assertThat(unusable("dermatoscope", "OCT").code()).isEqualTo("VALUE_NOT_MAPPED");
        assertThat(unusable("dermatoscope", "").code()).isEqualTo("MODALITY_BLANK");
    }

    @Test
    void has_a_centre_that_is_no_site_code() {
        assertThat(unusable("basel", "Basel, University").code()).isEqualTo("CELL_COUNT");
        assertThat(unusable("basel", "Basel University").code()).isEqualTo("VALUE_NOT_MAPPED");
    }

    @Test
    void has_a_blank_id() {
        assertThat(unusable("i1", " ").code()).isEqualTo("CAPTURE_ID_BLANK");
        assertThat(unusable("p1", "").code()).isEqualTo("PARTICIPANT_ID_BLANK");
    }

    @Test
    void has_an_id_with_control_characters_and_it_is_not_repeated() {
        for (String id : List.of("se\0cret", "se\u001Bcret", "\"se\ncret\"", "se\u0085cret")) {
            var item = unusable("i1", id);
            assertThat(item.code()).isEqualTo("ID_UNPRINTABLE");
            assertThat(item.reason()).contains("Column 'image'").doesNotContain("cret");
            assertThat(item.sourceCaptureId()).isNull();
        }
    }

    @Test
    void has_an_id_that_is_too_long_or_ambiguous() {
        assertThat(unusable("i1", "i".repeat(201)).code()).isEqualTo("ID_TOO_LONG");
        assertThat(unusable("l1", "l/1").code()).isEqualTo("ID_AMBIGUOUS");
    }

    @Test
    void has_an_acquisition_parameter_that_is_a_letter() {
        assertThat(unusable("cross", "x".repeat(201)).code()).isEqualTo("PARAMETER_UNUSABLE");
    }

    @Test
    void has_too_few_or_too_many_cells() {
        var item = unusable(",10\n", ",10,11\n");
        assertThat(item.code()).isEqualTo("CELL_COUNT");
        assertThat(item.reason()).contains("It has 14 cells where the header has 13");
        assertThat(unusable(",10\n", "\n").reason()).contains("It has 12 cells");
    }

    @Test
    void has_text_after_a_closing_quote() {
        var item = unusable("p1", "\"p1\"x");
        assertThat(item.code()).isEqualTo("QUOTE_STRAY");
    }

    @Test
    void has_a_quote_closed_only_rows_later_and_says_so() {
        // When
        var items = read("i1,\"p1,l1\n" + Tables.ROW.repeat(8) + "i2,p2\",l1\n" + Tables.ROW);
        // Then
        assertThat(items).hasSize(2);
        assertThat(Tables.unusable(items)).singleElement().satisfies(item -> {
            assertThat(item.code()).isEqualTo("CELL_COUNT");
            assertThat(item.reason()).contains("the row runs to line 11");
        });
        assertThat(items.getLast().origin().row()).isEqualTo(12);
    }

    @Test
    void has_an_endless_cell_quoted_or_not_and_the_rest_goes_on() {
        String endless = "x".repeat(1_000_000);
        for (String cell : List.of(
                endless,
                "\"" + endless + "\"",
                "\"" + "\"\"".repeat(100_000) + "\"",
                "\"" + "a\n,".repeat(100_000) + "\"")) {
            // When
            var items = read(Tables.ROW + "i2,p1,l1,basel," + cell + ",44,f,BACK,LEFT,12,NV,cross,10\n" + Tables.ROW);
            // Then
            assertThat(items).hasSize(3);
            assertThat(Tables.unusable(items)).singleElement().satisfies(item -> {
                assertThat(item.code()).isEqualTo("CELL_TOO_LONG");
                assertThat(item.origin().row()).isEqualTo(3);
                assertThat(item.reason()).startsWith("Column 'device': a cell is longer than");
            });
        }
    }

    @Test
    void has_a_cell_one_character_over_the_limit() {
        int limit = TableLimits.CELL_CHARACTERS;
        assertThat(unusable("cross", "x".repeat(limit + 1)).code()).isEqualTo("CELL_TOO_LONG");
        assertThat(unusable("cross", "x".repeat(limit)).code()).isEqualTo("PARAMETER_UNUSABLE");
        assertThat(unusable("cross", "\"" + "x".repeat(limit - 2) + "\"").code())
                .isEqualTo("PARAMETER_UNUSABLE");
        assertThat(unusable("cross", "\"" + "x".repeat(limit - 1) + "\"").code())
                .isEqualTo("CELL_TOO_LONG");
    }

    @Test
    void has_text_after_a_closing_quote_in_a_column_that_is_named() {
        assertThat(unusable("cross", "\"cr\"oss").reason()).startsWith("Column 'pol': text follows a closing quote");
    }

    @Test
    void has_endless_cells_or_endlessly_many_and_the_rest_goes_on() {
        for (String row : List.of(",".repeat(3_000_000), ("y".repeat(60_000) + ",").repeat(40))) {
            // When
            var items = read(Tables.ROW + row + "\n" + Tables.ROW);
            // Then
            assertThat(items).hasSize(3);
            assertThat(Tables.unusable(items)).extracting(UnusableItem::code).containsExactly("ROW_TOO_LONG");
        }
    }

    @Test
    void does_not_shift_the_rows_after_it_whatever_the_line_ends() {
        for (String end : List.of("\n", "\r\n", "\r")) {
            // When
            var items = read((Tables.ROW.replace("cross", "\"cr\noss\"") + Tables.ROW).replace("\n", end));
            // Then
            assertThat(items).extracting(item -> item.origin().row()).as(end).containsExactly(2L, 4L);
            assertThat(Tables.unusable(items)).extracting(UnusableItem::code).containsExactly("PARAMETER_UNUSABLE");
        }
    }

    @Test
    void marks_several_diagnoses_or_none_where_one_must_stand() {
        // Given
        String mapping = Tables.MAPPING
                .replace("diagnosis: dx", "diagnosis: {oneHot: {columns: {side: MEL, dx: NV}}}")
                .replace("laterality: side", "");
        String row = "i1,p1,l1,basel,dermatoscope,44,f,BACK,%s,12,%s,cross,10\n";
        String table = Tables.HEADER
                + row.formatted("1", "0.0")
                + row.formatted("1.0", "1")
                + row.formatted("0", "")
                + row.formatted("0.97", "0");
        // When
        var items = Tables.read(Tables.request(folder, mapping, table));
        // Then
        assertThat(Tables.captures(items))
                .extracting(SourceCapture::diagnosis)
                .containsExactly(new SourceCapture.StatedDiagnosis(DiagnosisCode.MEL, DiagnosisConfirmation.CLINICAL));
        assertThat(Tables.unusable(items)).hasSize(3).allMatch(item -> item.code()
                .equals("ONE_HOT_NOT_ONE"));
    }

    private List<SourceItem> read(String rows) {
        return Tables.read(Tables.request(folder, Tables.MAPPING, Tables.HEADER + rows));
    }

    private UnusableItem unusable(String instead, String of) {
        var items = read(Tables.ROW.replace(instead, of) + "i9,p9,,,camera,,,,,,,,\n");
        assertThat(items).hasSize(2);
        assertThat(items.getLast()).isInstanceOf(SourceCapture.class);
        return Tables.unusable(items).getFirst();
    }
}
