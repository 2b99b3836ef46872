package org.dermatrail.ops.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms.Kind;
import org.dermatrail.graphql.caller.Role;
import org.dermatrail.ops.security.Account;
import org.dermatrail.ops.security.AccountSettings;
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

/** Somebody signs in with a browser, asks, and leaves; other sites get nothing out of it. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserSessionTest {

    private static final String CREDENTIALS = "{\"name\":\"reader-1\",\"password\":\"" + ServedPicture.PASSWORD + "\"}";
    private static final String ME = "{\"query\":\"{ me { account } }\"}";

    private final Path folder;
    private final Wristwatch clock = new Wristwatch();
    private final ServedPicture served;

    BrowserSessionTest(@TempDir Path folder) {
        this.folder = folder;
        served = new ServedPicture(folder, clock, "no-console/");
        served.accounts.add(
                new Account("reader-1", Role.RESEARCHER, "depth", Set.of(OnePicture.STUDY), Set.of(), false),
                ServedPicture.PASSWORD);
    }

    /** A clock that is set by hand. */
    private static final class Wristwatch extends Clock {

        private volatile Instant now = Instant.parse("2026-11-20T08:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** What a browser keeps: its session and the proof that its own pages ask. */
    private record Browser(String session, String proof) {

        String cookies() {
            return "dermatrail_session=" + session + "; XSRF-TOKEN=" + proof;
        }
    }

    @BeforeEach
    void reset() {
        served.registry.auditDown = false;
        served.registry.audited.clear();
    }

    @AfterAll
    void stop() {
        served.close();
    }

    private static @Nullable String cookie(HttpResponse<String> reply, String name) {
        return reply.headers().allValues("Set-Cookie").stream()
                .filter(each -> each.startsWith(name + "="))
                .findFirst()
                .orElse(null);
    }

    private static String value(@Nullable String cookie) {
        assertThat(cookie).isNotNull();
        var text = String.valueOf(cookie);
        return text.substring(text.indexOf('=') + 1, text.indexOf(';'));
    }

    private Browser signIn() throws IOException, InterruptedException {
        var reply = served.post("/session", null, CREDENTIALS);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return new Browser(value(cookie(reply, "dermatrail_session")), value(cookie(reply, "XSRF-TOKEN")));
    }

    private HttpResponse<String> asks(Browser browser) throws IOException, InterruptedException {
        return asks(browser, browser.proof());
    }

    private HttpResponse<String> asks(Browser browser, @Nullable String proof)
            throws IOException, InterruptedException {
        var request = served.to("/graphql", null)
                .header("Content-Type", "application/json")
                .header("Cookie", browser.cookies())
                .POST(BodyPublishers.ofString(ME));
        return served.send(proof == null ? request : request.header("X-XSRF-TOKEN", proof));
    }

    private HttpResponse<String> who(Browser browser) throws IOException, InterruptedException {
        return served.send(served.to("/session", null).header("Cookie", browser.cookies()));
    }

    private HttpResponse<String> leaves(Browser browser) throws IOException, InterruptedException {
        return served.send(served.to("/session", null)
                .header("Cookie", browser.cookies())
                .header("X-XSRF-TOKEN", browser.proof())
                .DELETE());
    }

    @Test
    void before_signing_in_one_is_nobody_and_learns_how_to_prove_oneself() throws Exception {
        var reply = served.get("/session", null);

        assertThat(reply.statusCode()).isEqualTo(401);
        assertThat(reply.body()).contains("\"code\":\"NOT_SIGNED_IN\"");
        assertThat(cookie(reply, "XSRF-TOKEN"))
                .contains("Path=/", "SameSite=Strict")
                .doesNotContain("HttpOnly");
        assertThat(cookie(reply, "dermatrail_session")).isNull();
    }

    @Test
    void signing_in_gives_a_cookie_that_pages_cannot_read_and_other_sites_cannot_send() throws Exception {
        var reply = served.post("/session", null, CREDENTIALS);

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body())
                .isEqualTo("{\"account\":\"reader-1\",\"role\":\"RESEARCHER\",\"project\":\"depth\"}")
                .doesNotContain("ds_");
        assertThat(cookie(reply, "dermatrail_session"))
                .startsWith("dermatrail_session=ds_")
                .contains("; Path=/", "; HttpOnly", "; SameSite=Strict")
                .doesNotContain("Secure")
                .doesNotContain("Domain")
                .doesNotContain("Expires");
        assertThat(reply.headers().allValues("Set-Cookie")).hasSize(2);
        assertThat(served.registry.audited).singleElement().satisfies(each -> assertThat(each.disclosed())
                .isEqualTo("signed in"));
    }

    @Test
    void both_cookies_are_for_https_alone_where_the_browser_came_by_it() throws Exception {
        var reply = served.send(served.to("/session", null)
                .header("Content-Type", "application/json")
                .header("X-Forwarded-Proto", "https")
                .POST(BodyPublishers.ofString(CREDENTIALS)));

        assertThat(cookie(reply, "dermatrail_session")).contains("; Secure");
        assertThat(cookie(reply, "XSRF-TOKEN")).contains("; Secure");
        assertThat(reply.headers().firstValue("Strict-Transport-Security")).isPresent();
    }

    @Test
    void the_session_asks_as_its_account_does_and_sees_its_pictures() throws Exception {
        var browser = signIn();

        var me = asks(browser);
        var again = asks(browser);
        var picture = served.send(
                served.to("/pictures/" + served.registry.scope("depth", Kind.IMAGE, OnePicture.DIGEST), null)
                        .header("Cookie", browser.cookies()));

        assertThat(me.body()).isEqualTo("{\"data\":{\"me\":{\"account\":\"reader-1\"}}}");
        assertThat(again.statusCode()).as("the proof is good more than once").isEqualTo(200);
        assertThat(who(browser).body()).contains("\"account\":\"reader-1\"");
        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void what_changes_something_is_refused_without_the_right_proof() throws Exception {
        var browser = signIn();
        var other = signIn();

        for (var proof : new String[] {null, "", "guess", browser.proof() + "x", other.proof()}) {
            var reply = asks(browser, proof);
            assertThat(reply.statusCode()).as(proof).isEqualTo(403);
            assertThat(reply.body()).contains("\"code\":\"CSRF_TOKEN_MISSING\"");
        }
        var inBody = served.send(served.to("/graphql?_csrf=" + browser.proof(), null)
                .header("Content-Type", "application/json")
                .header("Cookie", browser.cookies())
                .POST(BodyPublishers.ofString(ME)));
        assertThat(inBody.statusCode()).as("an address is no proof").isEqualTo(403);
        assertThat(asks(browser).statusCode()).isEqualTo(200);
    }

    @Test
    void a_bearer_needs_no_proof_and_no_cookie_helps_it() throws Exception {
        var token =
                served.accounts.issue("reader-1", "test", Duration.ofHours(1)).secret();
        var browser = signIn();

        assertThat(served.post("/graphql", token, ME).statusCode()).isEqualTo(200);
        var wrong = served.send(served.to("/graphql", "dt_wrong")
                .header("Content-Type", "application/json")
                .header("Cookie", browser.cookies())
                .header("X-XSRF-TOKEN", browser.proof())
                .POST(BodyPublishers.ofString(ME)));
        assertThat(wrong.statusCode()).isEqualTo(401);
    }

    @Test
    void a_session_is_no_token_and_a_token_is_no_session() throws Exception {
        var browser = signIn();
        var token =
                served.accounts.issue("reader-1", "test", Duration.ofHours(1)).secret();

        assertThat(served.post("/graphql", browser.session(), ME).statusCode()).isEqualTo(401);
        assertThat(asks(new Browser(token, browser.proof())).statusCode()).isEqualTo(401);
        assertThat(served.send(served.to("/session", null)
                                .header("Cookie", browser.cookies() + "; dermatrail_session=ds_planted"))
                        .statusCode())
                .as("of two cookies none is believed")
                .isEqualTo(401);
    }

    @Test
    void signing_in_again_begins_a_fresh_session_and_ends_the_one_before() throws Exception {
        var planted = signIn();

        var reply = served.send(served.to("/session", null)
                .header("Content-Type", "application/json")
                .header("Cookie", planted.cookies())
                .header("X-XSRF-TOKEN", planted.proof())
                .POST(BodyPublishers.ofString(CREDENTIALS)));

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(value(cookie(reply, "dermatrail_session"))).isNotEqualTo(planted.session());
        assertThat(value(cookie(reply, "XSRF-TOKEN"))).isNotEqualTo(planted.proof());
        assertThat(asks(planted).statusCode()).isEqualTo(401);
    }

    @Test
    void a_session_id_that_somebody_made_up_is_never_taken_over() throws Exception {
        var made = "ds_" + "A".repeat(43);

        var reply = served.send(served.to("/session", null)
                .header("Content-Type", "application/json")
                .header("Cookie", "dermatrail_session=" + made)
                .POST(BodyPublishers.ofString(CREDENTIALS)));

        assertThat(value(cookie(reply, "dermatrail_session"))).isNotEqualTo(made);
        assertThat(asks(new Browser(made, value(cookie(reply, "XSRF-TOKEN")))).statusCode())
                .isEqualTo(401);
    }

    @Test
    void signing_out_ends_the_session_here_and_in_the_browser() throws Exception {
        var browser = signIn();
        var unproven = served.send(
                served.to("/session", null).header("Cookie", browser.cookies()).DELETE());

        var reply = leaves(browser);

        assertThat(unproven.statusCode()).isEqualTo(403);
        assertThat(reply.statusCode()).isEqualTo(204);
        assertThat(cookie(reply, "dermatrail_session"))
                .startsWith("dermatrail_session=;")
                .contains("Max-Age=0");
        assertThat(asks(browser).statusCode()).isEqualTo(401);
        assertThat(leaves(browser).statusCode()).isEqualTo(401);
        assertThat(served.registry.audited).extracting(each -> each.action()).containsExactly("sign-in", "sign-out");
    }

    @Test
    void a_session_ends_when_it_is_not_used_and_when_its_day_is_over() throws Exception {
        var unused = signIn();
        var used = signIn();
        for (int half = 1; half < 4; half++) {
            clock.pass(Duration.ofMinutes(20));
            assertThat(who(used).statusCode()).isEqualTo(200);
        }
        assertThat(who(unused).statusCode()).isEqualTo(401);
        for (int third = 3; third < 35; third++) {
            clock.pass(Duration.ofMinutes(20));
            assertThat(who(used).statusCode()).isEqualTo(200);
        }
        clock.pass(Duration.ofMinutes(20));
        assertThat(who(used).statusCode()).as("after twelve hours").isEqualTo(401);
    }

    @Test
    void a_session_survives_a_restart_and_ends_with_a_new_password_or_a_shut_account() throws Exception {
        var browser = signIn();
        try (var reopened = Accounts.open(AccountSettings.usual(folder.resolve("accounts.db")), clock)) {
            assertThat(reopened.session(browser.session())).isPresent();
            assertThat(reopened.changePassword("reader-1", ServedPicture.PASSWORD))
                    .isTrue();
            assertThat(who(browser).statusCode()).isEqualTo(401);
            var shut = signIn();
            var account = reopened.find("reader-1").orElseThrow();
            change(reopened, account, true);
            assertThat(who(shut).statusCode()).isEqualTo(401);
            change(reopened, account, false);
        }
    }

    private static void change(Accounts accounts, Account account, boolean out) {
        assertThat(accounts.change(new Account(
                        account.name(), account.role(), account.project(), account.studies(), account.sites(), out)))
                .isTrue();
    }

    @Test
    void nobody_is_let_in_unaudited() throws Exception {
        served.registry.auditDown = true;

        var reply = served.post("/session", null, CREDENTIALS);

        assertThat(reply.statusCode()).isEqualTo(503);
        assertThat(reply.body()).contains("AUDIT_UNAVAILABLE");
        assertThat(reply.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(served.accounts.tokens("reader-1").getFirst().revoked()).isTrue();
    }

    @Test
    void wrong_sign_ins_are_slowed_down_together_with_those_for_tokens() throws Exception {
        var wrong = "{\"name\":\"nobody-here\",\"password\":\"wrong password\"}";
        for (int i = 0; i < 5; i++) {
            var reply = served.post(i % 2 == 0 ? "/session" : "/sign-in", null, wrong);
            assertThat(reply.statusCode()).isEqualTo(401);
            assertThat(reply.body()).contains("SIGN_IN_WRONG");
        }
        var late = served.post("/session", null, wrong);

        assertThat(late.statusCode()).isEqualTo(429);
        assertThat(late.body()).contains("SIGN_IN_TOO_OFTEN");
        assertThat(late.headers().firstValue("Retry-After")).contains("1");
        clock.pass(Duration.ofMinutes(20));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"text/plain|415", "application/x-www-form-urlencoded|415", "application/json|400"})
    void a_form_of_another_site_cannot_sign_anybody_in(String type, int status) throws Exception {
        var reply = served.send(served.to("/session", null)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("name=reader-1")));

        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(List.of("BAD_INPUT", "MEDIA_TYPE_NOT_TAKEN")).anyMatch(reply.body()::contains);
    }
}
