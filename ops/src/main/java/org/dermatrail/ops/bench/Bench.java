package org.dermatrail.ops.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.dermatrail.connectors.Connectors;
import org.dermatrail.connectors.SourceRequest;
import org.dermatrail.domain.site.SiteCommand.OpenSite;
import org.dermatrail.domain.site.SiteId;
import org.dermatrail.domain.study.StudyCommand.OpenStudy;
import org.dermatrail.gateway.intake.ImportWatcher;
import org.dermatrail.ops.registry.DataFolder;
import org.dermatrail.ops.registry.Registry;

/**
 * Measures the registry on generated captures, each number beside its limit from the same run.
 *
 * <p>The limit of an import and of a rebuild is the bare batched append of the very events the import wrote.
 */
public final class Bench {

    private static final String STUDY = "bench";
    /** About as many as it takes until the compiler has hardly anything left to do. */
    private static final int WARM_UP = 300_000;

    private static final Duration VISIBLE_WITHIN = Duration.ofHours(1);

    private final Path folder;
    private final Consumer<String> says;

    /** Measures in a folder; says what it is doing. */
    public Bench(Path folder, Consumer<String> says) {
        this.folder = folder;
        this.says = says;
    }

    private record Imported(long captures, double seconds, double cpuSeconds) {
        double perSecond() {
            return captures / seconds;
        }
    }

    /** Measures with so many captures and a third of it; the table, line by line. */
    public List<String> run(int captures) throws IOException {
        var rows = new ArrayList<String>();
        rows.add("| measured on " + LocalDate.now(java.time.ZoneId.systemDefault()) + ", "
                + Runtime.getRuntime().availableProcessors() + " cores, JDK "
                + Runtime.version().feature() + ", heap limit "
                + (Runtime.getRuntime().maxMemory() >> 20)
                + " MiB | value | limit | ratio |");
        rows.add("|---|---|---|---|");
        int third = captures / 3;
        try (var registry = fresh("warm-up")) {
            // The first import of a process is also the compiler's; counted, it would make any growth look good.
            says.accept(String.format(
                    Locale.ROOT,
                    "Warmed up in %.1f s.",
                    imported(registry, Math.min(captures, WARM_UP)).seconds()));
        }
        Imported small;
        try (var registry = fresh("small")) {
            small = imported(registry, third);
        }
        try (var registry = fresh("large")) {
            var large = imported(registry, captures);
            long events = registry.engine().lastPosition();
            double bare = new BareAppend(folder.resolve("bare")).eventsPerSecond(registry.engine());
            double endToEnd = events / large.seconds();
            rows.add(line(
                    "import, durable and visible: " + captures + " captures, " + events + " events, in events/s",
                    endToEnd,
                    bare));
            rows.add(line("the same in captures/s", large.perSecond(), 0));
            rows.add(line(
                    "the same, processor time of all threads in µs a capture", large.cpuSeconds() * 1e6 / captures, 0));
            rows.add(line("the same with " + third + " captures, in captures/s", small.perSecond(), 0));
            rows.add(line(
                    "seconds of the large import to three times the small one's",
                    large.seconds(),
                    3 * small.seconds()));
            says.accept("Rebuilding …");
            long start = System.nanoTime();
            registry.rebuild((done, of) -> {});
            rows.add(line("rebuild, in events/s", events / seconds(start), bare));
            says.accept("Asking …");
            rows.addAll(new Questioning(registry).rows());
            rows.add("| heap in use after collection, in MiB | " + usedHeapMib() + " | | |");
            rows.add("| disk, in bytes a capture | " + size(registry.folder().root()) / captures + " | | |");
        }
        return rows;
    }

    private Registry fresh(String name) throws IOException {
        return Registry.open(new DataFolder(Files.createDirectories(folder.resolve(name))));
    }

    private Imported imported(Registry registry, int captures) throws IOException {
        says.accept("Importing " + captures + " captures …");
        registry.send(new OpenStudy(STUDY, "Generated captures (synthetic)"));
        for (int site = 0; site < GeneratedTable.SITES; site++) {
            registry.send(new OpenSite(new SiteId(STUDY, "S" + site), "Generated site " + site));
        }
        var table = GeneratedTable.write(folder.resolve(captures + ".csv"), captures);
        var mapping = folder.resolve("mapping.yaml");
        try (var resource = Bench.class.getResourceAsStream("/bench/mapping.yaml")) {
            if (resource == null) {
                throw new IOException("the bench's mapping is missing from the program");
            }
            Files.writeString(mapping, new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        }
        long cpu = cpuNanos();
        long start = System.nanoTime();
        var report = registry.imports()
                .run(
                        Connectors.named("table"),
                        new SourceRequest(mapping.toString(), table, Map.of(), null),
                        ImportWatcher.NONE);
        if (report.recorded() != captures || !registry.awaitVisible(VISIBLE_WITHIN)) {
            throw new IOException("not everything was imported and visible: " + report);
        }
        var imported = new Imported(captures, seconds(start), (cpuNanos() - cpu) / 1e9);
        says.accept(String.format(Locale.ROOT, "  %,.0f captures/s", imported.perSecond()));
        return imported;
    }

    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean machine
                ? machine.getProcessCpuTime()
                : 0;
    }

    static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** A row of the table; no limit where it is 0. */
    static String line(String what, double value, double limit) {
        return limit == 0
                ? String.format(Locale.ROOT, "| %s | %,.0f | | |", what, value)
                : String.format(Locale.ROOT, "| %s | %,.0f | %,.0f | %.2f |", what, value, limit, value / limit);
    }

    private static long usedHeapMib() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }

    private static long size(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files.mapToLong(
                            file -> Files.isRegularFile(file) ? file.toFile().length() : 0)
                    .sum();
        }
    }
}
