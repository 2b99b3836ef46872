package org.dermatrail.projections.cohort;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * A part of a question that another core may answer meanwhile.
 *
 * <p>Law: it is answered once, by a core that has nothing else to do or, where none took it up, by whoever wants the answer;
 * so a question never waits for a core. To be asked by one thread.
 *
 * @param <T> what it answers
 */
public final class Aside<T> {

    private final FutureTask<T> part;

    private Aside(FutureTask<T> part) {
        this.part = part;
    }

    /** Offers a part to other cores. */
    public static <T> Aside<T> offer(Supplier<T> part) {
        var task = new FutureTask<>(part::get);
        ForkJoinPool.commonPool().execute(task);
        return new Aside<>(task);
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
