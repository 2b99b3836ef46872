package org.dermatrail.ops.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermatrail.ops.serving.ServedRegistry.nodes;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A coordinator sees to one site and decides what its sources contradict each other in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CoordinatorJourneyTest {

    private static final String OPEN = "{ discrepancies { edges { node { id field subjectId subjectKind resolvedTo"
            + " statements { value captureId } } } } }";
    private static final String PEOPLE =
            "{ participants(study: \"sample-study\", first: 50) { edges { node { id site sex } } } }";

    private final ServedRegistry served;
    private final String north;
    private final String south;

    CoordinatorJourneyTest(@TempDir Path folder) throws Exception {
        served = ServedRegistry.in(folder);
        north = served.coordinator("coordinator-3", "NORTH");
        south = served.coordinator("coordinator-4", "SOUTH");
    }

    @AfterAll
    void stop() {
        served.close();
    }

    @Test
    void only_the_own_site_is_seen() {
        // When
        var ours = nodes(served.learns(north, PEOPLE).path("participants"));
        var board = served.learns(north, "{ enrolment(study: \"sample-study\") { site captures } }")
                .path("enrolment");
        var facet = served.learns(
                        north,
                        "{ cohort(facets: [{field: \"site\"}]) { facets { buckets { value } } captureCount { value } } }")
                .path("cohort");

        // Then
        assertThat(ours)
                .hasSize(20)
                .allMatch(person -> person.path("site").asString().equals("sample-study/NORTH"));
        assertThat(board).hasSize(1);
        assertThat(facet.path("facets").path(0).path("buckets")).hasSize(1);
        assertThat(facet.path("captureCount").path("value").asInt())
                .isEqualTo(board.path(0).path("captures").asInt());
    }

    @Test
    void another_sites_participant_is_not_to_be_found_or_changed() {
        // Given
        var person = nodes(served.learns(south, PEOPLE).path("participants")).getFirst();
        var id = Map.<String, Object>of("id", person.path("id").asString());

        // Then
        assertThat(served.learns(north, "query($id: ID!) { participant(id: $id) { id } }", id)
                        .path("participant")
                        .isNull())
                .isTrue();
        assertThat(served.refusal(north, "mutation($id: ID!) { withdrawConsent(participant: $id) { id } }", id))
                .isEqualTo("NOT_FOUND");
        assertThat(served.refusal(south, "query($id: ID!) { participant(id: $id) { consented } }", id))
                .isEqualTo("answered");
    }

    @Test
    void a_capture_made_at_the_bedside_is_recorded_of_a_person_of_the_own_site() {
        // Given
        var person = nodes(served.learns(
                                north,
                                "{ participants(study: \"sample-study\", first: 1) { edges { node { id"
                                        + " lesions { edges { node { id } } } } } } }")
                        .path("participants"))
                .getFirst();
        var lesion = nodes(person.path("lesions")).getFirst().path("id").asString();
        var recording = "mutation($id: ID!, $lesion: ID!) { recordCapture(participant: $id, lesions: [$lesion],"
                + " facts: {site: \"sample-study/NORTH\", modality: \"DMS\", day: 900}) { id images { id } } }";
        var variables = Map.<String, Object>of("id", person.path("id").asString(), "lesion", lesion);

        // When
        var recorded = served.learns(north, recording, variables).path("recordCapture");

        // Then
        assertThat(recorded.path("images")).isEmpty();
        assertThat(served.learns(
                                north,
                                "query($id: ID!) { lesion(id: $id) { history { entries { ... on Captured {"
                                        + " captureId } } } } }",
                                Map.of("id", lesion))
                        .findValuesAsString("captureId"))
                .contains(recorded.path("id").asString());
        assertThat(served.refusal(south, recording, variables)).isEqualTo("NOT_FOUND");
    }

    @Test
    void a_contradiction_is_decided_and_seen_as_decided() {
        // Given
        var open = nodes(served.learns(north, OPEN).path("discrepancies"));
        assertThat(open).hasSize(1);
        assertThat(nodes(served.learns(south, OPEN).path("discrepancies"))).isEmpty();
        var discrepancy = open.getFirst();
        assertThat(discrepancy.path("field").asString()).isEqualTo("sex");
        assertThat(discrepancy.path("statements")).hasSize(2);
        var id = discrepancy.path("id").asString();

        // When
        var decided = served.learns(
                        north,
                        "mutation($id: ID!) { resolveDiscrepancy(discrepancy: $id, value: \"FEMALE\") { resolvedTo } }",
                        Map.of("id", id))
                .path("resolveDiscrepancy");

        // Then
        assertThat(decided.path("resolvedTo").asString()).isEqualTo("FEMALE");
        assertThat(nodes(served.learns(north, OPEN).path("discrepancies"))).isEmpty();
        var person = served.learns(
                        north,
                        "query($id: ID!) { participant(id: $id) { sex } }",
                        Map.of("id", discrepancy.path("subjectId").asString()))
                .path("participant");
        assertThat(person.path("sex").asString()).isEqualTo("FEMALE");
        assertThat(served.refusal(
                        south,
                        "mutation($id: ID!) { resolveDiscrepancy(discrepancy: $id, value: \"MALE\") { resolvedTo } }",
                        Map.of("id", id)))
                .isEqualTo("NOT_FOUND");
    }
}
