package org.dermatrail.ops.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms.Kind;
import org.dermatrail.graphql.caller.Role;
import org.dermatrail.ops.security.Account;
import org.dermatrail.ops.security.Accounts;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real server on a real port over real accounts; only what other rooms keep is a stand-in. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistryServerTest {

    private static final String PASSWORD = ServedPicture.PASSWORD;

    private final ServedPicture served;
    private final OnePicture registry;
    private final Accounts accounts;
    private final String researcher;
    private final String stranger;
    private final String ethics;

    RegistryServerTest(@TempDir Path folder) {
        served = new ServedPicture(folder, Clock.systemUTC(), "no-console/");
        registry = served.registry;
        accounts = served.accounts;
        researcher = served.token(
                new Account("reader-1", Role.RESEARCHER, "depth", Set.of(OnePicture.STUDY), Set.of(), false));
        stranger =
                served.token(new Account("reader-3", Role.RESEARCHER, "edge", Set.of("other-2026"), Set.of(), false));
        ethics = served.token(new Account("ethics-1", Role.ETHICS, null, Set.of(), Set.of(), false));
    }

    @BeforeEach
    void reset() {
        registry.withheld = false;
        registry.auditDown = false;
        registry.whenStudiesAreRead = () -> {};
        registry.audited.clear();
    }

    @AfterAll
    void stop() {
        served.close();
    }

    private HttpRequest.Builder to(String path, @Nullable String token) {
        return served.to(path, token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return served.send(request);
    }

    private HttpResponse<String> get(String path, @Nullable String token) throws IOException, InterruptedException {
        return served.get(path, token);
    }

    private HttpResponse<String> post(String path, @Nullable String token, String json)
            throws IOException, InterruptedException {
        return served.post(path, token, json);
    }

    private String picture(String project) {
        return "/pictures/" + registry.scope(project, Kind.IMAGE, OnePicture.DIGEST);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /graphql",
        "GET, /graphql",
        "GET, /pictures/x",
        "GET, /actuator/env",
        "GET, /error",
        "GET, /readyz/disk",
        "POST, /livez",
        "POST, /",
        "DELETE, /graphiql",
        "GET, /graphql/schema",
        "GET, /anything/else"
    })
    void nothing_is_answered_without_a_token(String method, String path) throws Exception {
        for (var token : new String[] {"", "dt_wrong", "reader-1"}) {
            var request = to(path, token.isEmpty() ? null : token).method(method, BodyPublishers.ofString("{}"));

            var reply = send(request);

            assertThat(reply.statusCode()).as(path).isEqualTo(401);
            assertThat(reply.body()).contains("\"code\":\"NOT_SIGNED_IN\"");
            assertThat(reply.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        }
    }

    @Test
    void a_token_in_the_address_or_a_cookie_is_no_token() throws Exception {
        var inAddress = get("/pictures/x?access_token=" + researcher, null);
        var inCookie = send(to("/pictures/x", null).header("Cookie", "token=" + researcher));

        assertThat(inAddress.statusCode()).isEqualTo(401);
        assertThat(inCookie.statusCode()).isEqualTo(401);
    }

    @Test
    void signing_in_gives_a_token_that_the_api_knows() throws Exception {
        var welcome = post("/sign-in", null, "{\"name\":\"reader-1\",\"password\":\"" + PASSWORD + "\"}");
        var token = find("\"token\":\"([^\"]+)\"", welcome.body());

        var me = post("/graphql", token, "{\"query\":\"{ me { account role project } }\"}");

        assertThat(welcome.statusCode()).isEqualTo(200);
        assertThat(welcome.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        assertThat(me.body())
                .isEqualTo(
                        "{\"data\":{\"me\":{\"account\":\"reader-1\",\"role\":\"RESEARCHER\",\"project\":\"depth\"}}}");
        assertThat(registry.audited.getFirst().action()).isEqualTo("sign-in");
        assertThat(registry.audited.getFirst().disclosed()).isEqualTo("signed in");
        assertThat(registry.audited.toString()).doesNotContain(PASSWORD).doesNotContain(token);
    }

    private static String find(String pattern, String text) {
        var matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    @Test
    void a_wrong_sign_in_is_denied_audited_and_slowed_down() throws Exception {
        var typo = "{\"name\":\"hunter2-is-my-password\",\"password\":\"reader-1\"}";
        for (int i = 0; i < 5; i++) {
            var denied = post("/sign-in", null, typo);
            assertThat(denied.statusCode()).isEqualTo(401);
            assertThat(denied.body()).contains("SIGN_IN_WRONG");
        }
        var late = post("/sign-in", null, typo);

        assertThat(late.statusCode()).isEqualTo(429);
        assertThat(late.headers().firstValue("Retry-After")).contains("1");
        assertThat(registry.audited).hasSize(6).allMatch(each -> each.account().equals("unknown"));
        assertThat(registry.audited.toString()).doesNotContain("hunter2");
    }

    @Test
    void nobody_is_let_in_unaudited() throws Exception {
        registry.auditDown = true;

        var reply = post("/sign-in", null, "{\"name\":\"reader-1\",\"password\":\"" + PASSWORD + "\"}");

        assertThat(reply.statusCode()).isEqualTo(503);
        assertThat(reply.body()).contains("AUDIT_UNAVAILABLE").doesNotContain("dt_");
        assertThat(accounts.tokens("reader-1").getFirst().revoked()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"name\":\"reader-1\"}", "{\"name\":{}}", "nonsense"})
    void a_malformed_sign_in_is_a_bad_request_without_a_trace(String body) throws Exception {
        var reply = post("/sign-in", null, body);

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).doesNotContain("at org.").doesNotContain("Exception");
    }

    @Test
    void large_bodies_and_bodies_of_unknown_length_are_refused() throws Exception {
        var large = post("/graphql", researcher, "{\"query\":\"" + "x".repeat(300_000) + "\"}");
        var pieces = send(to("/graphql", researcher)
                .header("Content-Type", "application/json")
                .version(HttpClient.Version.HTTP_1_1)
                .POST(BodyPublishers.ofByteArrays(List.of("{".getBytes(StandardCharsets.UTF_8)))));

        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(large.body()).contains("BODY_TOO_LARGE");
        assertThat(pieces.statusCode()).isEqualTo(411);
    }

    @Test
    void graphiql_stands_on_our_own_origin_alone() throws Exception {
        var page = get("/graphiql", null);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("http:").doesNotContain("https:").doesNotContain("//");
        var parts = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"")
                .matcher(page.body())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
        assertThat(parts).hasSize(6);
        for (var part : parts) {
            var reply = get(part, null);
            assertThat(reply.statusCode()).as(part).isEqualTo(200);
            assertThat(reply.body()).as(part).hasSizeGreaterThan(300);
        }
    }

    @Test
    void a_picture_is_shown_under_the_callers_own_id_and_audited() throws Exception {
        var whole = get(picture("depth"), researcher);
        var small = get(picture("depth") + "/thumbnail", researcher);

        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body().getBytes(StandardCharsets.UTF_8)).isEqualTo(OnePicture.BYTES);
        assertThat(whole.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(whole.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("private", "max-age=0", "must-revalidate"));
        assertThat(small.body()).isEqualTo("small 256");
        assertThat(registry.audited).extracting(each -> each.action()).containsExactly("picture", "thumbnail");
        assertThat(registry.audited.toString()).doesNotContain(OnePicture.DIGEST);
    }

    @Test
    void a_picture_that_is_not_the_callers_is_like_one_that_is_not_there() throws Exception {
        var foreign = get(picture("depth"), stranger);
        var hidden = get(picture("edge"), stranger);
        var invented = get("/pictures/nonsense", researcher);
        var raw = get("/pictures/" + OnePicture.DIGEST, researcher);
        registry.withheld = true;
        var withheld = get(picture("depth"), researcher);

        for (var reply : List.of(foreign, hidden, invented, raw, withheld)) {
            assertThat(reply.statusCode()).isEqualTo(404);
            assertThat(reply.body()).isEqualTo(foreign.body()).contains("NOT_FOUND");
        }
    }

    @Test
    void ethics_sees_no_pictures_and_nobody_sees_one_unaudited() throws Exception {
        assertThat(get(picture("ethics"), ethics).statusCode()).isEqualTo(403);
        registry.auditDown = true;
        var reply = get(picture("depth"), researcher);
        assertThat(reply.statusCode()).isEqualTo(503);
        assertThat(reply.body()).doesNotContain("JPEG");
    }

    @Test
    void a_question_that_takes_too_long_is_given_up_and_audited_all_the_same() throws Exception {
        var never = new CountDownLatch(1);
        registry.whenStudiesAreRead = () -> {
            try {
                never.await();
            } catch (InterruptedException givenUp) {
                Thread.currentThread().interrupt();
            }
        };

        var reply = post("/graphql", researcher, "{\"query\":\"{ studies { code } }\"}");
        never.countDown();

        assertThat(reply.body()).contains("TOOK_TOO_LONG");
        await().untilAsserted(() ->
                assertThat(registry.audited).extracting(each -> each.action()).containsExactly("studies"));
    }
}
