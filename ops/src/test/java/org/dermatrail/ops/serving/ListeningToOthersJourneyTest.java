package org.dermatrail.ops.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dermatrail.ops.commandline.Dermatrail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server as it stands in a container: reached from other machines, through a proxy, and stopped by a signal. */
class ListeningToOthersJourneyTest {

    private static final int TOLD_TO_END = 128 + 15;
    private static final String WRONG = "{\"name\":\"nobody\",\"password\":\"correct horse battery\"}";

    @TempDir
    private Path folder = Path.of("");

    private String data() {
        return folder.resolve("data").toString();
    }

    private ChildProgram behindProxy() throws IOException {
        return ChildProgram.start(
                List.of(), "serve", "--data", data(), "--port", "0", "--address", "0.0.0.0", "--behind-proxy");
    }

    private static int run(PrintStream told, String... arguments) {
        return Dermatrail.run(arguments, told, told);
    }

    private static HttpResponse<String> signIn(String address, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(address + "session"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(WRONG));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, --behind-proxy",
        "::, --behind-proxy",
        "192.0.2.1, --behind-proxy",
        "no.such.host.invalid, is no address",
    })
    void other_machines_are_not_served_by_an_oversight(String address, String words) {
        var told = new ByteArrayOutputStream();

        int status = run(
                new PrintStream(told, true, StandardCharsets.UTF_8), "serve", "--data", data(), "--address", address);

        assertThat(status).isEqualTo(2);
        assertThat(told.toString(StandardCharsets.UTF_8)).contains(words);
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void an_address_of_another_machine_is_told_from_a_port_that_is_taken() {
        var told = new ByteArrayOutputStream();

        int status = run(
                new PrintStream(told, true, StandardCharsets.UTF_8),
                "serve",
                "--data",
                data(),
                "--address",
                "192.0.2.1",
                "--behind-proxy");

        assertThat(status).isEqualTo(2);
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("This machine has no address 192.0.2.1");
    }

    @Test
    void whoever_comes_from_another_machine_comes_by_https_through_the_proxy() throws Exception {
        try (var server = behindProxy()) {
            // Given
            var address = server.readyAddress();
            server.awaitError("let nothing but the proxy reach this port");

            // When
            var plain = signIn(address, "X-Forwarded-For", "203.0.113.9");
            var pretended = signIn(address, "X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "http");
            var proxied = signIn(address, "X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "https");
            var here = signIn(address);

            // Then
            assertThat(plain.statusCode()).isEqualTo(403);
            assertThat(plain.body()).contains("HTTPS_REQUIRED");
            assertThat(plain.headers().firstValue("Content-Security-Policy")).isPresent();
            assertThat(pretended.statusCode()).isEqualTo(403);
            assertThat(proxied.statusCode()).isEqualTo(401);
            assertThat(proxied.body()).contains("SIGN_IN_WRONG");
            assertThat(here.statusCode()).isEqualTo(401);

            // And
            whoeverWatchesItMayAskFromElsewhere(address);
            var status = run(new PrintStream(new ByteArrayOutputStream()), "status", "--data", data());
            assertThat(status).isZero();
        }
    }

    /** Where this machine has an address that others could reach, by that one. */
    private static void whoeverWatchesItMayAskFromElsewhere(String address) throws Exception {
        var outside = outside();
        if (outside.isPresent()) {
            var there = address.replace("127.0.0.1", outside.get());
            assertThat(send(HttpRequest.newBuilder(URI.create(there + "livez"))).body())
                    .isEqualTo("{\"status\":\"UP\"}");
            assertThat(signIn(there).body()).contains("HTTPS_REQUIRED");
        }
        var forwarded = HttpRequest.newBuilder(URI.create(address + "livez")).header("X-Forwarded-For", "203.0.113.9");
        assertThat(send(forwarded).statusCode()).isEqualTo(200);
    }

    private static Optional<String> outside() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(each -> each.isSiteLocalAddress() && each.getAddress().length == 4)
                .map(InetAddress::getHostAddress)
                .findFirst();
    }

    @Test
    void a_request_under_way_is_answered_when_the_server_is_told_to_end() throws Exception {
        try (var server = behindProxy()) {
            // Given
            var address = URI.create(server.readyAddress());
            var half = WRONG.length() / 2;
            try (var slow = new Socket(address.getHost(), address.getPort())) {
                var out = slow.getOutputStream();
                out.write(("POST /session HTTP/1.1\r\nHost: registry\r\nContent-Type: application/json\r\n"
                                + "Connection: close\r\nContent-Length: " + WRONG.length() + "\r\n\r\n"
                                + WRONG.substring(0, half))
                        .getBytes(StandardCharsets.US_ASCII));
                out.flush();
                // What came before on this machine was taken up by now, since this is answered.
                assertThat(signIn(address.toString()).statusCode()).isEqualTo(401);

                // When
                server.signal("TERM");
                ChildProgram.await("nobody else being let in", () -> refused(address));
                assertThat(server.alive()).isTrue();
                out.write(WRONG.substring(half).getBytes(StandardCharsets.US_ASCII));
                out.flush();

                // Then
                var answer = new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer).startsWith("HTTP/1.1 401").contains("SIGN_IN_WRONG");
            }
            assertThat(server.exitStatus()).isEqualTo(TOLD_TO_END);
            assertThat(server.errors()).doesNotContain("Exception");
        }
        assertThat(run(new PrintStream(new ByteArrayOutputStream()), "verify", "--data", data()))
                .isZero();
    }

    private static boolean refused(URI address) {
        try (var attempt = new Socket(address.getHost(), address.getPort())) {
            return !attempt.isConnected();
        } catch (IOException closed) {
            return true;
        }
    }
}
