package org.dermatrail.ops.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermatrail.ops.journeys.Buckets.buckets;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(AllTables.class)
class OtherPublishedTablesJourneyTest {

    @Test
    void ham10000_is_a_source_and_study_of_its_own_beside_isic_2019(AllTables.Registered all) {
        // Given
        var report = all.report(PublishedTable.HAM10000);

        // When
        var answer = all.clinic().asks("""
                {"criteria": {"field": "study", "in": ["ham10000"]}, "facets": ["confirmation", "site"]}""");

        // Then
        assertThat(report.path("recorded").asLong()).isEqualTo(10_015);
        assertThat(report.path("duplicates").asLong()).isZero();
        assertThat(report.path("lesions").asLong()).isEqualTo(7_470);
        assertThat(report.path("unlinked").asLong()).isZero();
        assertThat(answer.path("captures").asLong()).isEqualTo(10_015);
        assertThat(answer.path("lesions").asLong()).isEqualTo(7_470);
        assertThat(answer.path("participants").asString()).isEqualTo("unknown");
        assertThat(buckets(answer, "confirmation"))
                .isEqualTo(Map.of("HISTOPATHOLOGY", 5_340L, "FOLLOW_UP", 3_704L, "CONSENSUS", 902L, "CONFOCAL", 69L));
        assertThat(buckets(answer, "site"))
                .isEqualTo(Map.of(
                        "ham10000/vidir_molemax",
                        3_954L,
                        "ham10000/vidir_modern",
                        3_363L,
                        "ham10000/rosendahl",
                        2_259L,
                        "ham10000/vienna_dias",
                        439L));
    }

    @Test
    void pictures_with_equal_bytes_share_one_blob_and_stay_captures_of_both_studies(AllTables.Registered all)
            throws Exception {
        // Given three captures of one lesion whose pictures came with both sources
        var inIsic2019 = all.clinic().history("isic-2019:HAM_0000778");
        var inHam10000 = all.clinic().history("ham10000:HAM_0000778");

        // Then
        assertThat(pictures(inIsic2019)).hasSize(3);
        assertThat(pictures(inHam10000)).isEqualTo(pictures(inIsic2019));
        assertThat(inHam10000.path("entries").findValuesAsString("capture"))
                .doesNotContainAnyElementsOf(inIsic2019.path("entries").findValuesAsString("capture"));
        try (var stored = all.clinic().registry().blobs().digests()) {
            assertThat(stored.toList()).hasSize(14).containsAll(pictures(inIsic2019));
        }
    }

    private static List<String> pictures(JsonNode history) {
        var digests = new TreeSet<String>();
        for (var entry : history.path("entries")) {
            entry.path("images").forEach(image -> digests.add(image.asString()));
        }
        return List.copyOf(digests);
    }

    @Test
    void isic_2020_names_its_participants_and_no_lesions(AllTables.Registered all) {
        // When
        var answer = all.clinic().asks("""
                {"criteria": {"field": "study", "in": ["isic-2020"]},
                 "facets": ["linked", "identification", {"field": "sex", "level": "PARTICIPANT"}]}""");

        // Then
        assertThat(all.report(PublishedTable.ISIC_2020).path("recorded").asLong())
                .isEqualTo(10_982);
        assertThat(answer.path("participants").asLong()).isEqualTo(690);
        assertThat(answer.path("participants").isNumber()).isTrue();
        assertThat(answer.path("captures").asLong()).isEqualTo(10_982);
        assertThat(answer.path("lesions").asLong()).isZero();
        assertThat(buckets(answer, "linked")).isEqualTo(Map.of("false", 10_982L));
        assertThat(buckets(answer, "identification")).isEqualTo(Map.of("GIVEN", 10_982L));
        assertThat(buckets(answer, "sex").values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(690);
    }

    @Test
    void milk10k_shows_each_lesion_by_two_modalities(AllTables.Registered all) {
        // When
        var answer = all.clinic().asks("""
                {"criteria": {"all": [{"field": "study", "in": ["milk10k"]},
                    {"field": "lesionModalities", "in": ["XC"]}, {"field": "lesionModalities", "in": ["DMS"]},
                    {"field": "lesionCaptures", "from": 2, "to": 2}]},
                 "facets": ["modality", {"field": "lesionModalities", "level": "LESION"},
                    {"field": "lesionCaptures", "level": "LESION", "interval": 1}]}""");

        // Then
        assertThat(all.report(PublishedTable.MILK10K).path("recorded").asLong()).isEqualTo(958);
        assertThat(answer.path("lesions").asLong()).isEqualTo(479);
        assertThat(answer.path("captures").asLong()).isEqualTo(958);
        assertThat(buckets(answer, "modality")).isEqualTo(Map.of("XC", 479L, "DMS", 479L));
        assertThat(buckets(answer, "lesionModalities")).isEqualTo(Map.of("XC", 479L, "DMS", 479L));
        assertThat(buckets(answer, "lesionCaptures")).isEqualTo(Map.of("2", 479L));
    }

    @Test
    void everything_together_is_the_sum(AllTables.Registered all) {
        // When
        var answer = all.clinic().asks("{\"facets\": [\"study\"]}");

        // Then
        assertThat(buckets(answer, "study"))
                .isEqualTo(Map.of("isic-2019", 25_331L, "ham10000", 10_015L, "isic-2020", 10_982L, "milk10k", 958L));
        assertThat(answer.path("lesions").asLong()).isEqualTo(11_847 + 7_470 + 479);
    }

    @Test
    void a_rebuild_from_zero_gives_the_same_answers(AllTables.Registered all) {
        // Given
        var before = all.clinic().registry().canonicalDigest();

        // When
        var rebuilt = all.clinic().done("rebuild", Map.of());

        // Then
        assertThat(rebuilt.path("answersDigest").asString()).isEqualTo(before);
        assertThat(rebuilt.path("parked").asLong()).isZero();
        assertThat(rebuilt.path("events").asLong()).isEqualTo(all.clinic().events());
    }

    @Test
    void what_is_stored_is_whole(AllTables.Registered all) {
        // When
        var findings = all.clinic().done("verify", Map.of());

        // Then
        assertThat(findings.path("damage").size()).isZero();
        assertThat(findings.path("pictures").asLong()).isEqualTo(14);
        assertThat(findings.path("events").asLong()).isEqualTo(all.clinic().events());
    }
}
