package org.dermatrail.connectors.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.dermatrail.connectors.SourceFault;
import org.dermatrail.connectors.mapping.StatedRules.Imaging;
import org.dermatrail.domain.capture.Modality;
import org.dermatrail.domain.participant.ConsentBasis;
import org.dermatrail.domain.participant.Identification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AMappingFileTest {

    private static final String LEAST = """
            name: own
            source: {issuer: clinic-a}
            study: {code: naevus-2026, title: Naevi}
            consent: {basis: SIGNED_FORM, formVersion: v2}
            participant: surrogate-per-lesion
            captureId: image
            site: BASEL
            modality: DMS
            """;

    @TempDir
    Path folder = Path.of("");

    @Test
    void needs_no_more_than_this() {
        // When
        var mapping = read(LEAST);
        // Then
        assertThat(mapping.source().studyId()).isEqualTo("naevus-2026");
        assertThat(mapping.source().createsStudy()).isFalse();
        assertThat(mapping.source().identification()).isEqualTo(Identification.SURROGATE_PER_LESION);
        assertThat(mapping.source().consent().basis()).isEqualTo(ConsentBasis.SIGNED_FORM);
        assertThat(mapping.format().delimiter()).isEqualTo(',');
        assertThat(mapping.format().encoding()).isEqualTo(StandardCharsets.UTF_8);
        assertThat(mapping.pictureFiles()).contains("{captureId}.jpg");
        assertThat(mapping.stated().site()).isEqualTo(new FieldRule.Constant<>("BASEL"));
    }

    @Test
    void may_say_how_ids_are_composed_and_files_written() {
        // When
        var mapping = read(LEAST.replace(
                "participant: surrogate-per-lesion\ncaptureId: image",
                "participant: {given: [clinic, patient]}\ncaptureId: {columns: [visit, image], separator: '|'}\n"
                        + "delimiter: \\t\nencoding: GB18030"));
        // Then
        assertThat(mapping.source().identification()).isEqualTo(Identification.GIVEN);
        assertThat(mapping.ids().participant())
                .isEqualTo(new TableMapping.IdColumns(List.of("clinic", "patient"), "/"));
        assertThat(mapping.ids().capture()).isEqualTo(new TableMapping.IdColumns(List.of("visit", "image"), "|"));
        assertThat(mapping.format().delimiter()).isEqualTo('\t');
        assertThat(mapping.format().encoding().name()).isEqualTo("GB18030");
    }

    @Test
    void maps_a_device_that_stands_for_two_modalities_as_the_study_says() {
        // When
        var mapping = read(LEAST.replace(
                "modality: DMS", "modality: {column: device, values: {皮肤CT: {code: CFM, technique: MOSAIC}}}"));
        // Then
        assertThat(mapping.stated().modality())
                .extracting("values")
                .isEqualTo(Map.of("皮肤CT", Optional.of(new Imaging(Modality.CFM, "MOSAIC"))));
    }

    @Test
    void with_an_unknown_key_is_refused_with_the_nearest_known() {
        fault("MAPPING_KEY_UNKNOWN", LEAST + "lesionid: lesion\n")
                .hasMessageContaining("own.yaml: key 'lesionid' is not known (did you mean 'lesionId'?)");
        fault("MAPPING_KEY_UNKNOWN", LEAST + "fields: {ageYear: age}\n")
                .hasMessageContaining("key 'fields.ageYear' is not known (did you mean 'ageYears'?)");
        fault("MAPPING_KEY_UNKNOWN", LEAST + "joins: {truth: {on: a, key: b, requierd: true}}\n")
                .hasMessageContaining("'joins.truth.requierd'")
                .hasMessageContaining("'required'");
        fault("MAPPING_KEY_UNKNOWN", LEAST + "fields: {sex: {column: s, vals: {f: FEMALE}}}\n")
                .hasMessageContaining("'fields.sex.vals'");
    }

    @Test
    void without_a_needed_key_is_refused() {
        for (String key :
                List.of("name", "source", "study", "consent", "participant", "captureId", "site", "modality")) {
            fault("MAPPING_KEY_MISSING", LEAST.replaceAll("(?m)^" + key + ":.*\n", ""))
                    .hasMessageContaining("own.yaml: key '" + key + "' is missing");
        }
    }

    @Test
    void with_a_word_the_registry_does_not_have_is_refused() {
        fault("MAPPING_VALUE_INVALID", LEAST.replace("SIGNED_FORM", "SIGNED_FROM"))
                .hasMessageContaining("key 'consent.basis' is 'SIGNED_FROM' (did you mean 'SIGNED_FORM'?)");
        fault("MAPPING_VALUE_INVALID", LEAST + "fields: {sex: {column: s, values: {f: WOMAN}}}\n")
                .hasMessageContaining("'fields.sex.values.f'")
                .hasMessageContaining("FEMALE, MALE, OTHER");
        fault("MAPPING_VALUE_INVALID", LEAST.replace("modality: DMS", "modality: dermoscopy"))
                .hasMessageContaining("'modality'");
        fault("MAPPING_VALUE_INVALID", LEAST.replace("modality: DMS", "modality: {column: device}"))
                .hasMessageContaining("needs 'values'");
        fault("MAPPING_VALUE_INVALID", LEAST.replace("modality: DMS", "modality: {column: d, values: {x: null}}"))
                .hasMessageContaining("none may be null");
        fault("MAPPING_VALUE_INVALID", LEAST.replace("BASEL", "'Basel, CH'")).hasMessageContaining("key 'site'");
        fault("MAPPING_VALUE_INVALID", LEAST.replace("naevus-2026", "Naevus 2026"))
                .hasMessageContaining("'study.code'");
        fault("MAPPING_VALUE_INVALID", LEAST.replace("surrogate-per-lesion", "surrogate"))
                .hasMessageContaining("surrogate-per-lesion");
    }

    @Test
    void with_an_impossible_format_is_refused() {
        fault("MAPPING_VALUE_INVALID", LEAST + "delimiter: '||'\n").hasMessageContaining("'delimiter'");
        fault("MAPPING_VALUE_INVALID", LEAST + "delimiter: '\"'\n").hasMessageContaining("'delimiter'");
        fault("MAPPING_VALUE_INVALID", LEAST + "encoding: UTF-9\n").hasMessageContaining("'encoding'");
        fault("MAPPING_VALUE_INVALID", LEAST + "lesionId: []\n").hasMessageContaining("at least one");
        fault("MAPPING_VALUE_INVALID", LEAST + "pictures: {files: [picture.jpg]}\n")
                .hasMessageContaining("placeholder");
        fault("MAPPING_VALUE_INVALID", LEAST + "fields: [sex]\n").hasMessageContaining("'fields' must be a block");
    }

    @Test
    void with_a_column_of_a_side_table_it_does_not_declare_is_refused() {
        fault("MAPPING_VALUE_INVALID", LEAST + "fields: {diagnosis: {join: truth, column: dx}}\n")
                .hasMessageContaining("'fields.diagnosis.join'");
    }

    @Test
    void that_is_not_yaml_is_named_by_line() {
        fault("MAPPING_NOT_YAML", LEAST + "fields: {sex: [\n").hasMessageContaining("own.yaml, line");
        fault("MAPPING_NOT_YAML", LEAST + "name: twice\n").hasMessageContaining("own.yaml");
        fault("MAPPING_VALUE_INVALID", "").hasMessageContaining("own.yaml: the file must be a block of keys");
        fault("MAPPING_VALUE_INVALID", "just text").hasMessageContaining("own.yaml");
    }

    @Test
    void that_is_something_else_is_refused() throws IOException {
        assertThatThrownBy(() -> Mappings.read("isic2091"))
                .isInstanceOf(SourceFault.class)
                .hasMessageContaining("did you mean 'isic2019'?");
        assertThatThrownBy(() -> Mappings.read("no\0file")).isInstanceOf(SourceFault.class);
        assertThatThrownBy(() -> Mappings.read(folder.toString()))
                .isInstanceOf(SourceFault.class)
                .hasMessageContaining("is a folder");
        Path large = Files.write(folder.resolve("large.yaml"), new byte[Mappings.LARGEST_BYTES + 1]);
        assertThatThrownBy(() -> Mappings.read(large.toString()))
                .isInstanceOf(SourceFault.class)
                .hasMessageContaining("name the mapping, not the table");
        Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'a', (byte) 0xE9, 'b'});
        assertThatThrownBy(() -> Mappings.read(latin.toString()))
                .isInstanceOf(SourceFault.class)
                .hasMessageContaining("save it as UTF-8");
    }

    @Test
    void that_comes_with_the_product_may_open_its_study() {
        assertThat(Mappings.ready())
                .containsExactly("isic2019", "ham10000", "isic2020", "milk10k")
                .allSatisfy(name -> {
                    var mapping = Mappings.read(name);
                    assertThat(mapping.name()).isEqualTo(name);
                    assertThat(mapping.source().createsStudy()).isTrue();
                });
        assertThat(Mappings.ready().stream()
                        .map(name -> Mappings.read(name).source().issuer()))
                .doesNotHaveDuplicates();
    }

    @Test
    void is_explained_by_an_example_that_is_one() {
        // When
        var mapping = read(Mappings.example());
        // Then
        assertThat(mapping.name()).isEqualTo("example");
        assertThat(mapping.joins()).containsOnlyKeys("truth");
        assertThat(mapping.stated().parameters()).hasSize(2);
    }

    private TableMapping read(String yaml) {
        try {
            return Mappings.read(
                    Files.writeString(folder.resolve("own.yaml"), yaml).toString());
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private AbstractThrowableAssert<?, ? extends Throwable> fault(String code, String yaml) {
        return assertThatThrownBy(() -> read(yaml))
                .isInstanceOfSatisfying(
                        SourceFault.class, fault -> assertThat(fault.code()).isEqualTo(code))
                .hasMessageEndingWith(".");
    }
}
