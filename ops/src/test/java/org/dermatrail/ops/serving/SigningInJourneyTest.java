package org.dermatrail.ops.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A data manager makes an account; its holder signs in; nobody else gets anything. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SigningInJourneyTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final ServedRegistry served;
    private final String researcher;

    SigningInJourneyTest(@TempDir Path folder) throws Exception {
        served = ServedRegistry.in(folder);
        researcher = served.researcher("reader-1", "depth");
    }

    @AfterAll
    void stop() {
        served.close();
    }

    private int signInStatus(String name, String password) {
        return served.post("sign-in", null, MAPPER.writeValueAsString(Map.of("name", name, "password", password)))
                .statusCode();
    }

    @Test
    void a_password_gives_a_token_and_the_token_is_who_asks() {
        // When
        var reply = served.post(
                "sign-in",
                null,
                MAPPER.writeValueAsString(Map.of("name", "reader-1", "password", ServedRegistry.PASSWORD)));
        var token = MAPPER.readTree(reply.body()).path("token").asString();

        // Then
        var me = served.learns(token, "{ me { account role project threshold may } }")
                .path("me");
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(me.path("account").asString()).isEqualTo("reader-1");
        assertThat(me.path("project").asString()).isEqualTo("depth");
        assertThat(me.path("threshold").asInt()).isEqualTo(10);
        assertThat(me.path("may").toString()).contains("Query.cohort").doesNotContain("Mutation");
    }

    @Test
    void a_token_from_the_command_line_lets_in_too() {
        assertThat(served.learns(researcher, "{ studies { code } }")
                        .path("studies")
                        .path(0)
                        .path("code")
                        .asString())
                .isEqualTo(ServedRegistry.STUDY);
    }

    @Test
    void nothing_is_answered_to_strangers() {
        var wrong = served.post("graphql", "dt_nobody", "{\"query\":\"{ studies { code } }\"}");
        var nobody = served.post("graphql", null, "{\"query\":\"{ studies { code } }\"}");
        var introspection = served.post("graphql", null, "{\"query\":\"{ __schema { types { name } } }\"}");

        for (var reply : new java.net.http.HttpResponse<?>[] {wrong, nobody, introspection}) {
            assertThat(reply.statusCode()).isEqualTo(401);
            assertThat(reply.body().toString()).contains("NOT_SIGNED_IN").doesNotContain(ServedRegistry.STUDY);
        }
        assertThat(signInStatus("reader-1", "wrong")).isEqualTo(401);
    }

    @Test
    void commands_of_this_machine_are_not_for_those_with_a_sign_in() {
        for (var token : new String[] {null, researcher, served.manager("mona")}) {
            var reply = served.post("local/status", token, "{}");
            assertThat(reply.statusCode()).isIn(400, 401);
            assertThat(reply.body()).doesNotContain("events");
        }
    }

    @Test
    void an_account_that_was_shut_out_is_out_at_once() {
        // Given
        var token = served.researcher("reader-3", "edge");
        var account = served.registry().accounts().find("reader-3").orElseThrow();
        served.learns(token, "{ me { account } }");

        // When
        assertThat(served.registry()
                        .accounts()
                        .change(new org.dermatrail.ops.security.Account(
                                account.name(),
                                account.role(),
                                account.project(),
                                account.studies(),
                                account.sites(),
                                true)))
                .isTrue();

        // Then
        assertThat(served.post("graphql", token, "{\"query\":\"{ me { account } }\"}")
                        .statusCode())
                .isEqualTo(401);
        assertThat(signInStatus("reader-3", ServedRegistry.PASSWORD)).isEqualTo(401);
    }
}
