package org.dermatrail.ops.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Work on many things, one after the other on each of as many threads as an import judges pictures on. */
final class OnAllCores {

    /** How many threads. */
    static final int THREADS = Runtime.getRuntime().availableProcessors();

    /** What is done with each. */
    @FunctionalInterface
    interface Work<T> {
        void on(T each) throws IOException;
    }

    private OnAllCores() {}

    /** Does it with every element, none of which is held longer than that takes; the seconds it took. */
    static <T> double seconds(Stream<T> all, Work<T> work) throws IOException {
        long start = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var left = all.iterator();
            var underWay = new ArrayList<Future<?>>();
            for (int thread = 0; thread < THREADS; thread++) {
                underWay.add(threads.submit(() -> {
                    for (var each = next(left); each != null; each = next(left)) {
                        work.on(each);
                    }
                    return left;
                }));
            }
            for (var thread : underWay) {
                thread.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("not every picture could be worked on", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return Bench.seconds(start);
    }

    private static <T> @Nullable T next(Iterator<T> left) {
        synchronized (left) {
            return left.hasNext() ? left.next() : null;
        }
    }
}
