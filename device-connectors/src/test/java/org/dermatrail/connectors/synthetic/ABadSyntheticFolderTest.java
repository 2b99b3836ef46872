package org.dermatrail.connectors.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.dermatrail.connectors.SourceFault;
import org.dermatrail.connectors.UnusableItem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ABadSyntheticFolderTest {

    @TempDir
    private Path folder = Path.of("");

    private Path study = Path.of("");

    @BeforeEach
    void a_good_one() {
        study = Studies.write(folder.resolve("study"), Studies.of(5, 3)).folder();
    }

    @Test
    void without_its_study_file_is_refused_by_name() throws IOException {
        Files.delete(study.resolve("study.json"));
        refused("STUDY_FILE_MISSING", "study.json");
    }

    @Test
    void with_a_study_file_that_is_no_json_is_refused() throws IOException {
        Files.writeString(study.resolve("study.json"), "{\"format\":");
        refused("STUDY_FILE_UNUSABLE", "study.json");
    }

    @ParameterizedTest
    @CsvSource({
        "dermatrail-synthetic-study, something-else, FORMAT_UNKNOWN",
        "'\"version\" : 1', '\"version\" : 2', FORMAT_VERSION_UNKNOWN",
        "'\"label\" : \"synthetic\"', '\"label\" : \"real\"', LABEL_MISSING",
        "'years (synthetic)', 'years', LABEL_MISSING",
        "'\"study\" : \"synthetic-5\"', '\"study\" : \"No Code\"', STUDY_FILE_UNUSABLE",
    })
    void of_another_kind_is_refused(String text, String instead, String code) throws IOException {
        change("study.json", content -> {
            assertThat(content).contains(text);
            return content.replace(text, instead);
        });
        refused(code, "study.json");
    }

    @Test
    void whose_captures_are_cut_off_is_refused_before_the_first_row() throws IOException {
        change("captures.csv", content -> content.substring(0, content.length() / 2));
        refused("FILE_CUT_OFF_OR_CHANGED", "captures.csv");
    }

    @Test
    void whose_later_statements_are_missing_is_refused() throws IOException {
        Files.delete(study.resolve("course.csv"));
        refused("FILE_MISSING", "course.csv");
    }

    @Test
    void with_other_columns_is_refused() throws IOException {
        change("captures.csv", content -> content.replaceFirst("extent", "reach_"));
        refused("HEADER_UNKNOWN", "captures.csv");
    }

    @Test
    void that_is_not_utf_8_is_refused_where_that_is_met() throws IOException {
        byte[] bytes = Files.readAllBytes(study.resolve("captures.csv"));
        bytes[bytes.length / 2] = (byte) 0xff;
        Files.write(study.resolve("captures.csv"), bytes);
        assertThatThrownBy(() -> Studies.read(study))
                .isInstanceOfSatisfying(
                        SourceFault.class, fault -> assertThat(fault.code()).isEqualTo("ENCODING_MALFORMED"));
    }

    @ParameterizedTest
    @CsvSource({
        "',FOCAL,', ',SPOTS,', VALUE_NOT_KNOWN",
        "',DMS,', ',DMX,', MODALITY_UNKNOWN",
        "deviceModel=, deviceModel:, PARAMETER_UNUSABLE",
        "P0000001-C001, '             ', CAPTURE_ID_BLANK",
    })
    void with_a_row_that_cannot_be_used_gives_the_rest(String text, String instead, String code) throws IOException {
        int rows = Studies.rows(study.resolve("captures.csv")).size()
                + Studies.rows(study.resolve("course.csv")).size();
        change("captures.csv", content -> {
            assertThat(content).contains(text);
            return content.replaceFirst(text, instead);
        });
        var items = Studies.read(study);
        assertThat(items).hasSize(rows);
        assertThat(items)
                .filteredOn(UnusableItem.class::isInstance)
                .singleElement()
                .satisfies(item -> {
                    assertThat(((UnusableItem) item).code()).isEqualTo(code);
                    assertThat(item.origin().file()).isEqualTo("captures.csv");
                });
    }

    @Test
    void with_a_later_statement_of_an_unknown_kind_gives_the_rest() throws IOException {
        change("course.csv", content -> content.replaceFirst(",STATUS,", ",STATUX,"));
        assertThat(Studies.read(study))
                .filteredOn(UnusableItem.class::isInstance)
                .singleElement()
                .satisfies(item -> {
                    assertThat(((UnusableItem) item).code()).isEqualTo("VALUE_NOT_KNOWN");
                    assertThat(item.origin().file()).isEqualTo("course.csv");
                });
    }

    @Test
    void that_names_pictures_outside_itself_or_pictures_that_are_not_there_gives_neither() throws IOException {
        // Given
        var drawn = Studies.write(folder.resolve("drawn"), Studies.withPictures(5, 1))
                .folder();
        var captures = drawn.resolve("captures.csv");
        Files.writeString(
                captures,
                Files.readString(captures)
                        .replace("P0000001-C001.png", "../study.json    ")
                        .replace("P0000001-C002.png", "P0000001-C999.png"));
        // When
        var unusable = Studies.read(drawn).stream()
                .filter(UnusableItem.class::isInstance)
                .map(item -> ((UnusableItem) item).code())
                .toList();
        // Then
        assertThat(unusable).containsExactly("PICTURE_NAME_UNUSABLE", "PICTURE_MISSING");
    }

    @Test
    void is_refused_where_a_mapping_is_named() {
        var request = new org.dermatrail.connectors.SourceRequest("isic2019", study, java.util.Map.of(), null);
        assertThatThrownBy(() -> new SyntheticConnector().open(request).close())
                .isInstanceOf(SourceFault.class)
                .hasMessageContaining("isic2019");
    }

    private void change(String file, UnaryOperator<String> by) throws IOException {
        Files.writeString(study.resolve(file), by.apply(Files.readString(study.resolve(file))));
    }

    private void refused(String code, String file) {
        assertThatThrownBy(() ->
                        new SyntheticConnector().open(Studies.request(study)).close())
                .isInstanceOfSatisfying(SourceFault.class, fault -> {
                    assertThat(fault.code()).isEqualTo(code);
                    assertThat(fault.sentence()).contains(file).endsWith(".");
                });
    }
}
