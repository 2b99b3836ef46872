package org.dermatrail.ops.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dermatrail.ops.bench.AnchorQuestions.Asked;
import org.dermatrail.ops.eventstore.kurrent.twin.KurrentTwin;
import org.dermatrail.ops.registry.DataFolder;
import org.dermatrail.ops.registry.EventPlace;
import org.dermatrail.ops.registry.Registry;
import org.dermatrail.ops.server.ServerApplication;
import org.dermatrail.projections.elastic.ElasticServer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Run with a number of captures: measures every engine beside the embedded default, with the same events and questions, in
 * one run, and prints tables. The double keeps its log in memory, so what is measured of KurrentDB is the engine, the client
 * and the protocol, and no server's disk.
 */
public final class EngineBench {

    private static final PrintStream OUT = System.out;
    private static final Duration VISIBLE_WITHIN = Duration.ofHours(1);
    private static final int WARM_UP = 1000;
    private static final int ASKED = 300;
    private static final int WRITERS = 64;

    private final Path folder;
    private final DataFolder data;
    private final int captures;
    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final List<Asked> questions = new AnchorQuestions(WARM_UP + ASKED).withTenFacets();

    private EngineBench(Path folder, int captures) {
        this.folder = folder;
        this.data = new DataFolder(folder.resolve("data"));
        this.captures = captures;
    }

    /** Measures. */
    public static void main(String[] arguments) throws IOException {
        int captures = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        var folder = Files.createTempDirectory("dermatrail-engines");
        try (var cluster = ElasticServer.make(Path.of("target"))) {
            cluster.start();
            new EngineBench(folder, captures).run(cluster.address());
        } finally {
            Bench.delete(folder);
        }
    }

    private void run(URI cluster) throws IOException {
        var token = importAll();
        events();
        var lucene = answered("Lucene, embedded", token);
        Files.writeString(data.profile(), "profile=consortium\nreadside.connection=" + cluster + "\n");
        var elastic = answered("Elasticsearch", token);
        var flat = new FlatCluster(cluster);
        flat.fill(folder.resolve(captures + ".csv"));
        var raw = timed(asked -> flat.tenFacets(asked.bare()));
        line("ten facets and total of a selective question, p50 / p95 ms: Elasticsearch raw", raw);
        line("the same through GraphQL over HTTP on Elasticsearch", elastic);
        line("the same through GraphQL over HTTP on Lucene", lucene);
        say("ours on Elasticsearch, p50 to raw: %.2f", p50(elastic) / p50(raw));
        say("ours on Lucene, p50 to raw: %.2f", p50(lucene) / p50(raw));
    }

    private String importAll() throws IOException {
        try (var registry = Registry.open(data)) {
            new Bench(folder, OUT::println).imported(registry, captures);
            return new OverHttp(registry, Map.of()).token();
        }
    }

    private void events() throws IOException {
        try (var twin = KurrentTwin.start();
                var source = EventPlace.open(data.root().toString(), Map.of())) {
            var engines = new Engines(source.log());
            say("%,d events", engines.events());
            for (int writers : List.of(1, WRITERS)) {
                measure("SQLite, embedded", folder.resolve("sqlite-" + writers).toString(), engines, writers);
            }
            measure("KurrentDB's double", twin.connectionString(), engines, WRITERS);
        }
        try (var twin = KurrentTwin.start();
                var source = EventPlace.open(data.root().toString(), Map.of())) {
            measure("KurrentDB's double", twin.connectionString(), new Engines(source.log()), 1);
        }
    }

    private static void measure(String name, String place, Engines engines, int writers) throws IOException {
        try (var target = EventPlace.open(place, Map.of())) {
            say(
                    "append, %d writers, one stream an append, %s: %,.0f events/s",
                    writers, name, engines.appended(target.log(), writers));
            say("catch-up from the first event, %s: %,.0f events/s", name, engines.followed(target.log()));
        }
    }

    /** How long answers take that are given over HTTP, after the read side has come to be. */
    private double[] answered(String name, String token) throws IOException {
        try (var registry = Registry.open(data)) {
            long start = System.nanoTime();
            if (!registry.awaitVisible(VISIBLE_WITHIN)) {
                throw new IOException("the read side does not come");
            }
            double waited = Bench.seconds(start);
            start = System.nanoTime();
            registry.rebuild((done, of) -> {});
            say(
                    "read side on %s: open and caught up after %.1f s, rebuilt beside at %,.0f events/s",
                    name, waited, registry.events().count().orElseThrow() / Bench.seconds(start));
            try (var server = ServerApplication.start(registry, 0)) {
                var address = URI.create(server.address() + "graphql");
                return timed(asked -> captures(address, token, asked));
            }
        }
    }

    private int captures(URI address, String token, Asked asked) throws IOException {
        var reply = OverHttp.send(client, address, token, asked.graphql());
        var value = json.readTree(reply.body()).path("data").path("cohort").path("captureCount");
        if (reply.statusCode() != 200 || value.isMissingNode()) {
            throw new IOException("not answered: " + reply.statusCode());
        }
        return value.path("value").asInt(-1);
    }

    /** Asks something of one engine. */
    @FunctionalInterface
    private interface Asking {
        int captures(Asked asked) throws IOException;
    }

    private double[] timed(Asking asking) throws IOException {
        var millis = new double[ASKED];
        for (int at = -WARM_UP; at < ASKED; at++) {
            long start = System.nanoTime();
            asking.captures(questions.get(at + WARM_UP));
            millis[Math.max(at, 0)] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return millis;
    }

    private static double p50(double[] millis) {
        return millis[millis.length / 2];
    }

    private static void line(String what, double[] millis) {
        say("%s: %.2f / %.2f", what, p50(millis), millis[millis.length * 95 / 100]);
    }

    private static void say(String words, Object... numbers) {
        OUT.println(String.format(Locale.ROOT, words, numbers));
    }
}
