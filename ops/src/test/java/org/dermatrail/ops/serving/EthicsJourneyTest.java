package org.dermatrail.ops.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermatrail.ops.serving.ServedRegistry.nodes;

import java.nio.file.Path;
import java.util.List;
import org.dermatrail.ops.operations.Arguments;
import org.dermatrail.ops.operations.Operations;
import org.dermatrail.ops.operations.Progress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The ethics board reads who asked what, and sees no one's rows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EthicsJourneyTest {

    private static final String LOG = "{ auditLog(first: 100) { edges { node { position at account role project action"
            + " question dataPosition disclosed subjects } } } }";

    private final ServedRegistry served;
    private final String ethics;

    EthicsJourneyTest(@TempDir Path folder) throws Exception {
        served = ServedRegistry.in(folder);
        ethics = served.ethics("ethics-1");
    }

    @AfterAll
    void stop() {
        served.close();
    }

    private List<JsonNode> log() {
        return nodes(served.learns(ethics, LOG).path("auditLog"));
    }

    @Test
    void every_question_asked_before_is_there_with_what_was_told() throws Exception {
        // Given
        var researcher = served.researcher("reader-1", "depth");
        served.learns(
                researcher, "{ cohort(criteria: {field: \"modality\", in: [\"DMS\"]}) { captureCount { value } } }");
        var lesions = nodes(served.learns(
                        researcher,
                        "{ cohort { lesions(first: 2) { edges { node { id history { entries { __typename } } } } } } }")
                .path("cohort")
                .path("lesions"));
        assertThat(served.refusal(researcher, "{ auditLog { edges { node { at } } } }"))
                .isEqualTo("NOT_ALLOWED");
        assertThat(served.refusal(researcher, "mutation { publishDataCut(cut: \"mine\") { id } }"))
                .isEqualTo("NOT_ALLOWED");
        var criteria = java.nio.file.Files.createTempFile("question", ".json");
        java.nio.file.Files.writeString(criteria, "{\"facets\": [\"sex\"]}");
        var asked = Operations.named("cohort")
                .run(
                        served.registry(),
                        new Arguments(java.util.Map.of("criteria", criteria.toString())),
                        Progress.SILENT);
        java.nio.file.Files.delete(criteria);
        assertThat(asked.exit().status()).isZero();

        // When
        var log = log();

        // Then
        var ritas = log.stream()
                .filter(entry -> entry.path("account").asString().equals("reader-1"))
                .toList();
        assertThat(ritas)
                .hasSize(4)
                .allMatch(entry -> entry.path("project").asString().equals("depth"));
        assertThat(ritas.get(0).path("question").asString()).contains("modality", "DMS");
        assertThat(ritas.get(0).path("disclosed").asString()).isNotBlank();
        assertThat(ritas.get(0).path("dataPosition").asString()).isEqualTo("live");
        assertThat(ritas.get(1).path("subjects").toString())
                .contains(
                        lesions.get(0).path("id").asString(),
                        lesions.get(1).path("id").asString());
        assertThat(ritas.get(2).path("disclosed").asString()).contains("NOT_ALLOWED");
        assertThat(ritas.get(3).path("disclosed").asString()).contains("NOT_ALLOWED");
        assertThat(log)
                .anyMatch(entry -> entry.path("account").asString().equals("operator")
                        && entry.path("question").asString().contains("sex"));
        assertThat(log.stream().map(entry -> entry.path("position").asInt()).toList())
                .isSorted();
    }

    @Test
    void reading_the_log_is_itself_in_the_log() {
        log();

        assertThat(log())
                .anyMatch(entry -> entry.path("account").asString().equals("ethics-1")
                        && entry.path("action")
                                .asString()
                                .toLowerCase(java.util.Locale.ROOT)
                                .contains("audit"));
    }

    @Test
    void asking_never_moves_the_data() {
        long before = served.registry().events().lastPosition();

        log();
        served.learns(ethics, "{ cohort { captureCount { value } } }");

        assertThat(served.registry().events().lastPosition()).isEqualTo(before);
    }

    @Test
    void rows_and_pictures_are_not_the_boards_to_see() {
        assertThat(served.refusal(ethics, "{ participants(study: \"sample-study\") { edges { node { id } } } }"))
                .isEqualTo("NOT_ALLOWED");
        assertThat(served.refusal(ethics, "{ cohort { captures { edges { node { id } } } } }"))
                .isEqualTo("NOT_ALLOWED");
    }
}
