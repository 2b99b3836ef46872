package org.dermatrail.ops.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dermatrail.ops.operations.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SynthCommandTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_study_is_made_and_imported_by_two_commands() {
        // When
        var made = Desk.run("synth", "--seed", "5", "--participants", "6", "--no-images", "--json", at("study"));

        // Then
        assertThat(made.exit()).as(made.err()).isEqualTo(Exit.DONE.status());
        assertThat(made.json().path("participants").asLong()).isEqualTo(6);
        assertThat(Path.of(made.json().path("truth").asString())).exists().hasParent(folder);

        // When
        var imported = new Desk(folder.resolve("data")).json("import", "--connector", "synthetic", at("study"));

        // Then
        assertThat(imported.json().path("received").asLong())
                .as(imported.err())
                .isEqualTo(made.json().path("captures").asLong()
                        + made.json().path("laterStatements").asLong());
    }

    @Test
    void what_cannot_be_made_is_refused_in_a_sentence() throws IOException {
        assertRefused("NUMBER_OUT_OF_RANGE", "synth", "--participants", "0", "--json", at("none"));
        assertRefused("SIZE_MISSING", "synth", "--json", at("none"));
        Files.createDirectory(folder.resolve("busy"));
        Files.writeString(folder.resolve("busy/mine.txt"), "mine");
        assertRefused("FOLDER_NOT_EMPTY", "synth", "--participants", "1", "--json", at("busy"));
    }

    @Test
    void options_of_tables_are_not_taken_for_a_synthetic_study_and_a_table_needs_its_mapping() {
        var desk = new Desk(folder.resolve("data"));
        assertThat(desk.json("import", "--connector", "synthetic", "--mapping", "isic2019", at("study"))
                        .exit())
                .isEqualTo(Exit.USAGE.status());
        var bare = desk.json("import", at("table.csv"));
        assertThat(bare.exit()).isEqualTo(Exit.USAGE.status());
        assertThat(bare.err()).contains("--mapping");
        var unknown = desk.json("import", "--connector", "thermograph", at("study"));
        assertThat(unknown.exit()).isEqualTo(Exit.REFUSED.status());
        assertThat(unknown.json().path("error").asString()).isEqualTo("CONNECTOR_UNKNOWN");
    }

    @Test
    void a_folder_that_is_no_study_is_refused() {
        var refused = new Desk(folder.resolve("data")).json("import", "--connector", "synthetic", at("nowhere"));
        assertThat(refused.exit()).isEqualTo(Exit.REFUSED.status());
        assertThat(refused.json().path("error").asString()).isEqualTo("STUDY_FILE_MISSING");
    }

    private static void assertRefused(String code, String... line) {
        var ran = Desk.run(line);
        assertThat(ran.exit()).isEqualTo(Exit.REFUSED.status());
        assertThat(ran.json().path("error").asString()).isEqualTo(code);
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }
}
