package org.dermatrail.projections.cohort;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A part of a question that another core may answer meanwhile.
 *
 * <p>Laws: it is answered once, by a core that has nothing else to do or, where none took it up, by whoever wants the answer;
 * so a question never waits for a core. Who interrupts the asker interrupts the core at work. To be asked by one thread.
 *
 * @param <T> what it answers
 */
public final class Aside<T> {

    private final FutureTask<T> part;
    /** Who works on it now; guarded by this. */
    private @Nullable Thread worker;

    /** Whether the worker was interrupted on the asker's behalf; guarded by this. */
    private boolean passedOn;

    private Aside(Supplier<T> part) {
        this.part = new FutureTask<>(() -> workedOut(part));
    }

    /** Offers a part to other cores. */
    public static <T> Aside<T> offer(Supplier<T> part) {
        var aside = new Aside<>(part);
        ForkJoinPool.commonPool().execute(aside.part);
        return aside;
    }

    private T workedOut(Supplier<T> part) {
        begin(Thread.currentThread());
        try {
            return part.get();
        } finally {
            end();
        }
    }

    private synchronized void begin(Thread with) {
        worker = with;
    }

    private synchronized void end() {
        worker = null;
        if (passedOn) {
            // What this core does next was not meant.
            var _ = Thread.interrupted();
        }
    }

    private synchronized void passOnInterrupt() {
        if (worker != null) {
            passedOn = true;
            worker.interrupt();
        }
    }

    /**
     * The answer, worked out here where no other core has begun.
     *
     * @throws RuntimeException what the part threw
     */
    public T answer() {
        settle();
        if (part.state() == Future.State.FAILED) {
            throw unchecked(part.exceptionNow());
        }
        return part.resultNow();
    }

    /** Returns when the part has ended, whether well or not: what it reads may then be closed. */
    public void settle() {
        // Does nothing where another thread runs it, or has.
        part.run();
        boolean interrupted = false;
        while (!part.isDone()) {
            try {
                part.get();
            } catch (InterruptedException e) {
                interrupted = true;
                passOnInterrupt();
            } catch (ExecutionException failed) {
                // Told by whoever asks for the answer.
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static RuntimeException unchecked(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }
}
