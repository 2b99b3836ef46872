package org.dermatrail.ops.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
import org.jspecify.annotations.Nullable;

/**
 * Measures the registry on generated captures, each number beside its limit from the same run.
 *
 * <p>The limit of an import and of a rebuild is the bare batched append of the very events the import wrote.
 */
public final class Bench {

    private static final String STUDY = "bench";
    /** About as many as it takes until the compiler has hardly anything left to do. */
    private static final int WARM_UP = 500_000;

    private static final Duration VISIBLE_WITHIN = Duration.ofHours(1);

    private final Path folder;
    private final Consumer<String> says;
    private final Map<String, Double> p50OfSizeBefore = new HashMap<>();

    /** Measures in a folder; says what it is doing. */
    public Bench(Path folder, Consumer<String> says) {
        this.folder = folder;
        this.says = says;
    }

    record Imported(long captures, double seconds, double cpuSeconds) {
        double perSecond() {
            return captures / seconds;
        }
    }

    /** Measures registries of these sizes, one after the other; the table, line by line. */
    public List<String> run(List<Integer> sizes) throws IOException {
        try (var registry = fresh("warm-up")) {
            // The first import of a process is also the compiler's; counted, it would make any growth look good.
            says.accept(String.format(
                    Locale.ROOT,
                    "Warmed up in %.1f s.",
                    imported(registry, Math.min(5 * sizes.getLast(), WARM_UP)).seconds()));
        }
        delete(folder.resolve("warm-up"));
        // All imports first: what is asked between two of them would have the compiler begin anew.
        var table = new Table();
        var bare = new ArrayList<Double>();
        Imported before = null;
        for (int captures : sizes) {
            table.column(captures);
            try (var registry = of(captures)) {
                var imported = imported(registry, captures);
                bare.add(bareAppend(registry));
                describe(registry, imported, bare.getLast(), table);
                grown(before, imported, table);
                before = imported;
            }
        }
        for (int at = 0; at < sizes.size(); at++) {
            table.column(sizes.get(at));
            asked(sizes.get(at), bare.get(at), table);
        }
        return table.lines(heading());
    }

    /** Measures the import of captures with pictures, of so many participants; a table of its own, line by line. */
    public List<String> runWithPictures(int participants) throws IOException {
        return new PicturedImport(folder, says).measured(participants).lines(heading());
    }

    private static String heading() {
        return "measured on " + LocalDate.now(ZoneId.systemDefault()) + ", "
                + Runtime.getRuntime().availableProcessors() + " cores, JDK "
                + Runtime.version().feature() + ", heap limit "
                + (Runtime.getRuntime().maxMemory() >> 20) + " MiB";
    }

    private Registry of(int captures) throws IOException {
        return fresh("of-" + captures);
    }

    private double bareAppend(Registry registry) throws IOException {
        return new BareAppend(folder.resolve("bare")).eventsPerSecond(registry.events());
    }

    private static void describe(Registry registry, Imported imported, double bare, Table table) {
        table.number(
                "import, durable and visible, events/s, of the bare append of the same events",
                registry.events().lastPosition() / imported.seconds(),
                bare);
        table.number("the same, captures/s", imported.perSecond());
        table.number("processor time of all threads, µs a capture", imported.cpuSeconds() * 1e6 / imported.captures());
    }

    private static void grown(@Nullable Imported before, Imported imported, Table table) {
        if (before != null) {
            table.cell(
                    "seconds, to those of the size before times the growth",
                    String.format(
                            Locale.ROOT,
                            "%.2f",
                            imported.seconds() / (before.seconds() * imported.captures() / before.captures())));
        }
    }

    private void asked(int captures, double bare, Table table) throws IOException {
        Path data;
        String token;
        try (var registry = of(captures)) {
            data = registry.folder().root();
            says.accept("Rebuilding " + captures + " captures …");
            long start = System.nanoTime();
            registry.rebuild((done, of) -> {});
            table.number(
                    "rebuild, events/s, of the bare append", registry.events().lastPosition() / seconds(start), bare);
            says.accept("Asking …");
            new Questioning(registry).into(table);
            says.accept("Asking over HTTP, and a bare index …");
            var over = new OverHttp(registry, p50OfSizeBefore);
            token = over.token();
            over.into(table, folder.resolve(captures + ".csv"), folder.resolve("bare-index"), token);
            delete(folder.resolve("bare-index"));
            table.number("heap in use after collection, MiB", (double) usedHeapMib());
        }
        long start = System.nanoTime();
        try (var server = StartUp.of(data)) {
            OverHttp.first(server.address(), token);
            table.number("from the start of a process to its first answer, ms", seconds(start) * 1000);
        }
        table.number("disk, bytes a capture", (double) size(data) / captures);
        delete(data);
    }

    static void delete(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private Registry fresh(String name) throws IOException {
        return Registry.open(new DataFolder(Files.createDirectories(folder.resolve(name))));
    }

    /** Imports generated captures into a registry that has none. */
    Imported imported(Registry registry, int captures) throws IOException {
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

    static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean machine
                ? machine.getProcessCpuTime()
                : 0;
    }

    static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static long usedHeapMib() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }

    static long size(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files.mapToLong(
                            file -> Files.isRegularFile(file) ? file.toFile().length() : 0)
                    .sum();
        }
    }
}
