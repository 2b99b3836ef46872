package org.dermatrail.ops.commandline;

import java.util.concurrent.CountDownLatch;

/** Keeps a server running until the process is told to stop, and lets it close in good order then. */
final class Serving {

    private Serving() {}

    static void untilStopped() throws InterruptedException {
        var stop = new CountDownLatch(1);
        var main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            stop.countDown();
            try {
                // The main thread closes everything; the process ends when it is done.
                main.join(30_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        stop.await();
    }
}
