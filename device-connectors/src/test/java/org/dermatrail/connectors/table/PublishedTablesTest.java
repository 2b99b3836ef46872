package org.dermatrail.connectors.table;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.dermatrail.connectors.SharedData;
import org.dermatrail.connectors.SourceCapture;
import org.dermatrail.connectors.SourceRequest;
import org.dermatrail.domain.participant.Identification;
import org.junit.jupiter.api.Test;

class PublishedTablesTest {

    @Test
    void isic_2019_gives_its_lesions_centres_and_diagnoses() {
        // Given
        var request = new SourceRequest(
                "isic2019",
                SharedData.at("isic2019/ISIC_2019_Training_Metadata.csv"),
                Map.of(
                        "diagnosis", SharedData.at("isic2019/ISIC_2019_Training_GroundTruth.csv"),
                        "centre", SharedData.at("isic2019/six_centre_split.csv")),
                SharedData.at("images/dermoscopy"));
        // When
        var items = Tables.read(request);
        // Then
        var captures = Tables.captures(items);
        assertThat(Tables.unusable(items)).isEmpty();
        assertThat(captures).hasSize(25_331);
        assertThat(distinct(captures, SourceCapture::sourceLesionId)).isEqualTo(11_847);
        assertThat(captures)
                .filteredOn(capture -> capture.sourceLesionId() == null)
                .hasSize(2_084)
                .allMatch(capture -> capture.facts().siteId().code().equals("UNKNOWN"));
        assertThat(diagnoses(captures))
                .isEqualTo(Map.of(
                        "NV", 12_875L, "MEL", 4_522L, "BCC", 3_323L, "BKL", 2_624L, "AK", 867L, "SCC", 628L, "VASC",
                        253L, "DF", 239L));
        assertThat(sites(captures))
                .isEqualTo(Map.of(
                        "CENTRE-0",
                        12_413L,
                        "CENTRE-1",
                        3_954L,
                        "CENTRE-2",
                        3_363L,
                        "CENTRE-3",
                        2_259L,
                        "CENTRE-4",
                        819L,
                        "CENTRE-5",
                        439L,
                        "UNKNOWN",
                        2_084L));
        assertThat(captures).allMatch(capture -> capture.sourceParticipantId() == null);
        assertThat(captures)
                .filteredOn(capture -> !capture.pictures().isEmpty())
                .hasSizeGreaterThan(4);
    }

    @Test
    void isic_2019_can_be_read_without_its_side_tables() throws IOException {
        // Given
        var request = new SourceRequest(
                "isic2019", SharedData.at("isic2019/ISIC_2019_Training_Metadata.csv"), Map.of(), null);
        // When
        var captures = Tables.captures(Tables.read(request));
        // Then
        assertThat(captures).hasSize(25_331).allMatch(capture -> capture.diagnosis() == null);
        assertThat(sites(captures)).isEqualTo(Map.of("UNKNOWN", 25_331L));
        try (var source = new TableConnector().open(request)) {
            assertThat(source.description().createsStudy()).isTrue();
            assertThat(source.description().identification()).isEqualTo(Identification.SURROGATE_PER_LESION);
            assertThat(source.description().siteNames()).containsEntry("CENTRE-0", "Centre 0");
        }
    }

    @Test
    void what_is_left_over_in_the_side_tables_is_counted() throws IOException {
        // Given
        var request = new SourceRequest(
                "isic2019",
                SharedData.at("isic2019/six_centre_split.csv"),
                Map.of("diagnosis", SharedData.at("isic2019/ISIC_2019_Training_GroundTruth.csv")),
                null);
        var mapping = java.nio.file.Files.createTempFile("own", ".yaml");
        java.nio.file.Files.writeString(mapping, """
                name: own
                source: {issuer: own}
                study: {code: own-study, title: Own}
                consent: {basis: PUBLISHED_DATA_SET, formVersion: CC BY-NC 4.0}
                joins: {diagnosis: {on: image, key: image, required: true}}
                participant: surrogate-per-lesion
                captureId: image
                site: {column: center}
                modality: DMS
                fields: {diagnosis: {join: diagnosis, oneHot: {columns: {MEL: MEL, NV: NV, BCC: BCC, AK: AK, BKL: BKL, DF: DF, VASC: VASC, SCC: SCC}}}}
                """);
        // When
        try (var source = new TableConnector()
                .open(new SourceRequest(mapping.toString(), request.main(), request.joins(), null))) {
            int captures = 0;
            while (source.next() != null) {
                captures++;
            }
            // Then
            assertThat(captures).isEqualTo(23_247);
            assertThat(source.remarks().unmatchedSideRows()).isEqualTo(Map.of("diagnosis", 2_084L));
            assertThat(source.remarks().unusedColumns())
                    .contains("fold", "target")
                    .doesNotContain("image", "center");
            assertThat(source.description().createsStudy()).isFalse();
        } finally {
            java.nio.file.Files.delete(mapping);
        }
    }

    @Test
    void ham10000_gives_its_lesions_and_how_diagnoses_are_known() {
        // Given
        var request = new SourceRequest("ham10000", SharedData.at("ham10000/HAM10000_metadata.csv"), Map.of(), null);
        // When
        var items = Tables.read(request);
        // Then
        var captures = Tables.captures(items);
        assertThat(Tables.unusable(items)).isEmpty();
        assertThat(captures).hasSize(10_015);
        assertThat(distinct(captures, SourceCapture::sourceLesionId)).isEqualTo(7_470);
        assertThat(captures)
                .filteredOn(capture -> capture.facts().ageYears() == null)
                .hasSize(57);
        assertThat(count(captures, capture -> stated(capture).confirmation().name()))
                .isEqualTo(Map.of("HISTOPATHOLOGY", 5_340L, "FOLLOW_UP", 3_704L, "CONSENSUS", 902L, "CONFOCAL", 69L));
        assertThat(diagnoses(captures)).containsEntry("AKIEC", 327L).containsEntry("MEL", 1_113L);
        assertThat(sites(captures))
                .isEqualTo(Map.of(
                        "vidir_molemax", 3_954L, "vidir_modern", 3_363L, "rosendahl", 2_259L, "vienna_dias", 439L));
        assertThat(captures)
                .filteredOn(capture -> capture.facts().anatomicSite() == null)
                .hasSize(234);
    }

    @Test
    void isic_2020_gives_its_patients_and_no_lesions() {
        // Given
        var request =
                new SourceRequest("isic2020", SharedData.at("isic2020/ISIC_2020_Test_Metadata.csv"), Map.of(), null);
        // When
        var items = Tables.read(request);
        // Then
        var captures = Tables.captures(items);
        assertThat(Tables.unusable(items)).isEmpty();
        assertThat(captures).hasSize(10_982).allMatch(capture -> capture.sourceLesionId() == null);
        assertThat(distinct(captures, SourceCapture::sourceParticipantId)).isEqualTo(690);
        assertThat(sites(captures)).isEqualTo(Map.of("UNKNOWN", 10_982L));
    }

    @Test
    void milk10k_gives_each_lesion_by_two_modalities() {
        // Given
        var request = new SourceRequest("milk10k", SharedData.at("milk10k/MILK10k_Test_Metadata.csv"), Map.of(), null);
        // When
        var items = Tables.read(request);
        // Then
        var captures = Tables.captures(items);
        assertThat(Tables.unusable(items)).isEmpty();
        assertThat(captures).hasSize(958);
        assertThat(distinct(captures, SourceCapture::sourceLesionId)).isEqualTo(479);
        assertThat(count(captures, capture -> capture.facts().modality().code()))
                .isEqualTo(Map.of("XC", 479L, "DMS", 479L));
        assertThat(captures)
                .filteredOn(capture -> "CLOSE_UP".equals(capture.facts().technique()))
                .hasSize(479);
        assertThat(captures.getFirst().facts().parameters())
                .extracting(parameter -> parameter.name() + "=" + parameter.value())
                .containsExactly("skinToneClass=3", "imageManipulation=instrument only");
    }

    private static SourceCapture.StatedDiagnosis stated(SourceCapture capture) {
        return Objects.requireNonNull(capture.diagnosis());
    }

    private static Map<String, Long> diagnoses(List<SourceCapture> captures) {
        return count(captures, capture -> stated(capture).code().name());
    }

    private static Map<String, Long> sites(List<SourceCapture> captures) {
        return count(captures, capture -> capture.facts().siteId().code());
    }

    private static Map<String, Long> count(List<SourceCapture> captures, Function<SourceCapture, String> by) {
        return captures.stream().collect(groupingBy(by, TreeMap::new, counting()));
    }

    private static long distinct(
            List<SourceCapture> captures, Function<SourceCapture, @org.jspecify.annotations.Nullable String> by) {
        return captures.stream().map(by).filter(Objects::nonNull).distinct().count();
    }
}
