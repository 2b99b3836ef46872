package org.dermatrail.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.dermatrail.domain.audit.AuditRecord;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditTest {

    private final Clinic clinic = new Clinic();

    @AfterEach
    void close() {
        clinic.close();
    }

    private AuditRecord last() {
        return clinic.audit.records.getLast();
    }

    @Test
    void a_cohort_question_is_written_in_canonical_words_with_its_numbers() {
        // When the same is asked in two orders
        var one =
                "{ cohort(criteria: {all: [{field: \"modality\", in: [\"XC\", \"DMS\"]}, {field: \"ageYears\", from: 61}]},"
                        + " facets: [{field: \"site\"}]) { captureCount { value } } }";
        var two =
                "{ c: cohort(facets: [{field: \"site\", level: CAPTURE}], criteria: {all: [{from: 61, field: \"ageYears\"},"
                        + " {in: [\"DMS\", \"XC\"], field: \"modality\"}]}) { captureCount { value } } }";
        clinic.answer(Clinic.COORDINATOR, one, Map.of());
        clinic.answer(Clinic.COORDINATOR, two, Map.of());

        // Then
        assertThat(clinic.audit.records).hasSize(2);
        assertThat(clinic.audit.records)
                .extracting(AuditRecord::question)
                .containsOnly("all(ageYears from 61 to *; modality in [DMS, XC]) by site of CAPTURE");
        assertThat(last().account()).isEqualTo("coordinator-1");
        assertThat(last().role()).isEqualTo("coordinator");
        assertThat(last().action()).isEqualTo("cohort");
        assertThat(last().position()).isEqualTo("live");
        assertThat(last().disclosed()).isEqualTo("participants 4, lesions 4, captures 31, withheld 1, 1 facets");
    }

    @Test
    void a_suppressed_number_stays_suppressed_in_the_log() {
        clinic.answer(
                Clinic.RESEARCHER,
                "{ cohort(criteria: {field: \"site\", in: [\"naevus-2026/graz\"]}) { captureCount { value } } }",
                Map.of());

        assertThat(last().disclosed()).contains("captures suppressed").doesNotContain("20");
        assertThat(last().project()).isEqualTo("depth-study");
    }

    @Test
    void the_ids_shown_are_the_callers_own() {
        var id = clinic.scoped(Clinic.RESEARCHER, Kind.LESION, clinic.lesion);

        clinic.answer(
                Clinic.RESEARCHER,
                "{ lesion(id: \"" + id
                        + "\") { x: id history(asOf: \"spring\") { entries { ... on Captured { y: captureId } } } } }",
                Map.of());

        assertThat(last().subjects())
                .containsExactlyInAnyOrder(id, clinic.scoped(Clinic.RESEARCHER, Kind.CAPTURE, clinic.capture));
        assertThat(last().position()).isEqualTo("spring");
        assertThat(clinic.audit.records.toString())
                .satisfies(text -> assertThat(clinic.registry.rawIds()).noneMatch(text::contains));
    }

    @Test
    void ids_shown_twice_are_noted_once() {
        clinic.answer(
                Clinic.KEEPER,
                "{ cohort { captures(first: 100) { edges { node { id } } } lesions(first: 100) { edges { node { id"
                        + " captures(first: 10) { edges { cursor } } aliases } } } } }",
                Map.of());

        var parts = clinic.audit.records;
        assertThat(parts).hasSize(1);
        assertThat(last().subjects()).hasSizeLessThanOrEqualTo(100).hasSize(62 + 8 + 8);
    }

    @Test
    void more_ids_than_a_record_holds_go_on_in_further_records() {
        for (int i = 0; i < 200; i++) {
            clinic.registry.addCapture(clinic.alice, clinic.lesion, i, false);
        }
        var page = "captures(first: 100%s) { edges { node { id participant { id } } } pageInfo { endCursor } }";
        var first = clinic.answer(Clinic.KEEPER, "{ cohort { " + page.formatted("") + " } }", Map.of());
        var cursor = AskingTest.at(first, "data", "cohort", "captures", "pageInfo", "endCursor");
        clinic.audit.records.clear();

        clinic.answer(
                Clinic.KEEPER,
                "{ cohort { a: " + page.formatted("") + " b: " + page.formatted(", after: \"" + cursor + "\"") + " } }",
                Map.of());

        assertThat(clinic.audit.records)
                .hasSizeBetween(2, 3)
                .allMatch(each -> each.subjects().size() <= 100);
        assertThat(clinic.audit.records.stream().flatMap(each -> each.subjects().stream()))
                .hasSizeGreaterThan(200)
                .doesNotHaveDuplicates();
        assertThat(last().disclosed()).contains("part");
    }

    @Test
    void an_answer_that_cannot_be_audited_is_not_given() {
        clinic.audit.down = true;

        var answer = clinic.answer(Clinic.KEEPER, "{ me { account } studies { code } }", Map.of());

        assertThat(Clinic.code(answer)).isEqualTo("AUDIT_UNAVAILABLE");
        assertThat(answer.get("data")).isNull();
    }

    @Test
    void a_change_that_cannot_be_audited_is_not_made() {
        clinic.audit.down = true;

        var answer = clinic.answer(Clinic.KEEPER, "mutation { publishDataCut(cut: \"autumn\") { id } }", Map.of());

        assertThat(Clinic.code(answer)).isEqualTo("AUDIT_UNAVAILABLE");
        assertThat(clinic.sent).isEmpty();
    }

    @Test
    void a_change_is_written_before_it_is_made_and_after() {
        clinic.answer(Clinic.KEEPER, "mutation { publishDataCut(cut: \"autumn\") { id } }", Map.of());

        assertThat(clinic.audit.records).extracting(AuditRecord::action).containsOnly("publishDataCut");
        assertThat(clinic.audit.records).extracting(AuditRecord::disclosed).containsExactly("asked", "accepted");
        assertThat(last().question()).isEqualTo("{cut=autumn}");
    }

    @Test
    void what_is_refused_is_written_too() {
        clinic.answer(Clinic.RESEARCHER, "{ auditLog { edges { cursor } } }", Map.of());

        assertThat(last().disclosed()).isEqualTo("refused: NOT_ALLOWED");
        assertThat(last().action()).isEqualTo("auditLog");
    }

    @Test
    void the_log_is_read_in_pages_by_those_who_oversee() {
        for (int i = 0; i < 5; i++) {
            clinic.answer(Clinic.RESEARCHER, "{ studies { code } }", Map.of());
        }

        var document = "{ auditLog(first: 3%s) { edges { node { position at account role project action question"
                + " dataPosition disclosed subjects } } pageInfo { endCursor hasNextPage } } }";
        var first = clinic.answer(Clinic.ETHICS, document.formatted(""), Map.of());
        var cursor = AskingTest.at(first, "data", "auditLog", "pageInfo", "endCursor");
        var second = clinic.answer(Clinic.ETHICS, document.formatted(", after: \"" + cursor + "\""), Map.of());

        assertThat(Clinic.code(first)).isEqualTo("none");
        assertThat(AskingTest.at(first, "data", "auditLog", "pageInfo", "hasNextPage"))
                .isEqualTo(true);
        assertThat(AskingTest.at(second, "data", "auditLog", "edges", "0", "node", "position"))
                .isEqualTo(4);
        assertThat(AskingTest.at(second, "data", "auditLog", "edges", "2", "node", "account"))
                .isEqualTo("ethics-1");
        assertThat(List.of("YQ", "bm9uc2Vuc2U", "###")).allMatch(cursorText -> clinic.code(
                        Clinic.ETHICS, "{ auditLog(after: \"" + cursorText + "\") { edges { cursor } } }")
                .equals("CURSOR_UNKNOWN"));
    }
}
