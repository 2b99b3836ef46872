package org.dermatrail.ops.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dermatrail.ops.operations.Progress;
import org.dermatrail.ops.registry.DataFolder;
import org.dermatrail.ops.registry.FolderInUse;
import org.dermatrail.ops.registry.FolderLock;
import org.dermatrail.ops.registry.Registry;
import org.dermatrail.ops.server.ReadySignIn;
import org.dermatrail.ops.server.ServerApplication;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
    private final JsonMapper json = JsonMapper.shared();

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
        try (var server = ServerApplication.start(registry, 0);
                var client = HttpClient.newHttpClient()) {
            server.show(signIns);
            var asking = new Asking(client, URI.create(server.address()));
            int answered = 0;
            for (int round = 0; round < rounds; round++) {
                asking.page("");
                asking.page("welcome");
                for (var signIn : signIns) {
                    answered += asking.tries(signIn);
                }
            }
            return answered;
        }
    }

    /** Asks one server. */
    private final class Asking {

        private final HttpClient client;
        private final URI address;

        Asking(HttpClient client, URI address) {
            this.client = client;
            this.address = address;
        }

        void page(String path) throws IOException {
            var page = sent(HttpRequest.newBuilder(address.resolve(path)).header("Accept", "text/html"));
            assert page.length > 0 : "a page has content";
        }

        /** Some tries need what a person puts in, and some can be done once only; so one of them must be answered. */
        int tries(ReadySignIn signIn) throws IOException {
            int answered = 0;
            var refusals = new ArrayList<String>();
            for (var each : signIn.tries()) {
                var reply = asked(signIn, each.query());
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

        private static String code(JsonNode reply) {
            return reply.path("errors").path(0).path("extensions").path("code").asString("an error without a code");
        }

        private JsonNode asked(ReadySignIn signIn, String query) throws IOException {
            var body = json.writeValueAsBytes(Map.of("query", query));
            return json.readTree(sent(HttpRequest.newBuilder(address.resolve("graphql"))
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + signIn.token())
                    .POST(BodyPublishers.ofByteArray(body))));
        }

        private byte[] sent(HttpRequest.Builder builder) throws IOException {
            var request = builder.build();
            try {
                var reply = client.send(request, BodyHandlers.ofByteArray());
                if (reply.statusCode() != 200) {
                    throw new IOException(request.uri().getPath() + " was answered with " + reply.statusCode());
                }
                return reply.body();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }
}
