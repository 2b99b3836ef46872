package org.dermatrail.ops.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dermatrail.graphql.caller.Role;
import org.dermatrail.ops.bench.AnchorQuestions.Asked;
import org.dermatrail.ops.bench.AnchorQuestions.Kind;
import org.dermatrail.ops.bench.lucene.BareIndex;
import org.dermatrail.ops.registry.Registry;
import org.dermatrail.ops.security.Account;
import org.dermatrail.ops.server.ServerApplication;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the questions of the anchors as a researcher does, over HTTP with a token, access filter, small counts hidden and
 * audit on, and beside each the same of a bare Lucene program; both must find the same captures.
 */
final class OverHttp {

    private static final int WARM_UP = 3000;
    private static final int ASKED = 500;
    /** Asked of one before the next has its turn: a slow while of the machine falls on all that are compared. */
    private static final int BLOCK = 100;

    private final Registry registry;
    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final Map<String, Double> p50OfSizeBefore;

    /** Asks this registry, having asked smaller ones before. */
    OverHttp(Registry registry, Map<String, Double> p50OfSizeBefore) {
        this.registry = registry;
        this.p50OfSizeBefore = p50OfSizeBefore;
    }

    void into(Table table, Path captures, Path folder, String token) throws IOException {
        long start = System.nanoTime();
        try (var index = filled(captures, Files.createDirectories(folder));
                var searching = index.searching()) {
            table.number("bare indexing by Lucene, captures/s", searching.size() / Bench.seconds(start));
            ask(searching, token, table);
        }
    }

    private void ask(BareIndex.Searching searching, String token, Table table) throws IOException {
        try (var server = ServerApplication.start(registry, 0)) {
            for (var kind : new AnchorQuestions(WARM_UP + ASKED).about(searching)) {
                measure(kind, URI.create(server.address() + "graphql"), token, table);
            }
        }
    }

    /** A token of a researcher who may see everything. */
    String token() {
        var account = new Account("bench-reader", Role.RESEARCHER, "bench-project", Set.of("bench"), Set.of(), false);
        registry.accounts().add(account, "a password for one run only");
        return registry.accounts()
                .issue(account.name(), "bench", Duration.ofHours(1))
                .secret();
    }

    /** Asks a server that has just started. */
    static void first(String address, String token) throws IOException {
        try (var client = HttpClient.newHttpClient()) {
            var question =
                    "{\"query\": \"{ cohort(facets: [{field: \\\"diagnosis\\\"}]) { captureCount { value } } }\"}";
            var reply = send(client, URI.create(address + "graphql"), token, question);
            if (reply.statusCode() != 200 || !new String(reply.body(), StandardCharsets.UTF_8).contains("\"value\"")) {
                throw new IOException("the server's first answer is none: " + reply.statusCode());
            }
        }
    }

    private static BareIndex filled(Path table, Path folder) throws IOException {
        var index = new BareIndex(folder);
        try (var lines = Files.lines(table)) {
            int number = 0;
            for (var line : (Iterable<String>) lines.skip(1)::iterator) {
                var cells = line.split(",", -1);
                index.add(number++, keywords(cells), numbers(cells));
            }
        }
        return index;
    }

    /** What a row of the generated table says in words. */
    static Map<String, String> keywords(String[] cells) {
        return Map.of(
                "site", cells[3],
                "modality", cells[4],
                "sex", cells[7],
                "anatomicSite", cells[8],
                "anatomicRegion", cells[8].substring(0, 1),
                "laterality", cells[9],
                "diagnosis", cells[10],
                "diagnosisGroup", cells[10].substring(0, 1),
                "confirmation", cells[11],
                "ageDecade", Integer.toString(Integer.parseInt(cells[6]) / 10));
    }

    /** What it says in numbers. */
    static Map<String, Integer> numbers(String[] cells) {
        return Map.of("day", Integer.parseInt(cells[5]), "ageYears", Integer.parseInt(cells[6]));
    }

    private void measure(Kind kind, URI address, String token, Table table) throws IOException {
        for (int at = 0; at < WARM_UP; at++) {
            var asked = kind.questions().get(at);
            compare(asked, ask(address, token, asked), kind.bare().captures(asked.bare()));
        }
        // None that was asked before to warm up: what is remembered of those would make it look fast.
        var questions = kind.questions().subList(WARM_UP, WARM_UP + ASKED);
        var ours = new double[ASKED];
        var bare = new double[ASKED];
        var behindHttp = new double[ASKED];
        long found = 0;
        try (var server = warmed(kind, questions)) {
            for (int from = 0; from < ASKED; from += BLOCK) {
                var replies = new JsonNode[BLOCK];
                var captures = new int[BLOCK];
                int first = from;
                block(ours, from, at -> replies[at - first] = ask(address, token, questions.get(at)));
                block(
                        bare,
                        from,
                        at -> captures[at - first] =
                                kind.bare().captures(questions.get(at).bare()));
                block(behindHttp, from, at -> server.ask(client, at));
                for (int at = 0; at < BLOCK; at++) {
                    compare(questions.get(from + at), replies[at], captures[at]);
                    found += captures[at];
                }
            }
        }
        for (var millis : List.of(ours, bare, behindHttp)) {
            Arrays.sort(millis);
        }
        var four = four(kind, address, token);
        table.number(kind.name() + ": captures that match on average", (double) found / ASKED);
        times(table, kind.name() + ", over HTTP, ms: p50 / p95", ours);
        table.millis(kind.name() + ", four askers at once, ms: p50 / p95", four[0], four[1]);
        times(table, kind.name() + ", bare Lucene in process, ms: p50 / p95", bare);
        times(table, kind.name() + ", bare Lucene behind the JDK's HTTP server, ms: p50 / p95", behindHttp);
        ratio(table, kind.name() + ", p50 to that of bare Lucene", ours, bare);
        ratio(table, kind.name() + ", p50 to that of bare Lucene behind HTTP", ours, behindHttp);
        var before = p50OfSizeBefore.put(kind.name(), ours[ASKED / 2]);
        if (before != null) {
            table.cell(kind.name() + ", p50 to that of the size before", twoDigits(ours[ASKED / 2] / before));
        }
    }

    /** Something done with a question of a number. */
    @FunctionalInterface
    private interface Asking {
        void about(int question) throws IOException;
    }

    /** How many milliseconds each question of a block took. Nothing else is done in between, so that none disturbs the next. */
    private static void block(double[] millis, int from, Asking asking) throws IOException {
        for (int at = from; at < from + BLOCK; at++) {
            long start = System.nanoTime();
            asking.about(at);
            millis[at] = (System.nanoTime() - start) / 1e6;
        }
    }

    /** The bare program behind HTTP, asked often enough before it is measured. */
    private BareServer warmed(Kind kind, List<Asked> questions) throws IOException {
        var server = new BareServer(at -> kind.bare().captures(questions.get(at).bare()));
        for (int at = 0; at < WARM_UP; at++) {
            server.ask(client, at % ASKED);
        }
        return server;
    }

    private static void times(Table table, String what, double[] millis) {
        table.millis(what, millis[ASKED / 2], millis[ASKED * 95 / 100]);
    }

    private static void ratio(Table table, String what, double[] ours, double[] theirs) {
        table.cell(what, twoDigits(ours[ASKED / 2] / theirs[ASKED / 2]));
    }

    private static String twoDigits(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    /** Median and 95th percentile of what four askers at once wait. */
    private double[] four(Kind kind, URI address, String token) throws IOException {
        try (var askers = Executors.newFixedThreadPool(4)) {
            var waiting = new ArrayList<Future<double[]>>();
            for (int asker = 0; asker < 4; asker++) {
                int first = asker;
                waiting.add(askers.submit(() -> {
                    var millis = new double[ASKED / 4];
                    for (int at = 0; at < millis.length; at++) {
                        long start = System.nanoTime();
                        ask(address, token, kind.questions().get(at * 4 + first));
                        millis[at] = (System.nanoTime() - start) / 1e6;
                    }
                    return millis;
                }));
            }
            var all = new ArrayList<Double>();
            for (var each : waiting) {
                for (double millis : each.get()) {
                    all.add(millis);
                }
            }
            all.sort(null);
            return new double[] {all.get(all.size() / 2), all.get(all.size() * 95 / 100)};
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException("a question of four at once failed", e);
        }
    }

    private JsonNode ask(URI address, String token, Asked asked) throws IOException {
        var reply = send(client, address, token, asked.graphql());
        var body = json.readTree(reply.body());
        // Of few persons no list is given; at a fitting size of the registry that is rare.
        var code = body.path("errors").path(0).path("extensions").path("code").asString("");
        if (reply.statusCode() != 200 || (body.has("errors") && !code.equals("SMALL_COUNT"))) {
            throw new IOException("not answered: " + reply.statusCode() + " " + body);
        }
        return body;
    }

    static HttpResponse<byte[]> send(HttpClient client, URI address, String token, String question) throws IOException {
        var request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(question))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void compare(Asked asked, JsonNode reply, int bare) throws IOException {
        var value = reply.path("data").path("cohort").path("captureCount").path("value");
        if (value.isNumber() && value.asInt() != bare) {
            throw new IOException("the registry counts " + value + ", a bare index " + bare + ": " + asked.graphql());
        }
    }
}
