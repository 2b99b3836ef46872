package org.dermatrail.projections.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.IntConsumer;
import org.dermatrail.domain.RegistryEvent;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.cohort.EntryRows;
import org.dermatrail.projections.cohort.Facet;
import org.dermatrail.projections.cohort.Level;
import org.dermatrail.projections.cohort.RowScan;
import org.dermatrail.projections.disclosure.CohortDesk;
import org.dermatrail.projections.disclosure.DisclosurePolicy;
import org.dermatrail.projections.feed.ReadSide;
import org.dermatrail.projections.lesionhistory.EntryLesionHistories;
import org.dermatrail.projections.lucene.LuceneCohortIndex;
import org.dermatrail.projections.record.AsOf;
import org.dermatrail.projections.record.Entry;
import org.dermatrail.projections.record.ParkedEvents;
import org.dermatrail.projections.sqlite.SqliteEntryStore;

/** Run with the number of captures and of events a batch; prints what it measures. */
public final class ReadSideBench {

    private static final PrintStream OUT = System.out;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ReadSideBench() {}

    private static long cpuNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    /** Measures. */
    public static void main(String[] arguments) throws IOException {
        int captures = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 300_000;
        int batch = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1000;
        Path folder = Files.createTempDirectory("read-side-bench");
        try (var store = SqliteEntryStore.open(folder.resolve("read.db"));
                var index = LuceneCohortIndex.open(folder.resolve("cohorts"))) {
            load(store, index, captures, batch);
            ask(index, new CohortDesk(index, store, ParkedEvents.NONE));
            histories(store, index);
            time("count as of a cut, by going through all entries", 3, i -> new RowScan(
                            new EntryRows(store, Entry.NOW - 1))
                    .count(new CohortQuestion(AccessFilter.everything(), Criteria.everything(), List.of())));
        }
    }

    private static void load(SqliteEntryStore store, LuceneCohortIndex index, int captures, int batch) {
        var log = new ArrayList<RegistryEvent>();
        new ImportMix().captures(captures, log::add);
        var readSide = new ReadSide(store, index);
        long began = System.nanoTime();
        long own = THREADS.getCurrentThreadCpuTime();
        long all = cpuNanos();
        long committed = began;
        for (int at = 0; at < log.size(); at += batch) {
            readSide.begin();
            int end = Math.min(log.size(), at + batch);
            for (int i = at; i < end; i++) {
                readSide.apply(log.get(i), i);
            }
            readSide.flush();
            readSide.end();
            if (System.nanoTime() - committed > 5_000_000_000L) {
                readSide.commit();
                committed = System.nanoTime();
            }
        }
        readSide.commit();
        double seconds = (System.nanoTime() - began) / 1e9;
        OUT.printf(
                Locale.ROOT,
                "%d captures, %d events, batches of %d: %.1f s, %.0f events/s, %.0f captures/s; processor %.1f s, of which folding and entries %.1f s;"
                        + " heap %d MiB%n",
                captures,
                log.size(),
                batch,
                seconds,
                log.size() / seconds,
                captures / seconds,
                (cpuNanos() - all) / 1e9,
                (THREADS.getCurrentThreadCpuTime() - own) / 1e9,
                (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
    }

    private static void ask(LuceneCohortIndex index, CohortDesk desk) {
        var facets = List.of(
                Facet.of(CohortField.SITE),
                Facet.of(CohortField.SEX),
                Facet.of(CohortField.DIAGNOSIS),
                Facet.of(CohortField.DIAGNOSIS_GROUP),
                Facet.of(CohortField.CONFIRMATION),
                Facet.of(CohortField.ANATOMIC_SITE),
                Facet.of(CohortField.ANATOMIC_REGION),
                Facet.of(CohortField.MODALITY),
                new Facet(CohortField.AGE_YEARS, Level.CAPTURE, 10, 100),
                new Facet(CohortField.DIAGNOSIS, Level.LESION, 0, 100));
        var random = new Random(1);
        var places = List.of("BACK", "FACE", "CHEST", "ABDOMEN", "SCALP", "HAND", "FOOT");
        time(
                "ten facets, place and age (2 to 10 %)",
                300, i -> {
                    int from = 5 * random.nextInt(10);
                    index.count(new CohortQuestion(
                            AccessFilter.everything(),
                            new Criteria.All(List.of(
                                    new Criteria.In(
                                            CohortField.ANATOMIC_SITE,
                                            Set.of(places.get(random.nextInt(places.size())))),
                                    new Criteria.Between(CohortField.AGE_YEARS, from, from + 40))),
                            facets));
                });
        time(
                "ten facets, one place (10 %)",
                200,
                i -> index.count(new CohortQuestion(
                        AccessFilter.everything(),
                        new Criteria.In(CohortField.ANATOMIC_SITE, Set.of(places.get(i % places.size()))),
                        facets)));
        time(
                "ten facets, everything",
                60,
                i -> index.count(new CohortQuestion(AccessFilter.everything(), Criteria.everything(), facets)));
        time(
                "count only, one place (10 %)",
                200,
                i -> index.count(new CohortQuestion(
                        AccessFilter.everything(),
                        new Criteria.In(CohortField.ANATOMIC_SITE, Set.of(places.get(i % places.size()))),
                        List.of())));
        time(
                "researcher, ten facets, place and age, with control of neighbours",
                100,
                i -> desk.ask(
                        new CohortQuestion(
                                AccessFilter.everything(),
                                new Criteria.All(List.of(
                                        new Criteria.In(
                                                CohortField.ANATOMIC_SITE, Set.of(places.get(i % places.size()))),
                                        new Criteria.Between(CohortField.AGE_YEARS, 20, 60))),
                                facets),
                        new AsOf.Live(),
                        DisclosurePolicy.RESEARCHER));
        time(
                "page of 100 captures, one place (10 %)",
                100,
                i -> index.page(
                        new CohortQuestion(
                                AccessFilter.everything(),
                                new Criteria.In(CohortField.ANATOMIC_SITE, Set.of(places.get(i % places.size()))),
                                List.of()),
                        Level.CAPTURE,
                        null,
                        100));
    }

    private static void histories(SqliteEntryStore store, LuceneCohortIndex index) {
        var histories = new EntryLesionHistories(store, ParkedEvents.NONE);
        var ids = index.page(
                        new CohortQuestion(AccessFilter.everything(), Criteria.everything(), List.of()),
                        Level.LESION,
                        null,
                        1000)
                .ids();
        time("history", 5000, i -> {
            if (histories
                    .history(AccessFilter.everything(), ids.get(i * 7 % ids.size()), new AsOf.Live())
                    .isEmpty()) {
                throw new IllegalStateException("a lesion has no history");
            }
        });
    }

    private static void time(String what, int times, IntConsumer question) {
        for (int i = 0; i < times / 3; i++) {
            question.accept(i);
        }
        var millis = new double[times];
        var own = new double[times];
        for (int i = 0; i < times; i++) {
            long began = System.nanoTime();
            long ownBegan = THREADS.getCurrentThreadCpuTime();
            question.accept(i);
            millis[i] = (System.nanoTime() - began) / 1e6;
            own[i] = (THREADS.getCurrentThreadCpuTime() - ownBegan) / 1e6;
        }
        OUT.printf(Locale.ROOT, "%s: %s; processor %s%n", what, percentiles(millis), percentiles(own));
    }

    private static String percentiles(double[] millis) {
        Arrays.sort(millis);
        int times = millis.length;
        return String.format(
                Locale.ROOT,
                "p50 %.2f, p95 %.2f, p99 %.2f ms",
                millis[times / 2],
                millis[times * 95 / 100],
                millis[times * 99 / 100]);
    }
}
