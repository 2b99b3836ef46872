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
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dermatrail.graphql.caller.Role;
import org.dermatrail.ops.bench.lucene.BareIndex;
import org.dermatrail.ops.bench.lucene.BareIndex.Condition;
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

    private static final int WARM_UP = 1000;
    private static final int ASKED = 500;
    private static final List<String> PLACES =
            List.of("BACK", "CHEST", "ABDOMEN", "FACE", "SCALP", "NECK", "HAND", "FOOT");
    private static final List<String> DIAGNOSES = List.of("BKL", "MEL", "BCC", "AK", "SCC", "DF", "VASC");
    private static final List<String> MODALITIES = List.of("XC", "CFM", "US", "OCT");
    private static final List<String> TEN = List.of(
            "site",
            "sex",
            "modality",
            "anatomicSite",
            "anatomicRegion",
            "laterality",
            "diagnosis",
            "diagnosisGroup",
            "confirmation",
            "ageYears");
    private static final List<String> FIVE = List.of("site", "sex", "anatomicSite", "diagnosis", "confirmation");

    private final Registry registry;
    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final Random random = new Random(11);

    OverHttp(Registry registry) {
        this.registry = registry;
    }

    /** A question, in our words and in those of the bare program. */
    private record Asked(String graphql, Condition bare) {}

    /** Something the bare program is asked. */
    @FunctionalInterface
    private interface Bare {
        int captures(Condition condition) throws IOException;
    }

    private record Kind(String name, List<Asked> questions, Bare bare) {}

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
            for (var kind : kinds(searching)) {
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
                var keywords = Map.of(
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
                index.add(
                        number++,
                        keywords,
                        Map.of("day", Integer.parseInt(cells[5]), "ageYears", Integer.parseInt(cells[6])));
            }
        }
        return index;
    }

    private List<Kind> kinds(BareIndex.Searching bare) {
        var ten = TEN.stream()
                .map(field -> field.equals("ageYears") ? "ageDecade" : field)
                .toList();
        return List.of(
                new Kind("Q1 count, three filters", many("captureCount { value }", false), bare::count),
                new Kind(
                        "Q2 filter, ten facets and total",
                        many("captureCount { value } facets { field buckets { value count { value } } }", true),
                        condition -> all(bare.facets(condition, ten))),
                new Kind(
                        "Q3 captures of a modality and time, five facets of lesions",
                        nested("captureCount { value } facets { field buckets { value count { value } } }"),
                        condition -> all(bare.facets(condition, FIVE))),
                new Kind(
                        "Q4 the first hundred, sorted",
                        many("captureCount { value } captures(first: 100) { edges { node { id } } }", false),
                        condition -> bare.first(condition, 100)));
    }

    private static int all(Map<String, Map<String, Integer>> facets) {
        return facets.getOrDefault("", Map.of()).getOrDefault("", 0);
    }

    private List<Asked> many(String fields, boolean wide) {
        var asked = new ArrayList<Asked>();
        for (int i = 0; i < WARM_UP + ASKED; i++) {
            var diagnoses = some(DIAGNOSES, wide ? 3 : 1);
            var places = some(PLACES, wide ? 3 : 2);
            int age = 10 + random.nextInt(60);
            asked.add(new Asked(
                    question(
                            "{in: %s, field: \"diagnosis\"}, {in: %s, field: \"anatomicSite\"}, {from: %d, field: \"ageYears\"}"
                                    .formatted(list(diagnoses), list(places), age),
                            wide ? TEN : List.of(),
                            "CAPTURE",
                            fields),
                    new Condition(
                            Map.of("diagnosis", diagnoses, "anatomicSite", places),
                            Map.of("ageYears", new int[] {age, Integer.MAX_VALUE}))));
        }
        return asked;
    }

    private List<Asked> nested(String fields) {
        var asked = new ArrayList<Asked>();
        for (int i = 0; i < WARM_UP + ASKED; i++) {
            var modality = some(MODALITIES, 1);
            var diagnoses = some(DIAGNOSES, 2);
            int day = 100 + random.nextInt(400);
            asked.add(new Asked(
                    question(
                            "{in: %s, field: \"modality\"}, {in: %s, field: \"diagnosis\"}, {from: 0, to: %d, field: \"day\"}"
                                    .formatted(list(modality), list(diagnoses), day),
                            FIVE,
                            "LESION",
                            fields),
                    new Condition(
                            Map.of("modality", modality, "diagnosis", diagnoses), Map.of("day", new int[] {0, day}))));
        }
        return asked;
    }

    private Set<String> some(List<String> of, int most) {
        var picked = new TreeSet<String>();
        for (int i = 0; i < most; i++) {
            picked.add(of.get(random.nextInt(of.size())));
        }
        return picked;
    }

    private static String list(Set<String> values) {
        return "[\"" + String.join("\", \"", values) + "\"]";
    }

    private String question(String conditions, List<String> facets, String level, String fields) {
        var wishes = facets.stream()
                .map(field -> field.equals("ageYears")
                        ? "{field: \"ageYears\", interval: 10}"
                        : "{field: \"" + field + "\", level: " + level + "}")
                .toList();
        return json.writeValueAsString(Map.of(
                "query",
                "{ cohort(criteria: {all: [" + conditions + "]}, facets: [" + String.join(", ", wishes) + "]) { "
                        + fields + " } }"));
    }

    private void measure(Kind kind, URI address, String token, Table table) throws IOException {
        for (int at = 0; at < WARM_UP; at++) {
            var asked = kind.questions().get(at);
            compare(kind, asked, ask(address, token, asked));
        }
        var ours = new double[ASKED];
        var bare = new double[ASKED];
        long found = 0;
        for (int at = 0; at < ASKED; at++) {
            // None that was asked before to warm up: what is remembered of those would make it look fast.
            var asked = kind.questions().get(WARM_UP + at);
            long start = System.nanoTime();
            var reply = ask(address, token, asked);
            long between = System.nanoTime();
            int captures = kind.bare().captures(asked.bare());
            bare[at] = (System.nanoTime() - between) / 1e6;
            ours[at] = (between - start) / 1e6;
            found += captures;
            compare(kind, asked, reply);
        }
        var four = four(kind, address, token);
        Arrays.sort(ours);
        Arrays.sort(bare);
        table.number(kind.name() + ": captures that match on average", (double) found / ASKED);
        table.millis(kind.name() + ", over HTTP, ms: p50 / p95", ours[ASKED / 2], ours[ASKED * 95 / 100]);
        table.millis(kind.name() + ", four askers at once, ms: p50 / p95", four[0], four[1]);
        table.millis(kind.name() + ", bare Lucene in process, ms: p50 / p95", bare[ASKED / 2], bare[ASKED * 95 / 100]);
        table.cell(
                kind.name() + ", p50 to that of bare Lucene",
                String.format(Locale.ROOT, "%.1f", ours[ASKED / 2] / bare[ASKED / 2]));
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

    private static HttpResponse<byte[]> send(HttpClient client, URI address, String token, String question)
            throws IOException {
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

    private static void compare(Kind kind, Asked asked, JsonNode reply) throws IOException {
        var value = reply.path("data").path("cohort").path("captureCount").path("value");
        int bare = kind.bare().captures(asked.bare());
        if (value.isNumber() && value.asInt() != bare) {
            throw new IOException("the registry counts " + value + ", a bare index " + bare + ": " + asked.graphql());
        }
    }
}
