package org.dermatrail.ops.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermatrail.ops.serving.ServedRegistry.nodes;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A data manager cuts, merges, splits, diagnoses and withholds; each change is answered with what is known after it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DataManagerJourneyTest {

    private final ServedRegistry served;
    private final String manager;

    DataManagerJourneyTest(@TempDir Path folder) throws Exception {
        served = ServedRegistry.in(folder);
        manager = served.manager("mona");
    }

    @AfterAll
    void stop() {
        served.close();
    }

    /** Participants with at least so many lesions. */
    private List<JsonNode> participants(int lesions) {
        return nodes(served.learns(
                                manager,
                                "{ participants(study: \"sample-study\", first: 50) { edges { node { id lesions(first: 5) { edges { node"
                                        + " { id diagnosis captures(first: 2) { edges { node { id } } } } } } } } } }")
                        .path("participants"))
                .stream()
                .filter(person -> nodes(person.path("lesions")).size() >= lesions)
                .toList();
    }

    private static String id(JsonNode node) {
        return node.path("id").asString();
    }

    private JsonNode changes(String change, Map<String, Object> ids) {
        return served.learns(manager, signature(ids) + " { change: " + change + " }", ids)
                .path("change");
    }

    private String refused(String change, Map<String, Object> ids) {
        return served.refusal(manager, signature(ids) + " { " + change + " }", ids);
    }

    private static String signature(Map<String, Object> ids) {
        return ids.isEmpty()
                ? "mutation"
                : "mutation("
                        + String.join(
                                ", ",
                                ids.keySet().stream()
                                        .map(name -> "$" + name + ": ID!")
                                        .toList()) + ")";
    }

    private JsonNode history(String lesion, String asOf) {
        var variables = new HashMap<String, Object>(Map.of("id", lesion));
        if (!asOf.isEmpty()) {
            variables.put("cut", asOf);
        }
        return served.learns(
                        manager,
                        "query($id: ID!, $cut: String) { lesion(id: $id) { history(asOf: $cut) { position withheld aliases"
                                + " entries { __typename ... on Diagnosed { diagnosisId code inForce supersedes day }"
                                + " ... on Captured { captureId } ... on Treated { kind day } } } } }",
                        variables)
                .path("lesion")
                .path("history");
    }

    private static long count(JsonNode history, String type) {
        return history.path("entries")
                .valueStream()
                .filter(entry -> entry.path("__typename").asString().equals(type))
                .count();
    }

    @Test
    void a_cut_keeps_what_was_known_while_diagnoses_go_on() {
        // Given
        var lesion = id(nodes(participants(1).getFirst().path("lesions")).getFirst());
        assertThat(id(changes("publishDataCut(cut: \"before-biopsy\") { id }", Map.of())))
                .isEqualTo("before-biopsy");
        var before = history(lesion, "");

        // When
        var first = before.path("entries")
                .valueStream()
                .filter(entry -> entry.path("__typename").asString().equals("Diagnosed"))
                .findFirst()
                .orElseThrow();
        var biopsy = changes(
                "recordProcedure(lesion: $lesion, kind: BIOPSY, day: 500) { procedureId lesion { procedures { kind day } } }",
                Map.of("lesion", lesion));
        var diagnosis = changes(
                "recordDiagnosis(lesion: $lesion, code: BCC, confirmation: HISTOPATHOLOGY, day: 501, supersedes: $old)"
                        + " { diagnosisId lesion { diagnosis confirmation } }",
                Map.of("lesion", lesion, "old", first.path("diagnosisId").asString()));

        // Then
        assertThat(biopsy.path("lesion").path("procedures").path(0).path("day").asInt())
                .isEqualTo(500);
        assertThat(diagnosis.path("lesion").path("diagnosis").asString()).isEqualTo("BCC");
        var now = history(lesion, "");
        var then = history(lesion, "before-biopsy");
        assertThat(now.path("position").asString()).isEqualTo("live");
        assertThat(count(now, "Treated")).isEqualTo(1);
        assertThat(count(now, "Diagnosed")).isEqualTo(count(before, "Diagnosed") + 1);
        assertThat(then.path("position").asString()).isEqualTo("before-biopsy");
        assertThat(then.path("entries")).isEqualTo(before.path("entries"));
        assertThat(served.refusal(
                        manager,
                        "query($id: ID!) { lesion(id: $id) { history(asOf: \"never\") { position } } }",
                        Map.of("id", lesion)))
                .isEqualTo("DATA_CUT_UNKNOWN");
        assertThat(refused("publishDataCut(cut: \"before-biopsy\") { id }", Map.of()))
                .isNotEqualTo("answered");
    }

    @Test
    void lesions_are_merged_into_one_and_told_apart_again() {
        // Given
        var person = participants(2).getLast();
        var lesions = nodes(person.path("lesions"));
        var kept = id(lesions.get(0));
        var gone = id(lesions.get(1));
        long captures = count(history(kept, ""), "Captured") + count(history(gone, ""), "Captured");

        // When
        var merged = changes(
                "mergeLesions(lesion: $gone, into: $kept, reason: ENTERED_TWICE) { id aliases }",
                Map.of("gone", gone, "kept", kept));
        var split = changes(
                "splitLesion(lesion: $kept, reason: MISTAKEN_FOR_ONE) { id participant { id } }", Map.of("kept", kept));

        // Then
        assertThat(id(merged)).isEqualTo(kept);
        assertThat(merged.path("aliases").toString()).contains(gone);
        assertThat(count(history(gone, ""), "Captured")).isEqualTo(captures);
        assertThat(id(split)).isNotIn(kept, gone);
        assertThat(id(split.path("participant"))).isEqualTo(id(person));
        var capture = history(kept, "")
                .path("entries")
                .valueStream()
                .filter(entry -> entry.has("captureId"))
                .findFirst()
                .orElseThrow()
                .path("captureId")
                .asString();
        assertThat(changes(
                                "relinkCapture(capture: $capture, lesions: [$split]) { lesions { id } }",
                                Map.of("capture", capture, "split", id(split)))
                        .path("lesions")
                        .path(0)
                        .path("id")
                        .asString())
                .isEqualTo(id(split));
        assertThat(count(history(id(split), ""), "Captured")).isEqualTo(1);
        assertThat(count(history(kept, ""), "Captured")).isEqualTo(captures - 1);
    }

    @Test
    void a_withheld_capture_is_in_no_answer_until_it_is_released() {
        // Given
        var lesion = id(nodes(participants(1).get(3).path("lesions")).getFirst());
        var before = history(lesion, "");
        var capture = before.path("entries")
                .valueStream()
                .filter(entry -> entry.has("captureId"))
                .findFirst()
                .orElseThrow()
                .path("captureId")
                .asString();
        var all = "{ cohort { captureCount { value } withheld { value } } }";
        int counted = served.learns(manager, all)
                .path("cohort")
                .path("captureCount")
                .path("value")
                .asInt();

        // When
        var withheld = changes(
                "withholdCapture(capture: $capture, reason: IDENTITY_AT_RISK) { withheld facts { day } images { id } }",
                Map.of("capture", capture));

        // Then
        assertThat(withheld.path("withheld").asBoolean()).isTrue();
        assertThat(withheld.path("facts").isNull()).isTrue();
        assertThat(withheld.path("images")).isEmpty();
        assertThat(history(lesion, "").path("withheld").asInt()).isEqualTo(1);
        var fewer = served.learns(manager, all).path("cohort");
        assertThat(fewer.path("captureCount").path("value").asInt()).isEqualTo(counted - 1);
        assertThat(fewer.path("withheld").path("value").asInt()).isEqualTo(1);

        // And when
        changes("releaseCapture(capture: $capture) { withheld }", Map.of("capture", capture));

        // Then
        assertThat(history(lesion, "").path("entries")).isEqualTo(before.path("entries"));
    }

    @Test
    void what_breaks_a_rule_is_refused_with_its_name() {
        var people = participants(1);
        var one = nodes(people.get(0).path("lesions")).getFirst();
        var other = nodes(people.get(1).path("lesions")).getFirst();
        var capture = id(nodes(one.path("captures")).getFirst());

        assertThat(refused(
                        "linkCapture(capture: $capture, lesion: $other) { id }",
                        Map.of("capture", capture, "other", id(other))))
                .isEqualTo("LESION_OF_ANOTHER_PARTICIPANT");
        assertThat(refused(
                        "mergeLesions(lesion: $one, into: $one, reason: ENTERED_TWICE) { id }", Map.of("one", id(one))))
                .isNotIn("answered", "INTERNAL");
        assertThat(served.refusal(manager, "mutation { openStudy(code: \"sample-study\", title: \"Again\") { code } }"))
                .isNotIn("answered", "INTERNAL");
        assertThat(served.refusal(
                        manager, "mutation { openSite(study: \"nowhere\", code: \"A\", name: \"A\") { id } }"))
                .isNotIn("answered", "INTERNAL");
    }

    @Test
    void too_deep_too_costly_and_too_long_pages_are_refused() {
        var deep = "{ studies { code } "
                + "participants(study: \"sample-study\", first: 1) { edges { node { lesions(first: 1) { edges { node { participant { lesions(first: 1) { edges { node { participant"
                + " { lesions(first: 1) { edges { node { id } } } } } } } } } } } } } } }";
        var costly = "{ cohort { participants(first: 100) { edges { node { lesions(first: 100) { edges { node { history"
                + " { entries { __typename } } } } } } } } } }";

        assertThat(served.refusal(manager, deep)).isEqualTo("QUERY_TOO_DEEP");
        assertThat(served.refusal(manager, costly)).isEqualTo("QUERY_TOO_COSTLY");
        assertThat(served.refusal(
                        manager, "{ participants(study: \"sample-study\", first: 100000) { edges { cursor } } }"))
                .isNotIn("answered", "INTERNAL");
        assertThat(served.refusal(manager, "{ participants(study: \"sample-study\", first: -1) { edges { cursor } } }"))
                .isNotIn("answered", "INTERNAL");
        assertThat(served.refusal(manager, "{ nonsense }")).isEqualTo("QUERY_INVALID");
    }
}
