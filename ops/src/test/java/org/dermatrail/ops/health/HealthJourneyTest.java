package org.dermatrail.ops.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.dermatrail.ops.commandline.Dermatrail;
import org.dermatrail.ops.eventstore.kurrent.twin.KurrentTwin;
import org.dermatrail.ops.eventstore.kurrent.twin.SubscriptionFault;
import org.dermatrail.ops.registry.DataFolder;
import org.dermatrail.ops.registry.Registry;
import org.dermatrail.ops.security.SafeHeaders;
import org.dermatrail.ops.server.ServerApplication;
import org.dermatrail.ops.serving.SampleStudy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** The real server, its events on a double of KurrentDB: what it says of itself while things go wrong around it. */
class HealthJourneyTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String UP = "{\"status\":\"UP\"}";
    private static final String DOWN = "{\"status\":\"DOWN\"}";

    @TempDir
    private Path root = Path.of("");

    /** How a command ended. */
    private record Ended(int status, String out) {}

    private Ended health(String... more) {
        var out = new ByteArrayOutputStream();
        var arguments = Stream.concat(Stream.of("health", "--data", root.toString()), Stream.of(more));
        var printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        int status = Dermatrail.run(arguments.toArray(String[]::new), printed, printed);
        return new Ended(status, out.toString(StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    private static HttpRequest.Builder to(ServerApplication.Running server, String path) {
        return HttpRequest.newBuilder(URI.create(server.address() + path));
    }

    private static void said(ServerApplication.Running server, String path, int status, String body) throws Exception {
        var said = ask(to(server, path));
        assertThat(said.statusCode()).as(path).isEqualTo(status);
        assertThat(said.body()).isEqualTo(body);
    }

    private void awaitTrouble(String words) {
        await().atMost(SOON).untilAsserted(() -> {
            var ended = health();
            assertThat(ended.out()).contains("DOWN", words);
            assertThat(ended.status()).isEqualTo(6);
        });
    }

    private void awaitReady() {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(health()).isEqualTo(new Ended(0, "UP" + System.lineSeparator())));
    }

    private DataFolder filledThrough(KurrentTwin twin) throws IOException {
        var folder = new DataFolder(root);
        Files.writeString(folder.profile(), "profile=consortium\nevents.connection=" + twin.connectionString() + "\n");
        try (var registry = Registry.open(folder)) {
            SampleStudy.importInto(registry);
        }
        return folder;
    }

    @Test
    void it_is_ready_once_the_read_side_has_caught_up_and_while_events_and_disk_can_be_had() throws Exception {
        try (var twin = KurrentTwin.start()) {
            // Given
            var folder = filledThrough(twin);
            assertThat(FileSystemUtils.deleteRecursively(folder.readSide())).isTrue();
            twin.faults().onNextSubscription(SubscriptionFault.SILENT, 3);
            try (var registry = Registry.open(folder);
                    var server = ServerApplication.start(registry, 0)) {
                // Then
                awaitTrouble("events: the read side has not caught up with them yet");
                said(server, "readyz", 503, DOWN);
                said(server, "livez", 200, UP);

                // When
                twin.cutConnections();
                awaitReady();

                // Then
                assertThat(registry.visiblePosition())
                        .isEqualTo(registry.events().lastPosition());
                said(server, "readyz", 200, UP);

                // When
                twin.stop();

                // Then
                awaitTrouble("events: ");
                said(server, "readyz", 503, DOWN);
                said(server, "livez", 200, UP);
                assertThat(health("--live").status()).isZero();

                // When
                twin.listen();
                awaitReady();

                // When
                var inTheWay = Files.createDirectories(root.resolve("centre/.writable/in-the-way"));

                // Then
                awaitTrouble("disk: ");
                said(server, "readyz", 503, DOWN);
                said(server, "livez", 200, UP);
                assertThat(FileSystemUtils.deleteRecursively(inTheWay.getParent()))
                        .isTrue();
                awaitReady();
            }
            assertThat(health().status()).isEqualTo(5);
        }
    }

    @Test
    void strangers_learn_nothing_more_and_are_held_to_the_same_rules() throws Exception {
        try (var registry = Registry.open(new DataFolder(root));
                var server = ServerApplication.start(registry, 0)) {
            awaitReady();
            Files.createDirectories(root.resolve("registry/.writable/in-the-way"));
            awaitTrouble("disk: ");

            // When
            var guessed = ask(to(server, "readyz").header("Authorization", "Bearer guessed"));
            var large = ask(to(server, "readyz").method("GET", BodyPublishers.ofString("x".repeat(300_000))));
            var written = ask(to(server, "readyz").POST(BodyPublishers.ofString("{}")));
            var below = ask(to(server, "readyz/disk"));

            // Then
            assertThat(guessed.body()).isEqualTo(DOWN);
            assertThat(guessed.headers().firstValue("Content-Security-Policy")).contains(SafeHeaders.CONTENT_POLICY);
            assertThat(guessed.headers().firstValue("Cache-Control"))
                    .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
            assertThat(guessed.headers().map()).doesNotContainKey("set-cookie");
            assertThat(large.statusCode()).isEqualTo(413);
            assertThat(written.statusCode()).isIn(401, 403);
            assertThat(below.statusCode()).isEqualTo(401);
        }
    }
}
