package org.dermatrail.projections.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dermatrail.domain.RegistryEvent;
import org.dermatrail.projections.elastic.ElasticCohortIndex;
import org.dermatrail.projections.elastic.ElasticEntryStore;
import org.dermatrail.projections.elastic.ElasticServer;
import org.dermatrail.projections.elastic.ElasticSettings;
import org.dermatrail.projections.feed.ReadSide;

/** Run with the number of captures and of events a batch; follows a log into an Elasticsearch of its own and says how fast. */
public final class ElasticFollowBench {

    private static final PrintStream OUT = System.out;

    private ElasticFollowBench() {}

    /** Measures. */
    public static void main(String[] arguments) {
        int captures = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30_000;
        int batch = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8000;
        var log = new ArrayList<RegistryEvent>();
        new ImportMix().captures(captures, log::add);
        try (var server = ElasticServer.make(Path.of("target"))) {
            server.start();
            var settings = ElasticSettings.of(List.of(server.address()), "bench", new ElasticSettings.Anonymous());
            try (var store = ElasticEntryStore.open(settings);
                    var index = ElasticCohortIndex.open(settings)) {
                follow(log.subList(0, log.size() / 10), batch, new ReadSide(store, index));
                OUT.println("warm");
                store.clear();
                index.clear();
                follow(log, batch, new ReadSide(store, index));
            }
        }
    }

    /** Seconds of processor time of this process and of those it started. */
    private static double[] processor() {
        var own = ProcessHandle.current();
        return new double[] {
            seconds(own),
            own.descendants().mapToDouble(ElasticFollowBench::seconds).sum()
        };
    }

    private static double seconds(ProcessHandle process) {
        return process.info()
                .totalCpuDuration()
                .map(time -> time.toNanos() / 1e9)
                .orElse(0.0);
    }

    private static void follow(List<RegistryEvent> log, int batch, ReadSide readSide) {
        long began = System.nanoTime();
        var before = processor();
        long folding = 0;
        for (int at = 0; at < log.size(); at += batch) {
            long start = System.nanoTime();
            int first = at;
            readSide.begin(() -> log.subList(first, Math.min(log.size(), first + batch)));
            int end = Math.min(log.size(), at + batch);
            for (int i = at; i < end; i++) {
                readSide.apply(log.get(i), i);
            }
            folding += System.nanoTime() - start;
            readSide.flush();
            readSide.end();
            readSide.commit();
            OUT.printf(
                    Locale.ROOT,
                    "%d events after %.1f s, folding %.1f s, heap %d MiB%n",
                    end,
                    (System.nanoTime() - began) / 1e9,
                    folding / 1e9,
                    (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        var after = processor();
        OUT.printf(
                Locale.ROOT,
                "%d events in batches of %d: %.1f s, %.0f events/s; processor %.1f s here, %.1f s in the server%n",
                log.size(),
                batch,
                seconds,
                log.size() / seconds,
                after[0] - before[0],
                after[1] - before[1]);
    }
}
