package org.dermatrail.ops.eventstore.kurrent.twin;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A double of EventStoreDB and KurrentDB in this process: listens on a port of its own and speaks the first version of the
 * protocol, as the official client does.
 *
 * <p>What was written stays when the double is stopped and started again on the same port; it ends with the object.
 * Thread-safe.
 */
public final class KurrentTwin implements AutoCloseable {

    /** What the server lets through of one message: 16 MiB less what a record needs around it. */
    private static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024 - 10_000;

    private static final String HOST = "127.0.0.1";

    private final TwinSettings settings;
    private final TwinLog log;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private int port;
    private @Nullable Server server;

    private KurrentTwin(TwinSettings settings) {
        this.settings = settings;
        this.log = new TwinLog(settings.clock());
        this.port = settings.port();
    }

    /** Starts the newest server on any free port. */
    public static KurrentTwin start() {
        return start(TwinSettings.DEFAULT);
    }

    /** Starts a server; fails with {@link UncheckedIOException} where its port is taken. */
    public static KurrentTwin start(TwinSettings settings) {
        var twin = new KurrentTwin(settings);
        twin.listen();
        return twin;
    }

    /** Plays a server on the port that is given, 2113 if none is, until the process is ended. */
    public static void main(String[] arguments) throws InterruptedException {
        var port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2113;
        try (var twin = start(TwinSettings.DEFAULT.withPort(port))) {
            System.out.println("The double of KurrentDB listens at " + twin.connectionString());
            twin.awaitEnd();
        }
    }

    /** What a client needs to connect. */
    public String connectionString() {
        return "kurrentdb://" + HOST + ":" + port() + "?tls=false";
    }

    /** Where it listens. */
    public synchronized int port() {
        return port;
    }

    /** Stops listening and cuts all connections; what was written stays. */
    public synchronized void stop() {
        if (server != null) {
            server.shutdownNow();
            try {
                server.awaitTermination();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            server = null;
            log.forgetRecentIds();
        }
    }

    /** Listens on the same port again. */
    public synchronized void listen() {
        if (server == null) {
            try {
                server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                        .executor(threads)
                        .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                        .addService(new StreamsService(log, settings.version(), settings.clock()))
                        .addService(new FeaturesService(settings.version()))
                        .build()
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException("The double cannot listen on port " + port, e);
            }
            port = server.getPort();
        }
    }

    /** Stops and listens again on the same port, as a server does that is started anew. */
    public synchronized void restart() {
        stop();
        listen();
    }

    @Override
    public void close() {
        stop();
        threads.shutdownNow();
    }

    private void awaitEnd() throws InterruptedException {
        Server running;
        synchronized (this) {
            running = server;
        }
        if (running != null) {
            running.awaitTermination();
        }
    }
}
