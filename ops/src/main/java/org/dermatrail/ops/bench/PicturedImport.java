package org.dermatrail.ops.bench;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.dermatrail.connectors.Connectors;
import org.dermatrail.connectors.SourceRequest;
import org.dermatrail.connectors.synthetic.SynthesisWatcher;
import org.dermatrail.connectors.synthetic.SyntheticConnector;
import org.dermatrail.connectors.synthetic.SyntheticSettings;
import org.dermatrail.connectors.synthetic.SyntheticStudy;
import org.dermatrail.gateway.intake.ImportWatcher;
import org.dermatrail.ops.registry.DataFolder;
import org.dermatrail.ops.registry.Registry;

/**
 * Measures the import of captures with pictures on a synthetic study, beside the bare decoding of the very pictures it stored.
 *
 * <p>Law: drawing is not counted, and what drawing left to be written is written before.
 */
final class PicturedImport {

    private static final long SEED = 4711;
    private static final int WARM_UP_SHARE = 4;
    private static final Duration VISIBLE_WITHIN = Duration.ofMinutes(30);

    private final Path folder;
    private final Consumer<String> says;

    /** Measures in a folder; says what it is doing. */
    PicturedImport(Path folder, Consumer<String> says) {
        this.folder = folder;
        this.says = says;
    }

    /** Measures a study of so many participants; the first imports, which are also the compiler's, are thrown away. */
    Table measured(int participants) throws IOException {
        measured(Math.max(1, participants / WARM_UP_SHARE), new Table());
        var table = new Table();
        measured(participants, table);
        return table;
    }

    private void measured(int participants, Table table) throws IOException {
        var study = drawn(participants);
        var data = Files.createDirectories(folder.resolve("pictured"));
        try (var registry = Registry.open(new DataFolder(data))) {
            says.accept("Importing captures with pictures …");
            long cpu = Bench.cpuNanos();
            long start = System.nanoTime();
            // The door opens study and centres of a synthetic study itself, as it does for whoever imports one.
            var report = registry.imports()
                    .run(
                            Connectors.named(SyntheticConnector.NAME),
                            new SourceRequest(SyntheticConnector.NAME, study.folder(), Map.of(), null),
                            ImportWatcher.NONE);
            if (!report.complete() || !registry.awaitVisible(VISIBLE_WITHIN)) {
                throw new IOException("not everything was imported and visible: " + report);
            }
            double seconds = Bench.seconds(start);
            double cpuSeconds = (Bench.cpuNanos() - cpu) / 1e9;
            table.column(Math.toIntExact(report.recorded()));
            describe(registry, seconds, cpuSeconds, table);
        }
        Bench.delete(data);
        Bench.delete(study.folder());
        Files.delete(study.truth());
    }

    private void describe(Registry registry, double seconds, double cpuSeconds, Table table) throws IOException {
        long pictures;
        try (var digests = registry.blobs().digests()) {
            pictures = digests.count();
        }
        says.accept(
                String.format(Locale.ROOT, "  %,.0f pictures/s; decoding and writing them bare …", pictures / seconds));
        var bare = new BarePictures(registry.blobs(), folder.resolve("bare-pictures"));
        double decoded = bare.decodedPerSecond(pictures);
        double written = bare.writtenPerSecond(pictures);
        Bench.delete(folder.resolve("bare-pictures"));
        table.number("pictures that came through", (double) pictures);
        table.number("KiB a picture", Bench.size(registry.folder().blobs()) / 1024.0 / pictures);
        table.number(
                "import with pictures, durable and visible, pictures/s, of reading and decoding the same by ImageIO"
                        + onThreads(),
                pictures / seconds,
                decoded);
        table.number(
                "the same, of reading, digest and synced write of the same bytes" + onThreads(),
                pictures / seconds,
                written);
        table.number("processor time of all threads, µs a picture", cpuSeconds * 1e6 / pictures);
    }

    private static String onThreads() {
        return " on " + OnAllCores.THREADS + (OnAllCores.THREADS == 1 ? " thread" : " threads");
    }

    private SyntheticStudy.Written drawn(int participants) throws IOException {
        says.accept(String.format(
                Locale.ROOT,
                "Drawing a synthetic study of %,d participants, about %,.0f pictures …",
                participants,
                participants * SyntheticSettings.CAPTURES_EACH));
        var settings = SyntheticSettings.of(SEED, participants, null, SyntheticSettings.USUAL_CENTRES, true);
        var study = SyntheticStudy.write(folder.resolve("pictured-study"), settings, SynthesisWatcher.NONE);
        try (var files = Files.walk(study.folder())) {
            for (var each = files.filter(Files::isRegularFile).iterator(); each.hasNext(); ) {
                // Else the import's first sync would also wait for what was drawn.
                try (var file = FileChannel.open(each.next(), StandardOpenOption.WRITE)) {
                    file.force(false);
                }
            }
        }
        return study;
    }
}
