package org.dermatrail.ops.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dermatrail.ops.operations.Progress;
import org.dermatrail.ops.registry.DataFolder;
import org.dermatrail.ops.registry.FolderInUse;
import org.dermatrail.ops.registry.FolderLock;
import org.dermatrail.ops.registry.Registry;
import org.dermatrail.ops.server.ReadySignIn;
import org.dermatrail.ops.server.ServerApplication;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/**
 * Goes through what people do most, on a demo of its own: imports a synthetic study, serves it, asks what each role may try,
 * and opens what was stored once more.
 *
 * <p>The build has the JVM note what it loads and how it is used meanwhile, so that every later start is quick; whoever
 * installs the registry sees by it whether everything works.
 *
 * <p>Law: ends well only if each role was answered something without an error, in every round and after it was opened again.
 */
public final class Rehearsal {

    /** Enough for the JVM to tell what is used often. */
    private static final int ROUNDS = 20;

    private final DataFolder folder;
    private final Progress progress;

    private Rehearsal(DataFolder folder, Progress progress) {
        this.folder = folder;
        this.progress = progress;
    }

    /** Rehearses on an empty folder, and returns how many questions were answered. */
    public static int on(DataFolder folder, Progress progress) throws IOException {
        var rehearsal = new Rehearsal(folder, progress);
        return rehearsal.afresh() + rehearsal.openedAgain();
    }

    private int afresh() throws IOException {
        try (var lock = locked();
                var registry = Registry.open(folder)) {
            assert lock != null : "held while serving";
            var signIns = Demo.prepare(registry, progress);
            progress.say("Asking what each role may try …");
            return served(registry, signIns, ROUNDS);
        }
    }

    private int openedAgain() throws IOException {
        progress.say("Opening what was stored once more …");
        try (var lock = locked();
                var registry = Registry.open(folder)) {
            assert lock != null : "held while serving";
            return served(registry, Demo.prepare(registry, Progress.SILENT), 1);
        }
    }

    private FolderLock locked() throws IOException {
        return FolderLock.take(folder).orElseThrow(() -> new FolderInUse(folder));
    }

    private int served(Registry registry, List<ReadySignIn> signIns, int rounds) throws IOException {
        try (var server = ServerApplication.start(registry, 0)) {
            server.show(signIns);
            var client = clientOf(server.address());
            int answered = 0;
            for (int round = 0; round < rounds; round++) {
                page(client, "");
                page(client, "welcome");
                for (var signIn : signIns) {
                    answered += tries(client, signIn);
                }
            }
            return answered;
        }
    }

    /** Bodies are gathered before they are sent, since the server takes none whose length is not said. */
    private static RestClient clientOf(String address) {
        return RestClient.builder()
                .baseUrl(address)
                .bufferContent((uri, method) -> true)
                .build();
    }

    private static void page(RestClient client, String path) {
        var page = client.get()
                .uri(path)
                .accept(MediaType.TEXT_HTML)
                .retrieve()
                .toEntity(String.class)
                .getBody();
        assert page != null : "a page has content";
    }

    /** Some tries need what a person puts in, and some can be done once only; so one of them must be answered. */
    private static int tries(RestClient client, ReadySignIn signIn) throws IOException {
        int answered = 0;
        var refusals = new ArrayList<String>();
        for (var each : signIn.tries()) {
            var reply = asked(client, signIn, each.query());
            if (reply.has("errors")) {
                refusals.add(code(reply));
            } else {
                answered++;
            }
        }
        if (answered == 0) {
            throw new IOException(signIn.account() + " is answered nothing but " + refusals);
        }
        return answered;
    }

    private static JsonNode asked(RestClient client, ReadySignIn signIn, String query) {
        return Objects.requireNonNull(client.post()
                .uri("graphql")
                .headers(headers -> headers.setBearerAuth(signIn.token()))
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("query", query))
                .retrieve()
                .body(JsonNode.class));
    }

    private static String code(JsonNode reply) {
        return reply.path("errors").path(0).path("extensions").path("code").asString("an error without a code");
    }
}
