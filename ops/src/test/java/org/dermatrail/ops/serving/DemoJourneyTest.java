package org.dermatrail.ops.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A newcomer starts the demo, opens its page and tries what it says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoJourneyTest {

    private final ChildProgram program;
    private final DemoPage page;

    DemoJourneyTest(@TempDir Path folder) throws Exception {
        program = ChildProgram.start(
                List.of(),
                "demo",
                "--port",
                "0",
                "--data",
                folder.resolve("demo").toString());
        page = new DemoPage(program.readyAddress());
    }

    @AfterAll
    void stop() throws Exception {
        page.close();
        program.signal("TERM");
        program.exitStatus();
        // One line says that it is ready; nothing else is on standard output.
        assertThat(program.rest()).isEmpty();
        program.close();
    }

    @Test
    void every_role_on_the_page_is_let_in() throws Exception {
        var guests = page.guests();

        assertThat(guests)
                .extracting(DemoPage.Guest::name)
                .containsExactly("Researcher", "Coordinator of the north centre", "Ethics board", "Data manager");
        for (var guest : guests) {
            var me = page.asks(guest.token(), "{ me { account role } }");
            assertThat(me.path("data").path("me").path("account").asString()).startsWith("demo-");
        }
    }

    @Test
    void everything_the_page_says_to_try_works() throws Exception {
        for (var guest : page.guests()) {
            assertThat(guest.tries()).as(guest.name()).isNotEmpty();
            for (var document : guest.tries()) {
                var answer = page.asks(guest.token(), document);
                if (document.contains("\"ID\"")) {
                    // The reader puts an id of the answer above in its place; as it stands it is refused for that
                    // alone.
                    assertThat(answer.path("errors")
                                    .path(0)
                                    .path("extensions")
                                    .path("code")
                                    .asString())
                            .isEqualTo("NOT_FOUND");
                    decides(guest, document);
                } else {
                    assertThat(answer.path("errors").isMissingNode())
                            .as(document + answer)
                            .isTrue();
                    assertThat(answer.path("data").path(0).isNull()).isFalse();
                }
            }
        }
    }

    private void decides(DemoPage.Guest guest, String document) throws Exception {
        var open = page.asks(guest.token(), "{ discrepancies { edges { node { id } } } }");
        var id = open.path("data")
                .path("discrepancies")
                .path("edges")
                .path(0)
                .path("node")
                .path("id")
                .asString();
        var answer = page.asks(guest.token(), document.replace("\"ID\"", "\"" + id + "\""));
        assertThat(answer.path("errors").isMissingNode()).as(answer.toString()).isTrue();
    }

    @Test
    void pages_and_their_parts_come_from_this_host_alone() throws Exception {
        assertThat(page.get("/welcome").headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'"));
        var parts = page.partsOf("/graphiql");
        assertThat(parts).hasSizeGreaterThan(5);
        for (var part : parts) {
            if (!part.startsWith("data:")) {
                assertThat(part).startsWith("/").doesNotStartWith("//");
                assertThat(page.get(part).statusCode()).as(part).isEqualTo(200);
            }
        }
    }
}
