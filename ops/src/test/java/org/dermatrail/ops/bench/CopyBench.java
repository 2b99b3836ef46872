package org.dermatrail.ops.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.dermatrail.ops.eventstore.EventCopy;
import org.dermatrail.ops.eventstore.kurrent.twin.KurrentTwin;
import org.dermatrail.ops.registry.DataFolder;
import org.dermatrail.ops.registry.EventPlace;
import org.dermatrail.ops.registry.Registry;

/**
 * Run with a number of captures: copies all events of their import from SQLite to the double of KurrentDB and back, and ends
 * with an error where digests or answers differ. 350,000 captures make a million events; the double keeps them in memory.
 */
public final class CopyBench {

    private static final PrintStream OUT = System.out;
    private static final Duration VISIBLE_WITHIN = Duration.ofHours(1);

    private CopyBench() {}

    /** Copies and compares. */
    public static void main(String[] arguments) throws IOException {
        int captures = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 350_000;
        var folder = Files.createTempDirectory("dermatrail-copy");
        try (var twin = KurrentTwin.start()) {
            var before = folder.resolve("before");
            try (var registry = Registry.open(new DataFolder(Files.createDirectories(before)))) {
                new Bench(folder, OUT::println).imported(registry, captures);
            }
            var after = folder.resolve("after");
            var there = copied("SQLite to the double", before.toString(), twin.connectionString());
            var back = copied("the double to SQLite", twin.connectionString(), after.toString());
            require(there.targetDigest().equals(back.targetDigest()), "the digests differ");
            OUT.println("digest of all events at all three places: " + back.targetDigest());
            var answers = answers(before);
            require(answers.equals(answers(after)), "the answers differ");
            OUT.println("digest of all answers before and after: " + answers);
        } finally {
            Bench.delete(folder);
        }
    }

    private static EventCopy.Ended copied(String name, String from, String to) throws IOException {
        long start = System.nanoTime();
        try (var source = EventPlace.open(from, Map.of());
                var target = EventPlace.open(to, Map.of())) {
            if (!(new EventCopy(source.log(), target.log()).run(done -> true) instanceof EventCopy.Ended ended)) {
                throw new IOException("the copy stopped");
            }
            require(ended.equal(), "the digests differ");
            OUT.println(String.format(
                    Locale.ROOT,
                    "%s: %,d events copied and compared in %.1f s",
                    name,
                    ended.copied(),
                    Bench.seconds(start)));
            return ended;
        }
    }

    private static String answers(Path folder) throws IOException {
        try (var registry = Registry.open(new DataFolder(folder))) {
            require(registry.awaitVisible(VISIBLE_WITHIN), "the read side does not come");
            return registry.canonicalDigest();
        }
    }

    private static void require(boolean held, String otherwise) throws IOException {
        if (!held) {
            throw new IOException(otherwise);
        }
    }
}
