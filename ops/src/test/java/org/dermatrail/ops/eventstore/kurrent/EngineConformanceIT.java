package org.dermatrail.ops.eventstore.kurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.dermatrail.ops.eventstore.SampleEvents;
import org.dermatrail.ops.eventstore.kurrent.twin.KurrentTwin;
import org.dermatrail.ops.eventstore.kurrent.twin.TwinSettings;
import org.dermatrail.ops.eventstore.kurrent.twin.TwinTls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the packaged suites as somebody does who has a server: by {@code java -jar}, against doubles. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EngineConformanceIT {

    private static final Path JAR = Path.of("target", "dermatrail-engine-conformance.jar");
    private static final int PATIENCE_SECONDS = 240;

    @TempDir
    private Path folder = Path.of("");

    /** How the program ended, and what it printed on both ways. */
    private record Ended(int status, String out, String errors) {}

    private Ended run(String... arguments) throws IOException, InterruptedException {
        var process = command(arguments)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), printed("out"), printed("errors"));
    }

    private ProcessBuilder command(String... arguments) {
        assertThat(JAR).exists();
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(
                java, "-XX:TieredStopAtLevel=1", "-jar", JAR.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(folder.toFile());
    }

    private String printed(String where) throws IOException {
        return Files.readString(folder.resolve(where));
    }

    @Test
    void a_server_that_keeps_every_law_passes_and_no_password_is_printed() throws Exception {
        var settings =
                TwinSettings.DEFAULT.withUser("admin", "only-Here").withTls(TwinTls.inside(folder.resolve("tls")));
        try (var twin = KurrentTwin.start(settings)) {
            // When
            var ended = run(twin.connectionString().replace("://", "://admin:only-Here@"));

            // Then
            assertThat(ended.status()).as(ended.out() + ended.errors()).isZero();
            assertThat(ended.out())
                    .contains("version  25.1.0", "knows    event_store.client.streams.streams: append")
                    .contains("passed   Storing: an append is all or nothing")
                    .contains("passed   Following: ", "passed   Keeping: ", "passed   AppendingTest: ")
                    .containsPattern("\\d{2,} passed, 0 failed, 0 skipped")
                    .doesNotContain("only-Here");
            assertThat(ended.errors()).doesNotContain("only-Here");
        }
    }

    @Test
    void a_server_that_tears_appends_apart_fails_by_the_name_of_the_law() throws Exception {
        try (var twin = KurrentTwin.start()) {
            // Given
            twin.faults().tearingAppends();

            // When
            var ended = run(twin.connectionString());

            // Then
            assertThat(ended.status()).as(ended.out() + ended.errors()).isOne();
            assertThat(ended.out()).contains("FAILED   Storing: an append is all or nothing");
        }
    }

    @Test
    void a_server_on_which_others_have_streams_is_left_alone() throws Exception {
        try (var twin = KurrentTwin.start();
                var registry = TwinSide.engineOn(twin)) {
            registry.appendEvents(SampleEvents.event(SampleEvents.newStream(), 0));

            var ended = run(twin.connectionString());

            assertThat(ended.status()).isEqualTo(4);
            assertThat(ended.errors()).contains("--beside-others");
            assertThat(registry.scan(null)).hasSize(1);
        }
    }

    @Test
    void nobody_at_the_address_a_wrong_password_and_what_is_not_understood_are_told_apart() throws Exception {
        try (var twin = KurrentTwin.start(TwinSettings.DEFAULT.withUser("admin", "right"))) {
            assertThat(run(twin.connectionString().replace("://", "://admin:not-Right@")))
                    .satisfies(refused -> {
                        assertThat(refused.status()).isEqualTo(4);
                        assertThat(refused.errors()).contains("NOT_ADMITTED: ").doesNotContain("not-Right");
                    });
        }
        assertThat(run("kurrentdb://admin:changeit@127.0.0.1:9?tls=false")).satisfies(nobody -> {
            assertThat(nobody.status()).isEqualTo(6);
            assertThat(nobody.errors()).contains("NOT_REACHED: ").doesNotContain("changeit");
        });
        assertThat(run("http://admin:changeit@there")).satisfies(wrong -> {
            assertThat(wrong.status()).isEqualTo(2);
            assertThat(wrong.errors()).doesNotContain("changeit");
        });
        assertThat(run().status()).isEqualTo(2);
        assertThat(run("--help")).satisfies(help -> {
            assertThat(help.status()).isZero();
            assertThat(help.out()).contains("Usage:", "Exit status:");
        });
    }

    @Test
    void the_program_plays_a_server_for_whoever_wants_one() throws Exception {
        var playing = command("--double", "0").start();
        try (var out = playing.inputReader(StandardCharsets.UTF_8)) {
            // Given
            var line = Objects.requireNonNull(out.readLine());
            var said = line.substring(line.indexOf("kurrentdb://"));

            // Then
            try (var engine = TwinSide.engine(KurrentSettings.at(said))) {
                engine.appendEvents(SampleEvents.event(SampleEvents.newStream(), 0));
                assertThat(engine.lastPosition()).isPositive();
            }
        } finally {
            playing.destroy();
            assertThat(playing.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
