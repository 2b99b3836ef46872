package org.dermatrail.ops.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermatrail.ops.serving.ServedRegistry.nodes;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A researcher asks for cohorts and follows lesions; what is of few persons stays with them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResearcherJourneyTest {

    private static final int THRESHOLD = 10;
    private static final List<String> FIELDS = List.of("diagnosis", "confirmation", "anatomicSite", "modality", "sex");
    private static final String COUNTS = "participantCount { value state } lesionCount { value state }"
            + " captureCount { value state } withheld { value state } suppressed";

    private final ServedRegistry served;
    private final String researcher;
    private final String elsewhere;
    private final String manager;

    ResearcherJourneyTest(@TempDir Path folder) throws Exception {
        served = ServedRegistry.in(folder);
        researcher = served.researcher("reader-1", "depth");
        elsewhere = served.researcher("reader-3", "edge");
        manager = served.manager("mona");
    }

    @AfterAll
    void stop() {
        served.close();
    }

    private JsonNode cohort(String token, String arguments, String fields) {
        return served.learns(
                        token,
                        "{ cohort" + (arguments.isEmpty() ? "" : "(" + arguments + ")") + " { " + fields + " } }")
                .path("cohort");
    }

    private static String facets(String level) {
        return FIELDS.stream()
                .map(field -> "{field: \"" + field + "\", level: " + level + "}")
                .collect(Collectors.joining(", ", "facets: [", "]"));
    }

    private static final String ANSWERED =
            COUNTS + " facets { field hiddenBuckets buckets { value count { value state } } missing { value state } }";

    /** Exact persons behind a value of a field. */
    private record Value(String field, String value, int persons) {

        String condition() {
            return "{field: \"" + field + "\", in: [\"" + value + "\"]}";
        }
    }

    private List<Value> few() {
        var few = new ArrayList<Value>();
        for (var facet : cohort(manager, facets("PARTICIPANT"), ANSWERED).path("facets")) {
            for (var bucket : facet.path("buckets")) {
                int persons = bucket.path("count").path("value").asInt();
                if (persons < THRESHOLD) {
                    few.add(new Value(
                            facet.path("field").asString(), bucket.path("value").asString(), persons));
                }
            }
        }
        assertThat(few).extracting(Value::value).contains("MEL", "CFM", "OCT", "US");
        return few;
    }

    private static boolean exact(JsonNode count) {
        return count.path("state").asString().equals("EXACT");
    }

    @Test
    void counts_of_few_persons_are_kept_back() {
        // Given
        var few = few();

        // When
        var answer = cohort(researcher, facets("CAPTURE"), ANSWERED);
        var melanomas = cohort(researcher, "criteria: {field: \"diagnosis\", in: [\"MEL\"]}", COUNTS);
        var none = cohort(researcher, "criteria: {field: \"diagnosis\", in: [\"ACNE\"]}", COUNTS);

        // Then
        assertThat(exact(answer.path("captureCount"))).isTrue();
        assertThat(answer.path("suppressed").asBoolean()).isTrue();
        for (var facet : answer.path("facets")) {
            for (var bucket : facet.path("buckets")) {
                assertThat(few)
                        .as(facet.toString())
                        .noneMatch(value -> value.field()
                                        .equals(facet.path("field").asString())
                                && value.value().equals(bucket.path("value").asString()));
            }
        }
        assertThat(melanomas).isEqualTo(none);
        assertThat(melanomas.path("captureCount").path("state").asString()).isEqualTo("SUPPRESSED");
        assertThat(melanomas.path("captureCount").path("value").isNull()).isTrue();
    }

    @Test
    void what_is_kept_back_in_a_facet_is_not_the_rest_of_its_total() {
        int parted = 0;
        for (var level : List.of("PARTICIPANT", "LESION", "CAPTURE")) {
            var answer = cohort(researcher, facets(level), ANSWERED);
            var truth = cohort(manager, facets(level), ANSWERED);
            for (int i = 0; i < FIELDS.size(); i++) {
                var shown = answer.path("facets").path(i);
                var whole = truth.path("facets").path(i);
                // Where the values part the total, one unknown number beside it would be no unknown.
                if (sum(whole) == truth.path(count(level)).path("value").asInt()) {
                    int unknown =
                            whole.path("buckets").size() - shown.path("buckets").size();
                    if (!exact(shown.path("missing"))
                            && whole.path("missing").path("value").asInt() > 0) {
                        unknown++;
                    }
                    assertThat(unknown).as(level + " " + shown).isNotEqualTo(1);
                    parted++;
                }
            }
        }
        assertThat(parted).isGreaterThan(5);
    }

    private static String count(String level) {
        return level.toLowerCase(Locale.ROOT) + "Count";
    }

    private static int sum(JsonNode facet) {
        return facet.path("missing").path("value").asInt()
                + facet.path("buckets")
                        .valueStream()
                        .mapToInt(bucket -> bucket.path("count").path("value").asInt())
                        .sum();
    }

    @Test
    void two_questions_do_not_tell_of_the_few_they_differ_in() {
        // Given
        var all = cohort(researcher, "", COUNTS);
        assertThat(exact(all.path("captureCount"))).isTrue();

        for (var value : few()) {
            // When
            var without = cohort(researcher, "criteria: {not: " + value.condition() + "}", COUNTS);

            // Then
            for (var level : List.of("participantCount", "lesionCount", "captureCount")) {
                assertThat(exact(without.path(level))).as(value.toString()).isFalse();
            }
        }
    }

    @Test
    void too_few_are_not_listed_either() {
        assertThat(
                        served.refusal(
                                researcher,
                                "{ cohort(criteria: {field: \"diagnosis\", in: [\"MEL\"]}) { lesions { edges { node { id } } } } }"))
                .isEqualTo("SMALL_COUNT");
    }

    private static final String LESIONS = "{ cohort(criteria: {field: \"lesionCaptures\", from: 3}) {"
            + " lesions(first: 50) { edges { node { id anatomicSite captures { edges { node { id } } } } } } } }";

    private List<JsonNode> lesions(String token) {
        return nodes(served.learns(token, LESIONS).path("cohort").path("lesions"));
    }

    @Test
    void two_projects_cannot_join_their_ids() {
        // When
        var ours = lesions(researcher).stream()
                .map(lesion -> lesion.path("id").asString())
                .toList();
        var theirs = lesions(elsewhere).stream()
                .map(lesion -> lesion.path("id").asString())
                .toList();

        // Then
        assertThat(ours).isNotEmpty().hasSameSizeAs(theirs).doesNotContainAnyElementsOf(theirs);
        var id = Map.<String, Object>of("id", ours.getFirst());
        var question = "query($id: ID!) { lesion(id: $id) { id } node(id: $id) { id } }";
        var invented = served.learns(elsewhere, question, Map.of("id", "nonsense"));
        assertThat(served.learns(researcher, question, id)
                        .path("lesion")
                        .path("id")
                        .asString())
                .isEqualTo(ours.getFirst());
        assertThat(served.learns(elsewhere, question, id)).isEqualTo(invented);
        assertThat(invented.path("lesion").isNull()).isTrue();
        assertThat(invented.path("node").isNull()).isTrue();
        // A role that may change things learns no more by trying to.
        assertThat(served.refusal(manager, "mutation($id: ID!) { describeLesion(lesion: $id) { id } }", id))
                .isEqualTo("NOT_FOUND");
    }

    private static final String HISTORY =
            "query($id: ID!) { lesion(id: $id) { diagnosis history { parked withheld position"
                    + " entries { __typename ... on Captured { day facts { modality ageYears } images { pictureUrl thumbnailUrl"
                    + " mediaType widthPx heightPx } } ... on Diagnosed { code confirmation inForce } } } } }";

    @Test
    void a_lesion_is_followed_through_its_pictures() throws Exception {
        // Given
        var id = lesions(researcher).getFirst().path("id").asString();

        // When
        var history = served.learns(researcher, HISTORY, Map.of("id", id))
                .path("lesion")
                .path("history");

        // Then
        var captured = history.path("entries")
                .valueStream()
                .filter(entry -> entry.path("__typename").asString().equals("Captured"))
                .toList();
        assertThat(captured).hasSizeGreaterThanOrEqualTo(3);
        assertThat(captured.stream().map(entry -> entry.path("day").asInt()).toList())
                .isSorted();
        assertThat(history.path("parked").asBoolean()).isFalse();
        var image = captured.getFirst().path("images").path(0);
        var whole = served.bytes(image.path("pictureUrl").asString(), researcher);
        var small = served.bytes(image.path("thumbnailUrl").asString(), researcher);
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(small.statusCode()).isEqualTo(200);
        var picture = ImageIO.read(new ByteArrayInputStream(whole.body()));
        var thumbnail = ImageIO.read(new ByteArrayInputStream(small.body()));
        assertThat(picture.getWidth()).isEqualTo(image.path("widthPx").asInt());
        assertThat(Math.max(thumbnail.getWidth(), thumbnail.getHeight())).isLessThanOrEqualTo(256);
        assertThat(served.bytes(image.path("pictureUrl").asString(), elsewhere).statusCode())
                .isEqualTo(404);
        assertThat(served.bytes(image.path("pictureUrl").asString(), null).statusCode())
                .isEqualTo(401);
    }

    @Test
    void who_withdraws_consent_is_gone_for_researchers_at_once() {
        // Given
        var site = served.coordinator("coordinator-2", "NORTH");
        var everyone = served.learns(
                        site,
                        "{ participants(study: \"sample-study\", first: 50) { edges { node { id consented captures(first: 50)"
                                + " { edges { node { id images { pictureUrl } } } } } } } }")
                .path("participants");
        var person = nodes(everyone).getFirst();
        var before = cohort(researcher, "", "captureCount { value } participantCount { value }");
        int own = nodes(person.path("captures")).size();

        // When
        var withdrawn = served.learns(
                        site,
                        "mutation($id: ID!) { withdrawConsent(participant: $id) { consented } }",
                        Map.of("id", person.path("id").asString()))
                .path("withdrawConsent");
        var after = cohort(researcher, "", "captureCount { value } participantCount { value }");

        // Then
        assertThat(withdrawn.path("consented").asBoolean()).isFalse();
        assertThat(own).isPositive();
        assertThat(after.path("captureCount").path("value").asInt())
                .isEqualTo(before.path("captureCount").path("value").asInt() - own);
        assertThat(after.path("participantCount").path("value").asInt())
                .isEqualTo(before.path("participantCount").path("value").asInt() - 1);
    }
}
