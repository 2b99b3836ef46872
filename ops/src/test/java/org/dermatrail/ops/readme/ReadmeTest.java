package org.dermatrail.ops.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.dermatrail.connectors.mapping.Mappings;
import org.dermatrail.ops.commandline.Dermatrail;
import org.dermatrail.ops.operations.Exit;
import org.dermatrail.ops.registry.DataFolder;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParameterException;

/** The README says what is so. */
class ReadmeTest {

    private final Readme readme = Readme.read();

    ReadmeTest() throws Exception {}

    @Test
    void two_commands_start_it_and_test_it() throws Exception {
        assertThat(readme.blocks().subList(0, 2))
                .containsExactly(List.of("./dermatrail demo"), List.of("mvn -B verify"));
        assertThat(Files.readString(readme.root().resolve(".ci/run"))).contains("mvn -B verify");
    }

    @Test
    void every_command_shown_is_understood() {
        var launches = readme.launches();
        assertThat(launches).hasSizeGreaterThan(10);
        for (var launch : launches) {
            var parsed = Dermatrail.line().parseArgs(launch);
            assertThat(parsed.hasSubcommand()).as(String.join(" ", launch)).isTrue();
        }
        assertThatThrownBy(() -> Dermatrail.line().parseArgs("import", "--mappings", "isic2019", "META.csv"))
                .isInstanceOf(ParameterException.class);
    }

    @Test
    void the_command_table_lists_all_commands() {
        assertThat(readme.column("command"))
                .containsExactlyInAnyOrderElementsOf(
                        Dermatrail.line().getSubcommands().keySet());
    }

    @Test
    void the_table_of_exit_statuses_is_the_programs() {
        var rows = Arrays.stream(Exit.values())
                .map(exit -> "| " + exit.status() + " | " + exit.meaning() + " |")
                .toList();
        assertThat(readme.column("exit status"))
                .containsExactlyElementsOf(Arrays.stream(Exit.values())
                        .map(exit -> Integer.toString(exit.status()))
                        .toList());
        assertThat(readme.text().lines()).containsAll(rows);
    }

    @Test
    void the_mappings_it_names_are_there() {
        assertThat(readme.column("mapping")).containsExactlyInAnyOrderElementsOf(Mappings.ready());
    }

    @Test
    void the_data_folder_is_laid_out_as_it_says() {
        var folder = new DataFolder(Path.of("D"));
        var said = String.join(",", readme.column("in the data folder"));
        for (var path : List.of(
                folder.events(),
                folder.blobs(),
                folder.audit(),
                folder.accounts(),
                folder.projectKeys(),
                folder.vault(),
                folder.vaultKeys(),
                folder.sourceMap(),
                folder.uploads(),
                folder.readSide(),
                folder.lock(),
                folder.server())) {
            assertThat(said).contains(Path.of("D").relativize(path).toString());
        }
    }

    @Test
    void every_file_it_links_to_exists() {
        assertThat(readme.relativeLinks())
                .hasSizeGreaterThan(15)
                .allSatisfy(link -> assertThat(readme.root().resolve(link)).exists());
    }
}
