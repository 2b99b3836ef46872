package org.dermatrail.ops.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms.Kind;
import org.dermatrail.graphql.caller.Role;
import org.dermatrail.ops.console.ConsolePages;
import org.dermatrail.ops.security.Account;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser opens the console; every answer says what may be done with it. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsolePagesTest {

    private static final String HTML = "text/html,application/xhtml+xml,*/*;q=0.8";
    private static final String STRICT = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'";
    private static final String LOOSER = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' blob: data:; font-src 'self' data:; connect-src 'self'; form-action 'self';"
            + " base-uri 'none'; frame-ancestors 'none'";

    private final ServedPicture served;
    private final String researcher;

    ConsolePagesTest(@TempDir Path folder) {
        served = new ServedPicture(folder, Clock.systemUTC(), "placeholder-console/");
        researcher = served.token(
                new Account("reader-1", Role.RESEARCHER, "depth", Set.of(OnePicture.STUDY), Set.of(), false));
    }

    @AfterAll
    void stop() {
        served.close();
    }

    private HttpResponse<String> opens(String path) throws IOException, InterruptedException {
        return served.send(served.to(path, null).header("Accept", HTML));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/study/naevus-2026", "/lesion/x.y", "/a/b/c?d=e"})
    void every_address_of_the_console_is_its_one_page(String path) throws Exception {
        var reply = opens(path);

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).contains("Stands in for the console");
        assertThat(reply.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(reply.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/graphql", "/pictures/x", "/imports", "/imports/x", "/session/x", "/error"})
    void no_address_of_the_api_is_answered_with_the_page(String path) throws Exception {
        var reply = opens(path);

        assertThat(reply.statusCode()).isEqualTo(401);
        assertThat(reply.body()).contains("NOT_SIGNED_IN").doesNotContain("<html");
    }

    @Test
    void what_is_not_there_is_not_the_page_but_not_found() throws Exception {
        var part = opens("/assets/gone.js");
        var picture = served.send(served.to("/pictures/gone", researcher).header("Accept", HTML));
        var api = served.get("/imports-of-old", researcher);

        for (var reply : List.of(part, picture, api)) {
            assertThat(reply.statusCode()).isEqualTo(404);
            assertThat(reply.body())
                    .startsWith("{\"code\":\"NOT_FOUND\",\"message\":\"")
                    .endsWith("\"}");
        }
        assertThat(served.get("/anything/else", null).statusCode())
                .as("not asked for as a page")
                .isEqualTo(401);
        assertThat(served.send(served.to("/study/x", null)
                                .header("Accept", HTML)
                                .POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void parts_whose_names_change_with_their_content_are_kept_for_a_year() throws Exception {
        var part = served.get("/assets/index-1a2b3c.js", null);
        var icon = served.get("/favicon.svg", null);

        assertThat(part.statusCode()).isEqualTo(200);
        assertThat(part.headers().allValues("Cache-Control")).containsExactly("max-age=31536000, public, immutable");
        assertThat(part.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/javascript");
        assertThat(icon.headers().firstValue("Content-Type")).contains("image/svg+xml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/../index.html", "/assets/%2e%2e/index.html", "/assets/..%2f..%2fapplication.yml"})
    void nothing_beside_the_console_is_served(String path) throws Exception {
        var reply = served.get(path, null);

        assertThat(reply.statusCode()).isIn(400, 401, 404);
        assertThat(reply.body()).doesNotContain("<html");
    }

    @Test
    void every_answer_carries_the_headers_that_protect_it() throws Exception {
        var replies = new LinkedHashMap<String, HttpResponse<String>>();
        replies.put("page", opens("/"));
        replies.put("part", served.get("/assets/index-1a2b3c.js", null));
        replies.put("missing part", served.get("/assets/gone.js", null));
        replies.put("session", served.get("/session", null));
        replies.put("denied", served.get("/nothing", null));
        replies.put("not found", served.get("/nothing", researcher));
        replies.put(
                "picture",
                served.get("/pictures/" + served.registry.scope("depth", Kind.IMAGE, OnePicture.DIGEST), researcher));
        replies.put("answer", served.post("/graphql", researcher, "{\"query\":\"{ me { account } }\"}"));
        replies.put("malformed", served.post("/session", null, "nonsense"));
        replies.put(
                "wrong method", served.send(served.to("/sign-in", researcher).DELETE()));
        replies.put("too large", served.post("/graphql", researcher, "x".repeat(300_000)));
        replies.put("refused by the firewall", served.get("/a;b=c//d", null));
        replies.put("refused by the web server", served.get("/assets/..%2fx", null));
        for (var reply : replies.entrySet()) {
            assertThat(protection(reply.getValue()))
                    .as(reply.getKey())
                    .containsExactlyEntriesOf(protectionWith(STRICT));
            assertThat(reply.getValue().headers().firstValue("Server")).isEmpty();
        }
        assertThat(replies.get("too large").statusCode()).isEqualTo(413);
        assertThat(replies.get("refused by the firewall").statusCode()).isEqualTo(400);
        assertThat(protection(served.get("/graphiql", null))).containsExactlyEntriesOf(protectionWith(LOOSER));
    }

    private static Map<String, List<String>> protectionWith(String policy) {
        var expected = new LinkedHashMap<String, List<String>>();
        expected.put("Content-Security-Policy", List.of(policy));
        expected.put("X-Content-Type-Options", List.of("nosniff"));
        expected.put("X-Frame-Options", List.of("DENY"));
        expected.put("Referrer-Policy", List.of("no-referrer"));
        expected.put("Cross-Origin-Opener-Policy", List.of("same-origin"));
        expected.put("Cross-Origin-Resource-Policy", List.of("same-origin"));
        expected.put("Permissions-Policy", List.of("camera=(), microphone=(), geolocation=(), payment=(), usb=()"));
        return expected;
    }

    private static Map<String, List<String>> protection(HttpResponse<?> reply) {
        var found = new LinkedHashMap<String, List<String>>();
        protectionWith("")
                .keySet()
                .forEach(name -> found.put(name, reply.headers().allValues(name)));
        return found;
    }

    @Test
    void without_a_console_the_plain_page_says_so(@TempDir Path elsewhere) throws Exception {
        assertThat(new Welcome(ConsolePages.at("no-console/")).page()).contains("The console is not here");
        assertThat(new Welcome(ConsolePages.at("placeholder-console/")).page()).doesNotContain("not here");
        try (var plain = new ServedPicture(elsewhere, Clock.systemUTC(), "no-console/")) {
            var deep = plain.send(plain.to("/study/x", null).header("Accept", HTML));
            assertThat(deep.statusCode()).isEqualTo(401);
        }
    }

    @Test
    void a_head_request_is_answered_without_the_page() throws Exception {
        assertThat(raw("HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200")
                .doesNotContain("<html");
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), served.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
