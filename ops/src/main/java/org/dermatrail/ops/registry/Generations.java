package org.dermatrail.ops.registry;

import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.dermatrail.ops.eventstore.EventLog;

/**
 * The read models in use, and their change for rebuilt ones.
 *
 * <p>Laws: nothing is answered before all that was stored at the beginning is in the answer; a rebuilt generation is in use only
 * once it has caught up, and the change is one step; a rebuild that was cut off leaves
 * the generation in use as it was; a question under way is answered by the generation it began with. Thread-safe.
 */
final class Generations implements AutoCloseable {

    private static final Duration STEP = Duration.ofMillis(250);

    /** Enough for what a killed process left behind, and less than a probe of health waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ReadEngine engine;
    private final EventLog log;
    private volatile ReadModels current;

    private Generations(ReadEngine engine, EventLog log, ReadModels current) {
        this.engine = engine;
        this.log = log;
        this.current = current;
    }

    static Generations open(ReadEngine engine, EventLog log) {
        var stores = engine.open();
        try {
            // A log put back from a copy of yesterday has lost what the read side was told today.
            if (stores.entries().position() > log.lastPosition()) {
                stores = engine.openAnew(stores);
            }
            return new Generations(engine, log, ReadModels.feed(stores, log));
        } catch (RuntimeException failure) {
            stores.close();
            throw failure;
        }
    }

    /** What keeps them. */
    ReadEngine engine() {
        return engine;
    }

    ReadModels current() {
        return current;
    }

    /**
     * Asks the generation in use, which stays open until it has answered.
     *
     * @throws CatchingUp where it lacks what was stored when it was opened, and does not come to it soon
     */
    <T> T ask(Function<ReadModels, T> question) {
        while (true) {
            var asked = current;
            if (asked.enter()) {
                try {
                    asked.throwWhereBehind(PATIENCE);
                    return question.apply(asked);
                } finally {
                    asked.leave();
                }
            }
            if (asked.equals(current)) {
                throw new IllegalStateException("the read models are closed");
            }
        }
    }

    /** Builds a new generation from the first event and puts it in use. */
    synchronized void rebuild(BiConsumer<Long, Long> progress) {
        var old = current;
        var fresh = ReadModels.feed(engine.beside(), log);
        boolean inUse = false;
        try {
            while (!fresh.awaitPlace(log.lastPosition(), STEP)) {
                progress.accept(fresh.place(), log.lastPosition());
                fresh.throwWhereStuck();
            }
            progress.accept(fresh.place(), log.lastPosition());
            fresh.makeDurable();
            engine.putInUse(fresh.stores());
            inUse = true;
        } finally {
            if (!inUse) {
                fresh.close();
            }
        }
        current = fresh;
        old.close();
        engine.removeOthers();
    }

    @Override
    public void close() {
        current.close();
    }
}
