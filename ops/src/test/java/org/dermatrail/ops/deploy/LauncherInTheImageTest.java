package org.dermatrail.ops.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the image starts Java, with a program in its place that tells how it was called. */
class LauncherInTheImageTest {

    private static final Path LAUNCHER = Scripts.folder().resolve("image/usr/local/bin/dermatrail");

    @TempDir
    private Path root = Path.of("");

    private List<String> started(Map<String, String> environment, String... arguments) throws Exception {
        var scripts = new Scripts(root);
        scripts.program("java", "for each in \"$@\"; do echo \"$each\"; done\n");
        var ended = scripts.run(LAUNCHER, environment, arguments);
        assertThat(ended.status()).as(ended.told()).isZero();
        return ended.told().lines().toList();
    }

    @Test
    void the_server_has_its_share_of_the_memory_and_ends_where_there_is_too_little() throws Exception {
        var words = started(Map.of(), "serve", "--data", "/data");

        assertThat(words)
                .contains("-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "@/app/jib-classpath-file")
                .endsWith("org.dermatrail.ops.commandline.Dermatrail", "serve", "--data", "/data");
    }

    @Test
    void what_runs_beside_the_server_leaves_it_its_memory() throws Exception {
        assertThat(started(Map.of(), "health")).contains("-Xmx32m").doesNotContain("-XX:MaxRAMPercentage=60");
    }

    @Test
    void arguments_stay_whole_and_options_of_java_are_split() throws Exception {
        var words = started(Map.of("DERMATRAIL_JAVA_OPTIONS", "-Da=1 -Db=2"), "cut", "a cut with spaces");

        assertThat(words).contains("-XX:MaxRAMPercentage=25", "-Da=1", "-Db=2").endsWith("cut", "a cut with spaces");
    }
}
