package org.dermatrail.ops.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermatrail.ops.serving.ServedRegistry.nodes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dermatrail.ops.operations.Arguments;
import org.dermatrail.ops.operations.Exit;
import org.dermatrail.ops.operations.Operations;
import org.dermatrail.ops.operations.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two rows disagree on what a lesion is; a person decides, and the source goes on changing. */
class DecidedDiagnosisJourneyTest {

    private static final String LESION =
            "query($id: ID!) { lesion(id: $id) { diagnosis confirmation history { entries { __typename"
                    + " ... on Diagnosed { code supersedes inForce } } } } }";

    @TempDir
    private Path folder = Path.of("");

    private ServedRegistry served;
    private String manager = "";
    private String lesion = "";

    @BeforeEach
    void aPersonDecidesForTheMelanoma() throws IOException {
        served = ServedRegistry.in(folder.resolve("data"));
        manager = served.manager("manager-9");
        imports("1,anna,L,NV\n2,anna,L,MEL\n");
        var dispute = open();
        lesion = dispute.path("subjectId").asString();
        assertThat(lesion().path("diagnosis").asString()).isEqualTo("NV");
        served.learns(
                manager,
                "mutation($id: ID!) { resolveDiscrepancy(discrepancy: $id, value: \"MEL/CLINICAL\") { resolvedTo } }",
                Map.of("id", dispute.path("id").asString()));
    }

    @AfterEach
    void stop() {
        Objects.requireNonNull(served).close();
    }

    private JsonNode imports(String rows) throws IOException {
        var mapping = Files.writeString(folder.resolve("own.yaml"), """
                name: own
                source: {issuer: own-clinic}
                study: {code: sample-study, title: Sample study}
                consent: {basis: SIGNED_FORM, formVersion: "1"}
                participant: {given: who}
                captureId: id
                lesionId: lesion
                site: UNKNOWN
                modality: DMS
                fields:
                  diagnosis: dx
                  confirmation: {constant: CLINICAL}
                """);
        var table = Files.writeString(folder.resolve("table.csv"), "id,who,lesion,dx\n" + rows);
        var result = Operations.named("import")
                .run(
                        served.registry(),
                        new Arguments(Map.of("mapping", mapping.toString(), "file", table.toString())),
                        Progress.SILENT);
        assertThat(result.exit()).as("%s", result.lines()).isEqualTo(Exit.DONE);
        return tools.jackson.databind.json.JsonMapper.builder().build().valueToTree(result.json());
    }

    /** The one open discrepancy about a diagnosis. */
    private JsonNode open() {
        var open = openDiagnoses();
        assertThat(open).hasSize(1);
        return open.getFirst();
    }

    private List<JsonNode> openDiagnoses() {
        return nodes(served.learns(
                                manager,
                                "{ discrepancies { edges { node { id field subjectId statements { value } } } } }")
                        .path("discrepancies"))
                .stream()
                .filter(each -> each.path("field").asString().equals("diagnosis"))
                .toList();
    }

    private JsonNode lesion() {
        return served.learns(manager, LESION, Map.of("id", lesion)).path("lesion");
    }

    private List<String> diagnoses() {
        return lesion().path("history").path("entries").findValuesAsString("code");
    }

    @Test
    void the_decision_is_a_diagnosis_that_supersedes_the_one_before() {
        assertThat(openDiagnoses()).isEmpty();
        assertThat(lesion().path("diagnosis").asString()).isEqualTo("MEL");
        assertThat(lesion().path("confirmation").asString()).isEqualTo("CLINICAL");
        assertThat(diagnoses()).containsExactly("NV", "MEL");
        assertThat(lesion().path("history").path("entries").findValuesAsString("inForce"))
                .containsExactly("false", "true");
    }

    @Test
    void a_source_that_comes_to_agree_with_the_decision_adds_no_diagnosis() throws IOException {
        // When
        var changed = imports("1,anna,L,MEL\n2,anna,L,MEL\n");

        // Then
        assertThat(changed.path("corrected").asLong()).isEqualTo(1);
        assertThat(diagnoses()).containsExactly("NV", "MEL");
        assertThat(openDiagnoses()).isEmpty();
    }

    @Test
    void a_source_that_changes_its_mind_does_not_overrule_the_decision_but_asks_again() throws IOException {
        // When
        var changed = imports("1,anna,L,BCC\n2,anna,L,BCC\n");

        // Then
        assertThat(changed.path("corrected").asLong()).isEqualTo(2);
        assertThat(lesion().path("diagnosis").asString()).isEqualTo("MEL");
        assertThat(open().path("statements").findValuesAsString("value"))
                .containsExactlyInAnyOrder("NV/CLINICAL", "MEL/CLINICAL", "BCC/CLINICAL");
    }
}
