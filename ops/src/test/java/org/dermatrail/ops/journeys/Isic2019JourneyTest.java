package org.dermatrail.ops.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermatrail.ops.journeys.Buckets.buckets;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(AllTables.class)
class Isic2019JourneyTest {

    @Test
    void every_row_becomes_a_capture_and_every_contradiction_a_discrepancy(AllTables.Registered all) {
        // Given, When
        var report = all.report(PublishedTable.ISIC_2019);

        // Then
        assertThat(report.path("received").asLong()).isEqualTo(25_331);
        assertThat(report.path("recorded").asLong()).isEqualTo(25_331);
        assertThat(report.path("corrected").asLong()).isZero();
        assertThat(report.path("duplicates").asLong()).isZero();
        assertThat(report.path("quarantined").asLong()).isZero();
        assertThat(report.path("lesions").asLong()).isEqualTo(11_847);
        assertThat(report.path("unlinked").asLong()).isEqualTo(2_084);
        assertThat(buckets(report.path("discrepancies")))
                .containsEntry("sex", 1L)
                .containsEntry("anatomicSite", 2L)
                .containsEntry("site", 9L);
        // Neither a blank nor an age that differs is a contradiction.
        assertThat(buckets(report.path("discrepancies")).values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(12);
    }

    @Test
    void the_cohort_counts_are_those_of_the_table(AllTables.Registered all) {
        // When
        var answer = all.clinic().asks("""
                {"criteria": {"field": "study", "in": ["isic-2019"]},
                 "facets": ["diagnosis", "site", "linked", "withPicture", "modality",
                   {"field": "disputed", "level": "LESION"}, {"field": "diagnosis", "level": "LESION"}]}""");

        // Then
        assertThat(answer.path("captures").asLong()).isEqualTo(25_331);
        assertThat(answer.path("lesions").asLong()).isEqualTo(11_847);
        assertThat(answer.path("participants").asString()).isEqualTo("unknown");
        assertThat(answer.path("withheld").asLong()).isZero();
        assertThat(answer.path("suppressed").asBoolean()).isFalse();
        assertThat(answer.path("position").asString()).isEqualTo("live");
        assertThat(buckets(answer, "diagnosis"))
                .isEqualTo(Map.of(
                        "NV", 12_875L, "MEL", 4_522L, "BCC", 3_323L, "BKL", 2_624L, "AK", 867L, "SCC", 628L, "VASC",
                        253L, "DF", 239L));
        assertThat(answer.path("facets").path("diagnosis").path("missing").asLong())
                .isZero();
        assertThat(buckets(answer, "site"))
                .isEqualTo(Map.of(
                        "isic-2019/CENTRE-0",
                        12_413L,
                        "isic-2019/CENTRE-1",
                        3_954L,
                        "isic-2019/CENTRE-2",
                        3_363L,
                        "isic-2019/CENTRE-3",
                        2_259L,
                        "isic-2019/CENTRE-4",
                        819L,
                        "isic-2019/CENTRE-5",
                        439L,
                        "isic-2019/UNKNOWN",
                        2_084L));
        assertThat(buckets(answer, "linked")).isEqualTo(Map.of("true", 23_247L, "false", 2_084L));
        assertThat(buckets(answer, "withPicture")).containsEntry("true", 14L);
    }

    @Test
    void the_captures_without_a_lesion_are_those_without_a_centre(AllTables.Registered all) {
        // When
        var answer = all.clinic().asks("""
                {"criteria": {"all": [{"field": "study", "in": ["isic-2019"]}, {"field": "linked", "in": ["false"]}]},
                 "facets": ["site"]}""");

        // Then
        assertThat(buckets(answer, "site")).isEqualTo(Map.of("isic-2019/UNKNOWN", 2_084L));
        assertThat(answer.path("lesions").asLong()).isZero();
    }

    @Test
    void a_second_import_records_nothing(AllTables.Registered all) {
        // Given
        long events = all.clinic().events();

        // When
        var again = all.clinic().imports(PublishedTable.ISIC_2019);

        // Then
        assertThat(again.path("received").asLong()).isEqualTo(25_331);
        assertThat(again.path("recorded").asLong()).isZero();
        assertThat(again.path("corrected").asLong()).isZero();
        assertThat(again.path("duplicates").asLong()).isEqualTo(25_331);
        assertThat(buckets(again.path("discrepancies")))
                .allSatisfy((field, count) -> assertThat(count).isZero());
        assertThat(again.path("import"))
                .isNotEqualTo(all.report(PublishedTable.ISIC_2019).path("import"));
        assertThat(all.clinic().events()).isEqualTo(events);
    }

    @Test
    void an_age_that_differs_is_a_revisit_and_told_in_the_history(AllTables.Registered all) {
        // Given a lesion that the published table shows at two ages
        var lesion = PublishedRows.isic2019().stream()
                .filter(row -> row.lesion() != null && row.number("ageYears") != null)
                .collect(java.util.stream.Collectors.groupingBy(
                        PublishedRow::lesionOrFail,
                        java.util.stream.Collectors.mapping(
                                row -> String.valueOf(row.number("ageYears")), java.util.stream.Collectors.toSet())))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue().size() > 1)
                .toList();
        assertThat(lesion).hasSize(16);

        for (var each : lesion) {
            // When
            var history = all.clinic().history(each.getKey());

            // Then
            assertThat(history.path("entries").findValuesAsString("ageYears")).containsAll(each.getValue());
            assertThat(history.path("disputed").toString()).doesNotContain("age");
        }
    }

    @Test
    void the_lesion_with_two_sexes_and_two_places_shows_both_statements_and_the_open_dispute(AllTables.Registered all) {
        // When
        var history = all.clinic().history("isic-2019:MSK4_0010031");

        // Then
        assertThat(history.path("entries").findValuesAsString("sex")).contains("MALE", "FEMALE");
        assertThat(history.path("disputed").toString()).contains("sex").contains("anatomicSite");
    }
}
