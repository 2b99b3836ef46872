package org.dermatrail.ops.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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

/**
 * Run with a number of captures, and {@code cohorts} where event stores are to be left out: measures every engine beside the embedded default, with the same events and questions, in
 * one run, and prints tables. The double keeps its log in memory, so what is measured of KurrentDB is the engine, the client
 * and the protocol, and no server's disk.
 */
public final class EngineBench {

    private static final PrintStream OUT = System.out;
    private static final Duration VISIBLE_WITHIN = Duration.ofHours(1);
    /** As `dermatrail bench` warms up, so that its state is the same. */
    private static final int WARM_UP = 3000;

    /** Answers take long enough there. */
    private static final int WARM_UP_OF_CLUSTER = 300;

    private static final int ASKED = 200;
    private static final int WRITERS = 64;

    private final Path folder;
    private final DataFolder data;
    private final int captures;
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

    private void run(URI address, boolean cohortsOnly) throws IOException {
        var askers = importAll();
        if (!cohortsOnly) {
            events();
        }
        var cluster = new PlainCluster(address);
        var flat = new FlatCluster(cluster);
        flat.fill(folder.resolve(captures + ".csv"));
        // First, so that what both engines share is compiled when the cluster is asked.
        answered(
                "Lucene",
                WARM_UP,
                server -> List.of(
                        new Side("raw on Elasticsearch, rows only", Told.ROWS, asked -> flat.tenFacets(asked.bare())),
                        new Side(
                                "raw on Elasticsearch, rows only, the same answer",
                                Told.ALL,
                                asked -> flat.tenWholeFacets(asked.bare())),
                        new Side("ours, data manager", Told.ALL, asked -> askers.manager()
                                .ask(server, asked)),
                        new Side("ours, researcher", Told.PART, asked -> askers.researcher()
                                .ask(server, asked))));
        Files.writeString(data.profile(), "profile=consortium\nreadside.connection=" + address + "\n");
        answered("Elasticsearch", WARM_UP_OF_CLUSTER, server -> {
            var nested = new NestedCluster(cluster);
            say("segments of the cohort index on Elasticsearch: %d, of the flat one: 1", nested.segments());
            return List.of(
                    new Side("raw, rows only", Told.ROWS, asked -> flat.tenFacets(asked.bare())),
                    new Side("raw, rows only, the same answer", Told.ALL, asked -> flat.tenWholeFacets(asked.bare())),
                    new Side("ours, data manager", Told.ALL, asked -> askers.manager()
                            .ask(server, asked)),
                    new Side("raw, persons too", Told.ALL, asked -> nested.tenFacets(asked.bare())),
                    new Side("ours, researcher", Told.PART, asked -> askers.researcher()
                            .ask(server, asked)));
        });
    }

    private record Askers(Asker manager, Asker researcher) {}

    private Askers importAll() throws IOException {
        try (var registry = Registry.open(data)) {
            new Bench(folder, OUT::println).imported(registry, captures);
            return new Askers(Asker.dataManager(registry), Asker.researcher(registry));
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

    /** What of an answer can be compared with another's. */
    private enum Told {
        /** The number of captures. */
        ROWS,
        /** Everything. */
        ALL,
        /** What is not kept back. */
        PART
    }

    /** Asks something of one engine. */
    @FunctionalInterface
    private interface Asking {
        Spread of(Asked asked) throws IOException;
    }

    private record Side(String name, Told told, Asking asking) {}

    /** Names the sides to compare, given where the registry answers. */
    @FunctionalInterface
    private interface Sides {
        List<Side> at(URI server) throws IOException;
    }

    /** Compares sides after the read side has come to be; each question goes to all in turn. */
    private void answered(String engine, int warmUp, Sides sides) throws IOException {
        try (var registry = Registry.open(data)) {
            long start = System.nanoTime();
            if (!registry.awaitVisible(VISIBLE_WITHIN)) {
                throw new IOException("the read side does not come");
            }
            say(
                    "read side on %s: open and caught up with %,d events after %.1f s",
                    engine, registry.events().count().orElseThrow(), Bench.seconds(start));
            try (var server = ServerApplication.start(registry, 0)) {
                compare(engine, sides.at(URI.create(server.address() + "graphql")), warmUp);
            }
        }
    }

    private void compare(String engine, List<Side> sides, int warmUp) throws IOException {
        var millis = new double[sides.size()][ASKED];
        for (int at = -warmUp; at < ASKED; at++) {
            var asked = questions.get(at + warmUp);
            var answers = new ArrayList<Spread>();
            for (var each : millis) {
                long start = System.nanoTime();
                answers.add(sides.get(answers.size()).asking().of(asked));
                each[Math.max(at, 0)] = (System.nanoTime() - start) / 1e6;
            }
            mustAgree(sides, answers, asked);
        }
        say("filter, ten facets and total, %s, p50 / p95 ms, p50 to that of each raw one:", engine);
        for (var each : millis) {
            Arrays.sort(each);
        }
        for (int side = 0; side < sides.size(); side++) {
            var ratios = new StringBuilder();
            for (int other = 0; other < sides.size(); other++) {
                if (sides.get(other).name().startsWith("raw")) {
                    ratios.append(String.format(Locale.ROOT, "  %.2f", p50(millis[side]) / p50(millis[other])));
                }
            }
            var took = millis[side];
            say("  %-50s %7.2f / %7.2f %s", sides.get(side).name(), p50(took), took[ASKED * 95 / 100], ratios);
        }
    }

    /** The second side tells everything. */
    private static void mustAgree(List<Side> sides, List<Spread> answers, Asked asked) throws IOException {
        var whole = answers.get(1);
        for (int side = 0; side < sides.size(); side++) {
            var answer = answers.get(side);
            switch (sides.get(side).told()) {
                case ROWS -> new Spread(answer.captures(), Map.of()).mustBePartOf(whole, asked.graphql());
                case ALL -> answer.mustEqual(whole, asked.graphql());
                case PART -> answer.mustBePartOf(whole, asked.graphql());
            }
        }
    }

    private static double p50(double[] millis) {
        return millis[millis.length / 2];
    }

    private static void say(String words, Object... numbers) {
        OUT.println(String.format(Locale.ROOT, words, numbers));
    }
}
