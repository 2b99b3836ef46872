package org.dermatrail.ops.commandline;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.web.server.PortInUseException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Keeps a server running until the process is told to stop, and lets it close in good order then.
 *
 * <p>Law: opened before everything that is to be closed and therefore closed after it; the process ends as soon as it is
 * closed. It does not wait for the thread that serves, which waits in turn for the end of the process by then.
 */
final class Serving implements AutoCloseable {

    private static final int LARGEST_PORT = 65_535;
    private static final long CLOSES_WITHIN_SECONDS = 60;

    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Refuses a port that is none or is taken on this address, before any work is done for it. */
    static void refuseTaken(InetAddress address, int port, CommandLine line) throws IOException {
        if (port < 0 || port > LARGEST_PORT) {
            throw new ParameterException(line, "A port is 0 to " + LARGEST_PORT + ".");
        }
        try (var free = new ServerSocket(port, 1, address)) {
            assert free.isBound() : "bound by its constructor";
        } catch (BindException taken) {
            throw new PortInUseException(port, taken);
        }
    }

    void untilStopped() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::stopped));
        stop.await();
    }

    private void stopped() {
        stop.countDown();
        try {
            if (!closed.await(CLOSES_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                System.getLogger(Serving.class.getName())
                        .log(System.Logger.Level.WARNING, "not everything was closed within a minute");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
