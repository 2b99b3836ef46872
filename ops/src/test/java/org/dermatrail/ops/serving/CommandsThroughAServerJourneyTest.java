package org.dermatrail.ops.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.dermatrail.ops.commandline.Dermatrail;
import org.dermatrail.ops.registry.DataFolder;
import org.dermatrail.ops.registry.FolderLock;
import org.dermatrail.ops.server.LocalServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** While a server owns the data folder, commands go through it, and end as they would without it. */
class CommandsThroughAServerJourneyTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** A request that is answered asynchronously would be cut off at once; what a command asks for may take hours. */
    private static final List<String> IMPATIENT = List.of("-Dspring.mvc.async.request-timeout=1ms");

    private static final Duration STOPS_WITHIN = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    /** How a command ended. */
    private record Ended(int status, String out, String err) {

        JsonNode json() {
            assertThat(out.strip().lines()).as(err).hasSize(1);
            return MAPPER.readTree(out);
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private static Ended run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int status = Dermatrail.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Ended(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** A table in the shape of HAM10000's, made up. */
    private Path table(int rows) throws IOException {
        var lines = new StringBuilder("lesion_id,image_id,dx,dx_type,age,sex,localization,dataset\n");
        for (int row = 0; row < rows; row++) {
            lines.append("L")
                    .append(row / 2)
                    .append(",I")
                    .append(row)
                    .append(",nv,histo,4")
                    .append(row / 2 % 10);
            lines.append(",male,back,vidir_molemax\n");
        }
        return Files.writeString(folder.resolve("table.csv"), lines);
    }

    private Ended imports(Path table) {
        return run("import", "--data", data(), "--mapping", "ham10000", "--json", table.toString());
    }

    @Test
    void what_a_command_does_through_the_server_is_what_it_does_alone() throws Exception {
        var question = Files.writeString(
                folder.resolve("question.json"),
                "{\"facets\": [\"diagnosis\", {\"field\": \"ageYears\", \"interval\": 10}]}");
        Ended cohort;
        Ended history;
        Ended status;
        try (var server = ChildProgram.start(IMPATIENT, "serve", "--data", data(), "--port", "0")) {
            // Given
            var address = server.readyAddress();
            assertThat(address).startsWith("http://127.0.0.1:");
            server.awaitError("There are no accounts yet");

            // When
            var imported = imports(table(1000));
            var again = imports(table(1000));
            var cut = run("cut", "--data", data(), "--json", "first");
            cohort = run("cohort", "--data", data(), "--criteria", question.toString(), "--json");
            history = run("history", "--data", data(), "--json", "L7");
            status = run("status", "--data", data(), "--json");

            // Then
            assertThat(imported.status()).as(imported.err()).isZero();
            assertThat(imported.json().path("recorded").asInt()).isEqualTo(1000);
            assertThat(imported.json().path("lesions").asInt()).isEqualTo(500);
            assertThat(again.json().path("recorded").asInt()).isZero();
            assertThat(cut.status()).as(cut.err()).isZero();
            assertThat(history.json().path("captures").asInt()).isEqualTo(2);
            var refused = run("history", "--data", data(), "--json", "L-none");
            assertThat(refused.status()).isEqualTo(4);
            assertThat(refused.err()).contains("LESION_UNKNOWN");

            // And
            theAccountWorksAtOnce(address);

            // When
            long told = System.nanoTime();
            server.signal("TERM");
            server.exitStatus();
            assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(STOPS_WITHIN);
            assertThat(Files.exists(new DataFolder(Path.of(data())).server())).isFalse();
        }

        // Then
        assertThat(run("cohort", "--data", data(), "--criteria", question.toString(), "--json")
                        .json())
                .isEqualTo(cohort.json());
        assertThat(run("history", "--data", data(), "--json", "L7").json()).isEqualTo(history.json());
        assertThat(run("status", "--data", data(), "--json").json()).isEqualTo(status.json());
        assertThat(run("verify", "--data", data(), "--json").status()).isZero();
    }

    private void theAccountWorksAtOnce(String address) throws Exception {
        var in = System.in;
        System.setIn(new ByteArrayInputStream("correct horse battery\n".getBytes(StandardCharsets.UTF_8)));
        try {
            var added = run(
                    "user",
                    "add",
                    "reader-1",
                    "--role",
                    "RESEARCHER",
                    "--project",
                    "depth",
                    "--study",
                    "ham10000",
                    "--data",
                    data());
            assertThat(added.status()).as(added.err()).isZero();
        } finally {
            System.setIn(in);
        }
        var token = run("user", "token", "reader-1", "--data", data(), "--json");
        assertThat(token.status()).as(token.err()).isZero();
        try (var client = HttpClient.newHttpClient()) {
            var signIn = client.send(
                    HttpRequest.newBuilder(URI.create(address + "sign-in"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    "{\"name\":\"reader-1\",\"password\":\"correct horse battery\"}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(signIn.statusCode()).isEqualTo(200);
            var denied = client.send(
                    HttpRequest.newBuilder(URI.create(address + "pictures/none"))
                            .header(
                                    "Authorization",
                                    "Bearer " + token.json().path("token").asString())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(denied.statusCode()).isEqualTo(404);
        }
    }

    @Test
    void an_interrupted_command_leaves_the_server_in_order_and_goes_on_later() throws Exception {
        // So many that the import is far from its end when the interrupt arrives.
        int rows = 200_000;
        var table = table(rows);
        try (var server = ChildProgram.start(List.of(), "serve", "--data", data(), "--port", "0")) {
            server.readyAddress();

            // When
            try (var importing = ChildProgram.start(
                    List.of(), "import", "--data", data(), "--mapping", "ham10000", "--json", table.toString())) {
                importing.awaitError("rows ");
                importing.signal("INT");
                assertThat(importing.exitStatus()).isEqualTo(130);
                assertThat(MAPPER.readTree(importing.rest()).path("error").asString())
                        .isEqualTo("INTERRUPTED");
            }

            // Then
            var rest = imports(table);
            assertThat(rest.status()).as(rest.err()).isZero();
            // Had the server gone on without the command, there would be nothing to resume.
            assertThat(rest.json().path("resumed").asBoolean()).isTrue();
            assertThat(rest.json().path("complete").asBoolean()).isTrue();
            var everything = Files.writeString(folder.resolve("everything.json"), "{}");
            var counted = run("cohort", "--data", data(), "--criteria", everything.toString(), "--json");
            assertThat(counted.json().path("captures").asInt())
                    .as(counted.out())
                    .isEqualTo(rows);
            assertThat(server.alive()).isTrue();
        }
    }

    @Test
    void a_server_told_to_stop_lets_a_command_end_in_good_order() throws Exception {
        int rows = 20_000;
        var table = table(rows);
        try (var server = ChildProgram.start(List.of(), "serve", "--data", data(), "--port", "0")) {
            server.readyAddress();
            try (var importing = ChildProgram.start(
                    List.of(), "import", "--data", data(), "--mapping", "ham10000", "--json", table.toString())) {
                importing.awaitError("rows ");

                // When
                server.signal("TERM");

                // Then
                assertThat(importing.exitStatus()).as(importing.errors()).isEqualTo(130);
                assertThat(MAPPER.readTree(importing.rest()).path("complete").asBoolean(true))
                        .isFalse();
            }
            server.exitStatus();
        }
        var rest = imports(table);
        assertThat(rest.json().path("resumed").asBoolean()).isTrue();
        assertThat(rest.json().path("complete").asBoolean()).isTrue();
    }

    @Test
    void a_folder_has_one_owner_and_a_killed_owner_is_none() throws Exception {
        try (var server = ChildProgram.start(List.of(), "serve", "--data", data(), "--port", "0")) {
            server.readyAddress();

            // When
            var second = run("serve", "--data", data(), "--port", "0");

            // Then
            assertThat(second.status()).isEqualTo(5);
            assertThat(second.err()).contains("FOLDER_IN_USE", data());
            assertThat(second.out()).isEmpty();

            // When
            server.signal("KILL");
            server.exitStatus();
        }

        // Then
        assertThat(Files.exists(new DataFolder(Path.of(data())).server())).isTrue();
        var alone = run("status", "--data", data(), "--json");
        assertThat(alone.status()).as(alone.err()).isZero();
        assertThat(alone.json().path("events").asInt()).isZero();
    }

    @Test
    void an_owner_that_does_not_answer_is_said_to_do_so() throws Exception {
        // Given
        int port;
        try (var once = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = once.getLocalPort();
        }
        var owned = new DataFolder(Path.of(data()));
        try (var lock = FolderLock.take(owned).orElseThrow()) {
            assertThat(lock).isNotNull();
            var unannounced = run("status", "--data", data());
            assertThat(unannounced.status()).isEqualTo(5);
            assertThat(unannounced.err()).contains("FOLDER_IN_USE");

            // When
            new LocalServer(port, "gone").announce(owned);
            var ended = run("status", "--data", data());

            // Then
            assertThat(ended.status()).isEqualTo(5);
            assertThat(ended.err()).contains("SERVER_NOT_REACHED", Integer.toString(port));
            assertThat(ended.out()).isEmpty();
        }
    }

    @Test
    void a_server_that_ends_in_the_middle_is_said_to_have_ended() throws Exception {
        // Given
        var owned = new DataFolder(Path.of(data()));
        try (var lock = FolderLock.take(owned).orElseThrow();
                var halfway = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(lock).isNotNull();
            new LocalServer(halfway.getLocalPort(), "any").announce(owned);
            Thread.ofVirtual().start(() -> hangUpAfterOneStep(halfway));

            // When
            var ended = run("status", "--data", data());

            // Then
            assertThat(ended.status()).isEqualTo(6);
            assertThat(ended.err()).contains("SERVER_GONE").doesNotContain("INTERNAL");
        }
    }

    private static void hangUpAfterOneStep(ServerSocket listening) {
        try (var connection = listening.accept()) {
            var in = connection.getInputStream();
            var request = new byte[8192];
            assertThat(in.read(request)).isPositive();
            connection
                    .getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{\"say\":\"begun\"}\n"
                            .getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void a_port_that_is_none_is_not_understood() {
        for (var command : List.of("serve", "demo")) {
            var ended = run(command, "--data", data(), "--port", "65536");

            assertThat(ended.status()).isEqualTo(2);
            assertThat(ended.err()).contains("A port is 0 to 65535.");
        }
    }

    @Test
    void a_port_in_use_is_a_sentence_and_not_a_stack_trace() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            var ended = run("serve", "--data", data(), "--port", Integer.toString(taken.getLocalPort()));

            assertThat(ended.status()).isEqualTo(6);
            assertThat(ended.err()).contains("PORT_IN_USE", Integer.toString(taken.getLocalPort()), "--port");
            assertThat(ended.err()).doesNotContain("\tat ");
            assertThat(ended.out()).isEmpty();

            // And before anything is prepared for it
            var demo = run("demo", "--data", data(), "--port", Integer.toString(taken.getLocalPort()));
            assertThat(demo.status()).isEqualTo(6);
            assertThat(demo.err()).contains("PORT_IN_USE").doesNotContain("synthetic study");
        }
        assertThat(run("status", "--data", data()).status()).isZero();
    }
}
