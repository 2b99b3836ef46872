package org.dermatrail.ops.health;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.dermatrail.ops.registry.Registry;
import org.jspecify.annotations.Nullable;

/** What must be well for a registry to serve, and what only a start anew mends. */
public final class RegistryProbes {

    private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(1);
    private static final int BLOCK_BYTES = 4096;
    private static final String PROBE_FILE = ".writable";

    private RegistryProbes() {}

    /** What must be well for anybody to be served. */
    public static Map<String, Probe> toServe(Registry registry) {
        var probes = new TreeMap<String, Probe>();
        probes.put("events", new Following(registry, LONGEST_STANDSTILL));
        probes.put("read side", () -> {
            registry.askReadSide();
            return null;
        });
        probes.put("disk", () -> {
            var folder = registry.folder();
            writeTo(folder.audit().resolveSibling(PROBE_FILE));
            writeTo(folder.vault().resolveSibling(PROBE_FILE));
            return null;
        });
        return probes;
    }

    /** What only a start anew mends: an engine that is away is none of it. */
    public static Map<String, Probe> toLive(Registry registry) {
        return Map.of(
                "read side",
                () -> registry.readSideStopped() ? "follows the events no more" : null,
                "threads",
                () -> ManagementFactory.getThreadMXBean().findDeadlockedThreads() == null
                        ? null
                        : "wait for each other for ever");
    }

    /** Where a disk is full or may only be read, this fails as the next import would. */
    private static void writeTo(Path file) throws IOException {
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            int written = channel.write(ByteBuffer.allocate(BLOCK_BYTES));
            channel.force(true);
            if (written < BLOCK_BYTES) {
                throw new IOException("the disk took a part only");
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /**
     * Whether the event store answers and the read side keeps up with it.
     *
     * <p>Law: once the read side reached what was stored at the first look, being behind is no trouble while it moves: during
     * an import it always is. Called by one thread at a time.
     */
    static final class Following implements Probe {

        private final Registry registry;
        private final long standstillNanos;
        private long goal = -1;
        private boolean caughtUp;
        private long lastPlace = -1;
        private long movedAt;

        Following(Registry registry, Duration longestStandstill) {
            this.registry = registry;
            this.standstillNanos = longestStandstill.toNanos();
        }

        @Override
        public @Nullable String trouble() {
            long stored = registry.events().lastPosition();
            long place = registry.visiblePosition();
            if (goal < 0) {
                goal = stored;
            }
            if (place != lastPlace || place >= stored) {
                lastPlace = place;
                movedAt = System.nanoTime();
            }
            caughtUp |= place >= goal;
            if (!caughtUp) {
                return "the read side has not caught up with them yet";
            }
            return System.nanoTime() - movedAt > standstillNanos ? "the read side does not follow them" : null;
        }
    }
}
