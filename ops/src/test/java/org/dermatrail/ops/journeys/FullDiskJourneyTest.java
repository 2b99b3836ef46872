package org.dermatrail.ops.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.dermatrail.ops.operations.Exit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An import meets the end of the disk; mounting a small one takes an administrator. */
class FullDiskJourneyTest {

    private static final int ROWS = 12_000;

    @TempDir
    private Path folder = Path.of("");

    private Path disk = Path.of("");
    private boolean mounted;

    @BeforeEach
    void mountASmallDisk() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        mounted = succeeds("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk.toString());
        assumeTrue(mounted, "A small file system cannot be mounted here, so a full disk is not tried");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            // At once or when the last file is closed, so that a test that failed leaves no disk behind.
            assertThat(succeeds("umount", "-l", disk.toString())).isTrue();
        }
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void an_import_onto_a_full_disk_stops_with_a_clear_sentence_and_the_same_command_ends_it_when_there_is_room()
            throws Exception {
        // Given
        var desk = new Desk(disk.resolve("data"));
        var table = GeneratedTable.write(folder.resolve("table.csv"), ROWS).toString();

        // When
        var full = desk.json("import", "--mapping", "isic2019", table);

        // Then
        assertThat(full.exit()).as("%s%s", full.out(), full.err()).isEqualTo(Exit.UNAVAILABLE.status());
        assertThat(full.err())
                .containsAnyOf("no room left", "disk is full", "disk full")
                .doesNotContain("Exception in thread", "\tat ");

        // When
        assertThat(succeeds("mount", "-o", "remount,size=200m", disk.toString()))
                .isTrue();
        var resumed = desk.json("import", "--mapping", "isic2019", table);

        // Then
        assertThat(resumed.exit()).as("%s%s", resumed.out(), resumed.err()).isEqualTo(Exit.DONE.status());
        assertThat(resumed.json().path("resumed").asBoolean()).isTrue();
        assertThat(resumed.json().path("recorded").asLong()).isEqualTo(ROWS);
        assertThat(resumed.json().path("quarantined").asLong()).isZero();
        var everything =
                Files.writeString(folder.resolve("everything.json"), "{}").toString();
        var cohort = desk.json("cohort", "--criteria", everything);
        assertThat(cohort.json().path("captures").asLong()).isEqualTo(ROWS);
        assertThat(desk.json("verify").exit()).isEqualTo(Exit.DONE.status());
    }
}
