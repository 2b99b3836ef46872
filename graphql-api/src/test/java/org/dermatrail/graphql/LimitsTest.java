package org.dermatrail.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.introspection.IntrospectionQuery;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private final Clinic clinic = new Clinic();

    @AfterEach
    void close() {
        clinic.close();
    }

    private static String many(int from, String field) {
        return IntStream.range(0, from).mapToObj(field::formatted).collect(Collectors.joining(" "));
    }

    @Test
    void without_a_caller_nothing_is_answered_not_even_the_schema() {
        for (var document : new String[] {
            "{ me { account } }", "{ __schema { types { name } } }", "{ __typename }", "{ this is no query", "{ nose }"
        }) {
            assertThat(clinic.answer(null, document, Map.of()).get("data")).isNull();
            assertThat(clinic.code(null, document)).isEqualTo("NOT_SIGNED_IN");
        }
    }

    @Test
    void a_signed_in_caller_may_read_the_schema() {
        var answer = clinic.answer(Clinic.ETHICS, IntrospectionQuery.INTROSPECTION_QUERY, Map.of());

        assertThat(Clinic.code(answer)).isEqualTo("none");
    }

    @Test
    void introspection_cannot_be_used_to_exhaust() {
        var deep = "{ __schema { types " + "{ fields { type { fields { type ".repeat(3) + "{ name }"
                + " } } } }".repeat(3) + " } }";

        assertThat(clinic.answer(Clinic.ETHICS, deep, Map.of()).get("data")).isNull();
    }

    @Test
    void depth_is_limited() {
        var twelve = "{ participants(study: \"naevus-2026\", first: 1) { edges { node { lesions(first: 1) { edges {"
                + " node { captures(first: 1) { edges { node { participant { lesions(first: 1) { %s } } } } } } } } } } } }";

        assertThat(clinic.code(Clinic.KEEPER, twelve.formatted("__typename"))).isEqualTo("none");
        assertThat(clinic.code(Clinic.KEEPER, twelve.formatted("pageInfo { endCursor }")))
                .isEqualTo("QUERY_TOO_DEEP");
    }

    @Test
    void cost_counts_the_size_of_pages() {
        var document = "{ cohort { lesions(first: %d) { edges { node { history { entries { __typename"
                + " ... on Captured { day facts { site modality day sex technique laterality } } } } } } } } }";

        assertThat(clinic.code(Clinic.KEEPER, document.formatted(10))).isEqualTo("none");
        assertThat(clinic.code(Clinic.KEEPER, document.formatted(100))).isEqualTo("QUERY_TOO_COSTLY");
    }

    @Test
    void cost_counts_a_page_size_given_as_a_variable() {
        var document = "query($n: Int) { cohort { lesions(first: $n) { edges { node { captures(first: $n) {"
                + " edges { node { id study withheld } } } } } } } }";

        assertThat(Clinic.code(clinic.answer(Clinic.KEEPER, document, Map.of("n", 100))))
                .isEqualTo("QUERY_TOO_COSTLY");
    }

    @Test
    void aliases_and_fields_are_limited() {
        assertThat(clinic.code(Clinic.KEEPER, "{ " + many(50, "a%d: cuts { id }") + " }"))
                .isEqualTo("none");
        assertThat(clinic.code(Clinic.KEEPER, "{ " + many(51, "a%d: cuts { id }") + " }"))
                .isEqualTo("QUERY_TOO_MANY_ALIASES");
        assertThat(clinic.code(Clinic.KEEPER, "{ " + many(501, "cuts { id }") + " }"))
                .isEqualTo("QUERY_TOO_MANY_FIELDS");
    }

    @Test
    void a_fragment_counts_wherever_it_is_spread() {
        var page = " fragment Page on Cohort { captures(first: 100) { edges { node { id study withheld } } } }";

        assertThat(clinic.code(Clinic.KEEPER, "{ a: cohort { ...Page } }" + page))
                .isEqualTo("none");
        assertThat(clinic.code(Clinic.KEEPER, "{ " + many(40, "a%d: cohort { ...Page }") + " }" + page))
                .isEqualTo("QUERY_TOO_COSTLY");
    }

    @Test
    void fragments_that_multiply_are_measured_in_no_time() {
        var bomb = new StringBuilder("{ ...f0 }");
        for (int i = 0; i < 100; i++) {
            bomb.append(" fragment f%d on Query { ...f%d ...f%d }".formatted(i, i + 1, i + 1));
        }
        bomb.append(" fragment f100 on Query { cuts { id } }");

        assertThat(clinic.code(Clinic.KEEPER, bomb.toString())).isEqualTo("none");
    }

    @Test
    void nested_fragments_that_multiply_are_stopped_while_they_are_measured() {
        var bomb = new StringBuilder("{ node(id: \"x\") { ...f0 } }");
        for (int i = 0; i < 5; i++) {
            bomb.append((" fragment f%d on Lesion { participant { a: lesions { edges { node { ...f%d } } }"
                            + " b: lesions { edges { node { ...f%d } } } } }")
                    .formatted(i, i + 1, i + 1));
        }
        bomb.append(" fragment f5 on Lesion { id }");

        assertThat(clinic.code(Clinic.KEEPER, bomb.toString())).isIn("QUERY_TOO_DEEP", "QUERY_TOO_COSTLY");
    }

    @Test
    void long_documents_are_not_even_read() {
        assertThat(clinic.code(Clinic.KEEPER, "{ me { account } } #" + "x".repeat(50_000)))
                .isEqualTo("QUERY_TOO_LONG");
        assertThat(clinic.code(Clinic.KEEPER, "{ " + "me ".repeat(6_000) + " }"))
                .isEqualTo("QUERY_UNREADABLE");
    }

    @Test
    void wrong_queries_have_a_code_too() {
        assertThat(clinic.code(Clinic.KEEPER, "{ me { ")).isEqualTo("QUERY_UNREADABLE");
        assertThat(clinic.code(Clinic.KEEPER, "{ nose }")).isEqualTo("QUERY_INVALID");
        assertThat(clinic.code(Clinic.KEEPER, "mutation { closeStudy }")).isEqualTo("QUERY_INVALID");
    }

    @Test
    void after_the_time_limit_no_further_field_is_fetched() {
        clinic.clockStep.set(Duration.ofSeconds(4));

        var answer = clinic.answer(Clinic.KEEPER, "{ " + many(4, "a%d: studies { code }") + " }", Map.of());

        assertThat(Clinic.code(answer)).isEqualTo("TOOK_TOO_LONG");
    }

    @Test
    void after_the_time_limit_no_further_id_of_a_page_is_shown() {
        var page = "{ participants(study: \"naevus-2026\") { edges { node { id } } } }";
        assertThat(clinic.code(Clinic.KEEPER, page)).isEqualTo("none");
        clinic.clockStep.set(Duration.ofSeconds(4));

        assertThat(clinic.code(Clinic.KEEPER, page)).isEqualTo("TOOK_TOO_LONG");
    }
}
