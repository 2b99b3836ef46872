package org.dermatrail.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A first page is looked for beside counting where the question says plainly which. */
class BegunPagesTest {

    private static final String ROWS = " { edges { node { id } } pageInfo { hasNextPage } }";

    private final Clinic clinic = new Clinic();

    @AfterEach
    void close() {
        clinic.close();
    }

    @ParameterizedTest
    @CsvSource({
        "captures(first: 3), CAPTURE 3",
        "captures(first: $most), CAPTURE 2",
        "lesions(first: 4), LESION 4",
        "some: participants(first: 1), PARTICIPANT 1"
    })
    void a_page_that_is_plain_to_see_is_begun_and_is_what_it_would_be(String page, String begun) {
        var asked = clinic.answer(Clinic.KEEPER, question(page), Map.of("most", 2));
        var again = clinic.answer(
                Clinic.KEEPER, question(page.replace("(first:", "(after: null, first:")), Map.of("most", 2));

        assertThat(clinic.registry.pagesBegun).containsExactly(begun);
        assertThat(asked).isEqualTo(again);
        assertThat(Clinic.code(asked)).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "captures",
                "captures(first: 0)",
                "captures(first: 101)",
                "captures(first: $most, after: null)",
                "captures(first: 3) @include(if: true)",
                "captures(first: 3) { edges { cursor } } more: captures(first: 5)"
            })
    void whatever_else_is_asked_is_found_when_it_is_fetched(String page) {
        var answer = clinic.answer(Clinic.KEEPER, question(page), Map.of("most", 2));

        assertThat(clinic.registry.pagesBegun).isEmpty();
        assertThat(answer).isNotNull();
    }

    @Test
    void a_question_that_is_refused_tells_nothing_of_the_page() {
        var answer = clinic.answer(
                Clinic.KEEPER,
                "query($most: Int) { cohort(criteria: { field: \"nose\", in: [\"x\"] }) { captures(first: $most)" + ROWS
                        + " } }",
                Map.of("most", 2));

        assertThat(answer.get("data")).isNull();
        assertThat(clinic.registry.pagesBegun).isEmpty();
    }

    private static String question(String page) {
        var variables = page.contains("$most") ? "query($most: Int) " : "";
        return variables + "{ cohort { captureCount { value } " + page + ROWS + " } }";
    }
}
