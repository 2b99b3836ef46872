package org.dermatrail.ops.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the build keeps for quick starts serves the program that it built, and is never in the way where it does not. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QuickStartIT {

    private final Path root;
    private final Path kept;

    QuickStartIT() throws IOException {
        root = Readme.read().root();
        kept = root.resolve("ops/target/dermatrail/dermatrail.aot");
    }

    @Test
    void what_the_rehearsal_left_fits_the_program() throws Exception {
        assumeTrue(Files.exists(kept), "built without a rehearsal");

        // In this mode the JVM refuses to start where it cannot use what was kept.
        var said = said(java("-XX:AOTMode=on", "-XX:AOTCache=" + kept, "-jar", unpacked(), "--version"));

        assertThat(said).startsWith("Dermatrail ");
    }

    @Test
    void what_was_kept_for_another_program_changes_nothing(@TempDir Path folder) throws Exception {
        assumeTrue(Files.exists(kept), "built without a rehearsal");
        var spoilt = folder.resolve("spoilt.aot");
        try (var whole = Files.newInputStream(kept)) {
            Files.write(spoilt, whole.readNBytes(1_000_000));
        }

        var said =
                said(java("-XX:AOTCache=" + spoilt, "-Xlog:aot=off", "-Xlog:cds=off", "-jar", unpacked(), "--version"));

        assertThat(said).startsWith("Dermatrail ").hasLineCount(1);
    }

    private String unpacked() {
        return kept.resolveSibling("dermatrail.jar").toString();
    }

    private List<String> java(String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + root.resolve("ops/src/main/launch/java.options"));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String said(List<String> command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
