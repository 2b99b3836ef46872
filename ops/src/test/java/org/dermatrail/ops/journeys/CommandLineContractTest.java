package org.dermatrail.ops.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dermatrail.ops.operations.Exit;
import org.dermatrail.ops.registry.DataFolder;
import org.dermatrail.ops.registry.FolderLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts may rely on. */
class CommandLineContractTest {

    @TempDir
    private Path folder = Path.of("");

    private Desk desk = new Desk(Path.of(""));
    private String table = "";

    @BeforeEach
    void aSmallTable() throws IOException {
        desk = new Desk(folder.resolve("data"));
        table = Files.writeString(folder.resolve("table.csv"), """
                image,age_approx,anatom_site_general,lesion_id,sex
                A,50,,L_1,male
                B,55,,L_1,male
                C,60,,,female
                """).toString();
    }

    private Desk.Ran imported() {
        return desk.json("import", "--mapping", "isic2019", table);
    }

    @Test
    void an_import_prints_one_line_of_json_with_the_promised_keys_and_all_else_on_standard_error() {
        // When
        var ran = imported();

        // Then
        assertThat(ran.exit()).as(ran.err()).isEqualTo(Exit.DONE.status());
        assertOneLine(ran);
        var report = ran.json();
        assertThat(report.path("import").isString()).isTrue();
        assertThat(report.path("received").asLong()).isEqualTo(3);
        assertThat(report.path("recorded").asLong()).isEqualTo(3);
        assertThat(report.path("corrected").asLong()).isZero();
        assertThat(report.path("duplicates").asLong()).isZero();
        assertThat(report.path("quarantined").asLong()).isZero();
        assertThat(report.path("lesions").asLong()).isEqualTo(1);
        assertThat(report.path("unlinked").asLong()).isEqualTo(1);
        assertThat(report.path("discrepancies").propertyNames()).contains("sex", "anatomicSite", "site", "diagnosis");
        assertThat(report.path("seconds").isNumber()).isTrue();
    }

    private static void assertOneLine(Desk.Ran ran) {
        assertThat(ran.out()).endsWith(System.lineSeparator());
        assertThat(ran.out().strip().lines()).hasSize(1);
        assertThat(ran.json().isObject()).isTrue();
    }

    @Test
    void a_cohort_prints_three_levels_facets_position_and_what_was_kept_back() throws IOException {
        // Given
        imported();
        var criteria = Files.writeString(folder.resolve("question.json"), "{\"facets\": [\"sex\"]}");

        // When
        var ran = desk.json("cohort", "--criteria", criteria.toString());

        // Then
        assertOneLine(ran);
        assertThat(ran.json().propertyNames())
                .contains(
                        "participants",
                        "lesions",
                        "captures",
                        "facets",
                        "position",
                        "suppressed",
                        "withheld",
                        "parked");
        assertThat(ran.json().path("captures").asLong()).isEqualTo(3);
        assertThat(ran.json().path("position").asString()).isEqualTo("live");
    }

    @Test
    void a_history_prints_the_lesion_in_order() {
        // Given
        imported();

        // When
        var ran = desk.json("history", "isic-2019:L_1");

        // Then
        assertOneLine(ran);
        assertThat(ran.json().path("captures").asLong()).isEqualTo(2);
        assertThat(ran.json().path("entries").findValuesAsString("ageYears")).containsExactly("50", "55");
    }

    @Test
    void every_other_operation_prints_one_line_too() {
        var report = imported().json();
        assertOneLine(desk.json("status"));
        assertOneLine(desk.json("verify"));
        assertOneLine(desk.json("rebuild"));
        assertOneLine(desk.json("cut", "first-cut"));
        assertOneLine(desk.json("undo", report.path("import").asString()));
    }

    @Test
    void a_refusal_is_one_line_too_and_said_in_words_on_standard_error() {
        // When
        var ran = desk.json("history", "no-such-lesion");

        // Then
        assertThat(ran.exit()).isEqualTo(Exit.REFUSED.status());
        assertOneLine(ran);
        assertThat(ran.json().path("error").asString()).isEqualTo("LESION_UNKNOWN");
        assertThat(ran.err()).contains("no-such-lesion", "[LESION_UNKNOWN]");
    }

    @Test
    void a_data_cut_nobody_published_is_refused_by_its_name_in_histories_and_cohorts() throws IOException {
        // Given
        imported();
        var question = Files.writeString(folder.resolve("question.json"), "{\"asOf\": \"no-such-cut\"}");

        // When
        var history = desk.json("history", "--as-of", "no-such-cut", "isic-2019:L_1");
        var cohort = desk.json("cohort", "--criteria", question.toString());

        // Then
        for (var ran : new Desk.Ran[] {history, cohort}) {
            assertThat(ran.exit()).as(ran.err()).isEqualTo(Exit.REFUSED.status());
            assertOneLine(ran);
            assertThat(ran.err()).contains("no-such-cut");
        }
    }

    @Test
    void without_json_people_read_the_result_on_standard_output() {
        // When
        var ran = desk.words("import", "--mapping", "isic2019", table);

        // Then
        assertThat(ran.out()).contains("3 rows: 3 captures recorded").doesNotContain("{");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"import", "import --mapping", "cohort", "history", "no-such-command", "status --no-such-option"})
    void a_line_that_is_not_understood_ends_with_2_and_prints_nothing_on_standard_output(String line) {
        // When
        var ran = Desk.run(line.split(" ", -1));

        // Then
        assertThat(ran.exit()).isEqualTo(Exit.USAGE.status());
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).isNotBlank();
    }

    @Test
    void a_folder_that_another_process_holds_ends_with_5() throws IOException {
        // Given
        var data = new DataFolder(folder.resolve("data"));
        try (var lock = FolderLock.take(data).orElseThrow()) {
            assertThat(lock).isNotNull();

            // When
            var ran = imported();

            // Then
            assertThat(ran.exit()).isEqualTo(Exit.FOLDER_UNAVAILABLE.status());
            assertThat(ran.err()).contains(data.root().toString(), "FOLDER_IN_USE");
            assertThat(ran.out()).startsWith("{\"error\":\"FOLDER_IN_USE\"").hasLineCount(1);
            assertThat(data.events()).doesNotExist();
        }
        assertThat(imported().exit()).isEqualTo(Exit.DONE.status());
    }

    @Test
    void every_command_explains_itself() {
        for (var command : new String[] {"import", "undo", "cohort", "history", "cut", "rebuild", "status", "verify"}) {
            var ran = Desk.run(command, "--help");
            assertThat(ran.exit()).isZero();
            assertThat(ran.out()).contains("Usage:", "--data", "--json");
        }
    }
}
