package org.dermatrail.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms.Kind;
import org.dermatrail.graphql.caller.Caller;
import org.dermatrail.projections.record.AskingRefused;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AskingTest {

    /** Asks for every field of a participant, lesion and capture. */
    private static final String EVERYTHING = """
            query Everything($participant: ID!, $lesion: ID!, $withheld: ID!) {
              me { account role project threshold consentedOnly may }
              studies { code title protocolVersions closed sites { id code name closed study } }
              participants(study: "naevus-2026", first: 3) {
                edges { cursor node { id study site identification sex status consented } }
                pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
              }
              participant(id: $participant) {
                id
                lesions { edges { cursor node { id } } pageInfo { endCursor } }
                captures { edges { cursor node { id withheld } } pageInfo { endCursor } }
              }
              lesion(id: $lesion) {
                id participant { id } study extent anatomicSite laterality diagnosis confirmation aliases
                captures { edges { cursor node { id facts { site modality day parameters { name value } }
                  images { id role pictureUrl thumbnailUrl } lesions { id } } } pageInfo { endCursor } }
                diagnoses { diagnosisId supersedes code }
                procedures { procedureId kind }
                history { lesionId aliases withheld openDisputes parked position entries {
                  __typename
                  ... on Captured { captureId images { id pictureUrl } }
                  ... on Diagnosed { diagnosisId supersedes inForce }
                  ... on Treated { procedureId }
                } }
              }
              capture(id: $withheld) { id withheld facts { day } images { id } lesions { id } }
              node(id: $lesion) { id __typename }
              cohort(criteria: {field: "ageYears", from: 60}, facets: [{field: "site"}]) {
                participantCount { value state } lesionCount { value state } captureCount { value state }
                withheld { value state } suppressed parked position
                facets { field level buckets { value count { value } } missing { value } hiddenBuckets otherBuckets }
                captures(first: 2) { edges { cursor node { id } } pageInfo { endCursor hasNextPage } }
              }
              cuts { id }
            }
            """;

    private final Clinic clinic = new Clinic();

    @AfterEach
    void close() {
        clinic.close();
    }

    private Map<String, Object> everything(Caller caller) {
        return clinic.answer(
                caller,
                EVERYTHING,
                Map.of(
                        "participant", clinic.scoped(caller, Kind.PARTICIPANT, clinic.alice),
                        "lesion", clinic.scoped(caller, Kind.LESION, clinic.lesion),
                        "withheld", clinic.scoped(caller, Kind.CAPTURE, clinic.withheldCapture)));
    }

    @Test
    void no_raw_id_leaves_in_any_field_cursor_or_error() {
        for (var caller : List.of(Clinic.RESEARCHER, Clinic.COORDINATOR, Clinic.KEEPER)) {
            // When
            var answer = everything(caller);

            // Then
            assertThat(Clinic.code(answer)).as(answer.toString()).isEqualTo("none");
            var leaves = new ArrayList<String>();
            leaves(answer, leaves);
            assertThat(leaves).hasSizeGreaterThan(50);
            assertThat(leaves)
                    .noneMatch(leaf -> clinic.registry.rawIds().stream().anyMatch(leaf::contains));
            assertThat(leaves).noneMatch(leaf -> leaf.matches(".*[0-9a-f]{8}-[0-9a-f]{4}-.*"));
        }
    }

    @Test
    void criteria_and_facets_said_to_be_null_are_left_out() {
        var document =
                "{ cohort(criteria: null, facets: null, asOf: null) { captureCount { state } facets { field } } }";

        var answer = clinic.answer(Clinic.KEEPER, document, Map.of());

        assertThat(Clinic.code(answer)).as(answer.toString()).isEqualTo("none");
    }

    @Test
    void no_raw_id_of_a_disputed_participant_leaves() {
        var answer = clinic.answer(
                Clinic.COORDINATOR,
                "{ discrepancies { edges { cursor node { id subjectId field statements { value captureId } } } } }",
                Map.of());

        var leaves = new ArrayList<String>();
        leaves(answer, leaves);
        assertThat(leaves)
                .contains("participant")
                .noneMatch(leaf -> clinic.registry.rawIds().contains(leaf));
    }

    @Test
    void two_projects_never_see_the_same_id() {
        var other = Caller.researcher("reader-2", "edge-study", Set.of(Clinic.STUDY), Clinic.RESEARCHER.policy());
        var document = "{ participants(study: \"naevus-2026\") { edges { cursor node { id } } } }";
        var one = new ArrayList<String>();
        var two = new ArrayList<String>();

        leaves(clinic.answer(Clinic.RESEARCHER, document, Map.of()), one);
        leaves(clinic.answer(other, document, Map.of()), two);

        assertThat(one).hasSameSizeAs(two).isNotEmpty().doesNotContainAnyElementsOf(two);
    }

    @Test
    void an_id_of_another_project_and_a_hidden_one_and_an_invented_one_look_alike() {
        var hidden = clinic.registry.participants.values().stream()
                .filter(one -> one.studyId().equals(Clinic.OTHER_STUDY))
                .findFirst()
                .orElseThrow();
        var ids = List.of(
                clinic.scoped(Clinic.KEEPER, Kind.PARTICIPANT, clinic.alice),
                clinic.scoped(Clinic.RESEARCHER, Kind.PARTICIPANT, hidden.participantKey()),
                clinic.scoped(Clinic.RESEARCHER, Kind.LESION, clinic.lesion),
                clinic.alice,
                "nonsense");

        for (var id : ids) {
            var answer = clinic.answer(
                    Clinic.RESEARCHER, "query($id: ID!) { participant(id: $id) { id } }", Map.of("id", id));
            assertThat(answer).isEqualTo(Map.of("data", nothing("participant")));
        }
    }

    private static Map<String, @Nullable Object> nothing(String field) {
        var data = new HashMap<String, @Nullable Object>();
        data.put(field, null);
        return data;
    }

    @Test
    void a_page_of_fifty_captures_is_one_look_up() {
        // When
        var answer = clinic.answer(Clinic.KEEPER, """
                { cohort { captures(first: 50) { edges { node {
                    id participant { id lesions { edges { node { id } } } } lesions { id participant { sex } }
                } } } } }
                """, Map.of());

        // Then
        assertThat(Clinic.code(answer)).isEqualTo("none");
        assertThat(clinic.registry.lookUps)
                .containsEntry("captures", 1)
                .containsEntry("lesionIdsOf", 1)
                .hasEntrySatisfying("participants", times -> assertThat(times).isLessThanOrEqualTo(2))
                .hasEntrySatisfying("lesions", times -> assertThat(times).isLessThanOrEqualTo(2));
    }

    @Test
    void pages_follow_one_another_without_gap_or_repetition() {
        var seen = new ArrayList<String>();
        @Nullable Object after = null;
        for (int page = 0; page < 20; page++) {
            var variables = new HashMap<String, @Nullable Object>();
            variables.put("after", after);
            var answer = clinic.answer(
                    Clinic.KEEPER,
                    "query($after: String) { cohort { captures(first: 7, after: $after) {"
                            + " edges { node { id } } pageInfo { endCursor hasNextPage } } } }",
                    variables);
            leaves(at(answer, "data", "cohort", "captures", "edges"), seen);
            after = at(answer, "data", "cohort", "captures", "pageInfo", "endCursor");
            if (Boolean.FALSE.equals(at(answer, "data", "cohort", "captures", "pageInfo", "hasNextPage"))) {
                break;
            }
        }

        assertThat(seen).doesNotHaveDuplicates().hasSize(62);
    }

    @Test
    void nested_pages_slice_what_belongs_to_one_participant() {
        var person = clinic.registry.participants.values().stream()
                .filter(one -> !one.participantKey().equals(clinic.alice)
                        && one.studyId().equals(Clinic.STUDY))
                .findFirst()
                .orElseThrow();
        var id = clinic.scoped(Clinic.KEEPER, Kind.PARTICIPANT, person.participantKey());
        var first = clinic.answer(Clinic.KEEPER, slice(id, null), Map.of());
        var cursor = at(first, "data", "participant", "captures", "pageInfo", "endCursor");
        var second = clinic.answer(Clinic.KEEPER, slice(id, cursor), Map.of());

        assertThat(at(first, "data", "participant", "captures", "pageInfo", "hasNextPage"))
                .isEqualTo(true);
        assertThat(at(second, "data", "participant", "captures", "pageInfo", "hasNextPage"))
                .isEqualTo(false);
        assertThat((List<?>) there(second, "data", "participant", "captures", "edges"))
                .hasSize(4);
    }

    private static String slice(String id, @Nullable Object after) {
        var from = after == null ? "" : ", after: \"" + after + "\"";
        return "{ participant(id: \"" + id + "\") { captures(first: 6" + from
                + ") { edges { node { id } } pageInfo { endCursor hasNextPage } } } }";
    }

    @Test
    void what_is_known_of_a_capture_arrives_whole() {
        var id = clinic.scoped(Clinic.KEEPER, Kind.CAPTURE, clinic.capture);
        var picture = clinic.scoped(
                Clinic.KEEPER,
                Kind.IMAGE,
                Objects.requireNonNull(clinic.registry.captures.get(clinic.capture))
                        .images()
                        .getFirst()
                        .digest());

        var answer = clinic.answer(Clinic.KEEPER, """
                query($id: ID!) { capture(id: $id) { study withheld
                  facts { site modality technique day ageYears sex anatomicSite laterality
                    parameters { name value unit } }
                  images { id role mediaType widthPx heightPx sizeBytes pictureUrl thumbnailUrl } } }
                """, Map.of("id", id));

        assertThat(there(answer, "data", "capture").toString())
                .isEqualTo("{study=naevus-2026, withheld=false, facts={site=naevus-2026/vienna, modality=DMS,"
                        + " technique=CONTACT, day=0, ageYears=61, sex=FEMALE, anatomicSite=BACK, laterality=null,"
                        + " parameters=[{name=zoom, value=10, unit=null}]}, images=[{id=" + picture
                        + ", role=PRIMARY, mediaType=image/jpeg, widthPx=600, heightPx=450, sizeBytes=12345,"
                        + " pictureUrl=/pictures/" + picture + ", thumbnailUrl=/pictures/" + picture
                        + "/thumbnail}]}");
    }

    @Test
    void boards_and_sites_arrive_whole() {
        var answer = clinic.answer(
                Clinic.ETHICS,
                "{ study(code: \"naevus-2026\") { code title protocolVersions closed sites { id study code name closed } }"
                        + " enrolment(study: \"naevus-2026\") { site participantsByStatus { status participants }"
                        + " surrogates withoutConsent captures openDiscrepancies } }",
                Map.of());

        assertThat(there(answer, "data", "study", "sites", "0").toString())
                .isEqualTo("{id=naevus-2026/vienna, study=naevus-2026, code=vienna, name=Vienna, closed=false}");
        assertThat(there(answer, "data", "enrolment", "0").toString())
                .isEqualTo("{site=naevus-2026/vienna, participantsByStatus=[{status=ON_STUDY, participants=3}],"
                        + " surrogates=0, withoutConsent=1, captures=9, openDiscrepancies=2}");
    }

    @Test
    void of_a_withheld_capture_only_that_is_shown() {
        var answer = everything(Clinic.KEEPER);

        assertThat(at(answer, "data", "capture", "withheld")).isEqualTo(true);
        assertThat(at(answer, "data", "capture", "facts")).isNull();
        assertThat((List<?>) there(answer, "data", "capture", "images")).isEmpty();
        assertThat((List<?>) there(answer, "data", "capture", "lesions")).isEmpty();
    }

    @Test
    void a_researcher_sees_consented_participants_of_granted_studies_only() {
        var document = "query($s: String!) { participants(study: $s) { edges { node { consented } } } }";

        var granted = clinic.answer(Clinic.RESEARCHER, document, Map.of("s", Clinic.STUDY));
        var other = clinic.answer(Clinic.RESEARCHER, document, Map.of("s", Clinic.OTHER_STUDY));

        assertThat((List<?>) there(granted, "data", "participants", "edges")).hasSize(6);
        assertThat((List<?>) there(other, "data", "participants", "edges")).isEmpty();
    }

    @Test
    void a_coordinator_sees_the_own_sites_only() {
        var answer = clinic.answer(
                Clinic.COORDINATOR,
                "{ sites(study: \"naevus-2026\") { id } cohort { captureCount { value } } }",
                Map.of());

        assertThat(there(answer, "data", "sites").toString()).isEqualTo("[{id=naevus-2026/vienna}]");
        assertThat(at(answer, "data", "cohort", "captureCount", "value")).isEqualTo(31);
    }

    @Test
    void small_counts_are_suppressed_for_researchers() {
        var answer = clinic.answer(
                Clinic.RESEARCHER,
                "{ cohort(criteria: {field: \"site\", in: [\"naevus-2026/graz\"]}, facets: [{field: \"site\"}]) {"
                        + " captureCount { value state } suppressed facets { buckets { value } hiddenBuckets }"
                        + " captures { edges { node { id } } } } }",
                Map.of());

        assertThat(at(answer, "data", "cohort", "captureCount", "state")).isEqualTo("SUPPRESSED");
        assertThat(at(answer, "data", "cohort", "captureCount", "value")).isNull();
        assertThat((List<?>) there(answer, "data", "cohort", "captures", "edges"))
                .isEmpty();
        assertThat(at(answer, "data", "cohort", "suppressed")).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ cohort(criteria: {any: [{field: \"agee\", from: 3}]}) { parked } }"
                        + "|CRITERIA_FIELD_UNKNOWN|criteria.any[0].field|did you mean 'ageYears'?",
                "{ cohort(criteria: {field: \"sex\", in: [\"FEMAL\"]}) { parked } }"
                        + "|CRITERIA_VALUE_UNKNOWN|criteria.in[0]|did you mean 'FEMALE'?",
                "{ cohort(facets: [{field: \"ageYears\"}]) { parked } }|BAD_INPUT|facets[0]|needs an interval",
                "{ cohort(facets: [{field: \"nose\"}]) { parked } }|BAD_INPUT|facets[0].field|vocabulary",
                "{ participants(study: \"naevus-2026\", first: 101) { edges { cursor } } }|PAGE_SIZE|first|1 to 100",
                "{ participants(study: \"naevus-2026\", after: \"x\") { edges { cursor } } }"
                        + "|CURSOR_UNKNOWN|after|start from the beginning"
            })
    void bad_input_names_code_and_path(String row) {
        var parts = row.split("\\|");
        var answer = clinic.answer(Clinic.KEEPER, parts[0], Map.of());

        assertThat(Clinic.code(answer)).isEqualTo(parts[1]);
        assertThat(at(answer, "errors", "0", "extensions", "argument")).isEqualTo(parts[2]);
        assertThat(there(answer, "errors", "0", "message").toString()).contains(parts[3]);
    }

    @Test
    void a_cut_is_answered_or_said_to_be_unanswerable() {
        var unknown = clinic.answer(Clinic.KEEPER, "{ cohort(asOf: \"winter\") { parked } }", Map.of());
        assertThat(Clinic.code(unknown)).isEqualTo(AskingRefused.DATA_CUT_UNKNOWN);
        assertThat(there(unknown, "errors", "0", "message").toString()).contains("'winter'");
        assertThat(clinic.code(Clinic.KEEPER, "{ cohort(asOf: \"spring\") { parked } }"))
                .isEqualTo("AS_OF_NOT_ANSWERED");
        var id = clinic.scoped(Clinic.KEEPER, Kind.LESION, clinic.lesion);
        var answer = clinic.answer(
                Clinic.KEEPER, "{ lesion(id: \"" + id + "\") { history(asOf: \"spring\") { position } } }", Map.of());
        assertThat(clinic.code(
                        Clinic.KEEPER, "{ lesion(id: \"" + id + "\") { history(asOf: \"winter\") { position } } }"))
                .isEqualTo(AskingRefused.DATA_CUT_UNKNOWN);
        assertThat(at(answer, "data", "lesion", "history", "position")).isEqualTo("spring");
    }

    @Test
    void an_inner_fault_tells_nothing_but_a_reference() {
        // Given a lesion whose history cannot be told, since a capture of it is gone
        clinic.registry.captures.remove(clinic.capture);
        var id = clinic.scoped(Clinic.KEEPER, Kind.LESION, clinic.lesion);

        // When
        var answer = clinic.answer(Clinic.KEEPER, "{ lesion(id: \"" + id + "\") { history { position } } }", Map.of());

        // Then
        assertThat(Clinic.code(answer)).isEqualTo("INTERNAL");
        assertThat(at(answer, "errors", "0", "message"))
                .isEqualTo("Something went wrong; tell the registry's keepers the reference.");
        assertThat(there(answer, "errors", "0", "extensions", "reference").toString())
                .hasSize(32);
    }

    /** What stands at a path of the answer. */
    static @Nullable Object at(Object answer, String... path) {
        Object at = answer;
        for (var step : path) {
            at = at instanceof List<?> list
                    ? list.get(Integer.parseInt(step))
                    : ((Map<?, ?>) Objects.requireNonNull(at, step)).get(step);
        }
        return at;
    }

    private static Object there(Object answer, String... path) {
        return Objects.requireNonNull(at(answer, path));
    }

    static void leaves(@Nullable Object answer, List<String> into) {
        switch (answer) {
            case null -> {}
            case Map<?, ?> map -> map.values().forEach(each -> leaves(each, into));
            case List<?> list -> list.forEach(each -> leaves(each, into));
            default -> into.add(answer.toString());
        }
    }
}
