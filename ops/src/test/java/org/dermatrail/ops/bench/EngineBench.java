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
 * Run with a number of captures, and {@code cohorts} where event stores are to be left out: measures every engine beside the embedded default, with the same events and questions, in
 * one run, and prints tables. The double keeps its log in memory, so what is measured of KurrentDB is the engine, the client
 * and the protocol, and no server's disk.
 */
public final class EngineBench {

    private static final PrintStream OUT = System.out;
    private static final Duration VISIBLE_WITHIN = Duration.ofHours(1);
    private static final int WARM_UP = 1000;
    /** An answer takes long enough there. */
    private static final int WARM_UP_OF_CLUSTER = 50;

    private static final int ASKED = 200;
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
            new EngineBench(folder, captures).run(cluster.address(), arguments.length > 1);
        } finally {
            Bench.delete(folder);
        }
    }

    private void run(URI cluster, boolean cohortsOnly) throws IOException {
        var token = importAll();
        if (!cohortsOnly) {
            events();
        }
        var lucene = answered("Lucene, embedded", token, WARM_UP);
        Files.writeString(data.profile(), "profile=consortium\nreadside.connection=" + cluster + "\n");
        var elastic = answered("Elasticsearch", token, WARM_UP_OF_CLUSTER);
        var flat = new FlatCluster(cluster);
        flat.fill(folder.resolve(captures + ".csv"));
        var raw = timed(asked -> flat.tenFacets(asked.bare()), WARM_UP);
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
    private double[] answered(String name, String token, int warmUp) throws IOException {
        try (var registry = Registry.open(data)) {
            long start = System.nanoTime();
            if (!registry.awaitVisible(VISIBLE_WITHIN)) {
                throw new IOException("the read side does not come");
            }
            double waited = Bench.seconds(start);
            say(
                    "read side on %s: open and caught up with %,d events after %.1f s",
                    name, registry.events().count().orElseThrow(), waited);
            try (var server = ServerApplication.start(registry, 0)) {
                var address = URI.create(server.address() + "graphql");
                return timed(asked -> captures(address, token, asked), warmUp);
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

    private double[] timed(Asking asking, int warmUp) throws IOException {
        var millis = new double[ASKED];
        for (int at = -warmUp; at < ASKED; at++) {
            long start = System.nanoTime();
            asking.captures(questions.get(at + warmUp));
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
