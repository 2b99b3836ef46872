package org.dermatrail.ops.eventstore.kurrent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.dermatrail.ops.eventstore.EventLogs;
import org.dermatrail.ops.eventstore.kurrent.twin.LiveServer;
import org.jspecify.annotations.Nullable;

/**
 * Event logs on the live server that is named, each in a space of its own, so that each is empty and none meets what else
 * is there. What was written stays there.
 */
final class LiveLogs implements EventLogs {

    /** What the names of all streams of this process begin with. */
    static final String SPACES =
            "_c" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());

    private static final AtomicInteger SPACE = new AtomicInteger();

    private final String space = newSpace();
    private final List<KurrentEventStorageEngine> others = new ArrayList<>();
    private @Nullable KurrentEventStorageEngine open;

    private static String newSpace() {
        return SPACES + "x" + SPACE.incrementAndGet() + ":";
    }

    /** How an engine under test reaches a server: as a registry does, but it looks after a silent subscription sooner. */
    static KurrentSettings settings(String connectionString) {
        return KurrentSettings.at(connectionString)
                .with(new KurrentSettings.Deadlines(
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(60),
                        Duration.ofMillis(20),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2)))
                .with(new KurrentSettings.Limits(500, 64, 1 << 20, 1 << 20, 1_000, 10_000));
    }

    private static KurrentEventStorageEngine in(String space) {
        var named = System.getProperty(LiveServer.PROPERTY);
        if (named == null) {
            throw new IllegalStateException("no live server is named by " + LiveServer.PROPERTY);
        }
        return TwinSide.engine(settings(named).within(space));
    }

    @Override
    public synchronized KurrentEventStorageEngine log() {
        var log = open == null ? in(space) : open;
        open = log;
        return log;
    }

    /** A new engine; the server goes on, since it is somebody else's. */
    @Override
    public synchronized KurrentEventStorageEngine restarted() {
        log().close();
        open = null;
        return log();
    }

    @Override
    public synchronized KurrentEventStorageEngine another() {
        if (others.isEmpty()) {
            others.add(in(newSpace()));
        }
        return others.getFirst();
    }

    @Override
    public synchronized void close() {
        if (open != null) {
            open.close();
        }
        others.forEach(KurrentEventStorageEngine::close);
    }
}
