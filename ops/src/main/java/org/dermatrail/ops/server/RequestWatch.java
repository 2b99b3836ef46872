package org.dermatrail.ops.server;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts requests whose time is over, so that they can run on the thread that received them: handing a request to another
 * thread to be able to stop waiting for it takes longer than answering most of them.
 *
 * <p>Laws: a thread is interrupted only while its own request runs, and again at each look until it ends, so that an interrupt
 * somebody swallowed is not the last; who ends a request leaves its thread as it was before. Thread-safe.
 */
final class RequestWatch implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Set<Running> running = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("request-watch").factory());

    /** Looks ten times a second. */
    RequestWatch() {
        var _ = looks.scheduleWithFixedDelay(
                this::look, BETWEEN_LOOKS.toNanos(), BETWEEN_LOOKS.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void look() {
        long now = System.nanoTime();
        running.forEach(each -> each.interruptIfOver(now));
    }

    /** Watches what this thread does from now on, until it is ended. */
    Running begin(Duration longest) {
        var begun = new Running(Thread.currentThread(), System.nanoTime() + longest.toNanos());
        running.add(begun);
        return begun;
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }

    /** One request on its thread. */
    final class Running {

        private final Thread thread;
        private final long overAt;
        private boolean ended;
        private boolean over;

        private Running(Thread thread, long overAt) {
            this.thread = thread;
            this.overAt = overAt;
        }

        private synchronized void interruptIfOver(long now) {
            if (!ended && now - overAt >= 0) {
                over = true;
                thread.interrupt();
            }
        }

        /** Ends watching, on the thread that began it, and says whether the time was over before. */
        synchronized boolean end() {
            ended = true;
            running.remove(this);
            if (over) {
                // The interrupt was meant for this request; what the thread does next has nothing to do with it.
                var _ = Thread.interrupted();
            }
            return over;
        }
    }
}
