package org.dermatrail.ops.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.dermatrail.ops.serving.DemoPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the README's first command with the launcher and the packaged program; a free port is all that is added. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReadmeCommandsIT {

    private static final String READY = "Dermatrail is ready at ";

    @Test
    void the_launcher_shows_the_demo_without_building_what_is_built(@TempDir Path folder) throws Exception {
        var readme = Readme.read();
        assertThat(readme.root().resolve("ops/target/dermatrail.jar")).exists();
        var errors = folder.resolve("errors");
        var starting = new ProcessBuilder(
                        "bash", "-c", "exec " + readme.blocks().getFirst().getFirst() + " --port 0")
                .directory(readme.root().toFile())
                .redirectError(errors.toFile());
        starting.environment().put("DERMATRAIL_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -Djava.io.tmpdir=" + folder);
        // The launcher finds the JDK 25 by itself; Maven may have been started with another one.
        starting.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var demo = starting.start();
        try (var out = demo.inputReader(StandardCharsets.UTF_8)) {
            var line = out.readLine();
            assertThat(line).as(Files.readString(errors)).isNotNull().startsWith(READY);
            if (Files.exists(readme.root().resolve("ops/target/dermatrail/dermatrail.aot"))) {
                assertThat(demo.info().commandLine().orElseThrow()).contains("-XX:AOTCache=");
            }
            try (var page = new DemoPage(line.substring(READY.length()))) {
                var guests = page.guests();
                assertThat(guests).hasSize(4);
                for (var guest : guests) {
                    var answer = page.asks(guest.token(), "{ me { account } cohort { captureCount { value } } }");
                    assertThat(answer.path("data")
                                    .path("cohort")
                                    .path("captureCount")
                                    .path("value")
                                    .asInt())
                            .isPositive();
                }
            }
            assertThat(Files.readString(errors)).doesNotContain("Building").contains("synthetic study");
        } finally {
            demo.destroy();
            assertThat(demo.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
