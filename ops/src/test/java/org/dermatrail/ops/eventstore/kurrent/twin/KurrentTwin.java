package org.dermatrail.ops.eventstore.kurrent.twin;

import com.google.protobuf.ByteString;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
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

    private static final int USUAL_PORT = 2113;
    private static final int FIRST_PORT = 20_000;
    private static final int LAST_PORT = 32_000;
    private static final int MOST_ATTEMPTS = 20;

    private final Node node;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final EventLoopGroup sockets = new NioEventLoopGroup(2);
    private int port;
    private @Nullable Server server;

    /** A node of its own log or of one that it shares, not listening yet. */
    KurrentTwin(TwinSettings settings, TwinLog log, Faults faults, Membership membership) {
        this.node = new Node(log, settings, faults, new Connections(), membership, membership.add());
        this.port = settings.port();
    }

    /** Starts the newest server on any free port. */
    public static KurrentTwin start() {
        return start(TwinSettings.DEFAULT);
    }

    /** Starts a server; fails with {@link UncheckedIOException} where its port is taken. */
    public static KurrentTwin start(TwinSettings settings) {
        var twin = new KurrentTwin(settings, newLog(settings), new Faults(), new Membership());
        twin.listen();
        return twin;
    }

    /** A log as a server has it that was started for the first time. */
    static TwinLog newLog(TwinSettings settings) {
        var log = new TwinLog(settings.clock());
        log.append("$user-admin", Expected.NO_STREAM, proposed("$UserCreated", 1));
        log.append("$projections-$all", Expected.NO_STREAM, proposed("$ProjectionsInitialized", 1));
        return log;
    }

    /** Plays a server on the port that is given, 2113 if none is, until the process is ended. */
    public static void main(String[] arguments) throws InterruptedException {
        var port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : USUAL_PORT;
        try (var twin = start(TwinSettings.DEFAULT.withPort(port))) {
            System.out.println("The double of KurrentDB listens at " + twin.connectionString());
            twin.awaitEnd();
        }
    }

    /** What a client needs to connect. */
    public String connectionString() {
        var tls = node.settings().tls();
        return "kurrentdb://" + Membership.HOST + ":" + port()
                + (tls == null ? "?tls=false" : "?tls=true&tlsCaFile=" + tls.authority());
    }

    /** Where it listens. */
    public synchronized int port() {
        return port;
    }

    /** The script by which it goes wrong. */
    public Faults faults() {
        return node.faults();
    }

    /** Writes events of the system's own, as servers do all the time. */
    public void writeSystemEvents(int count) {
        node.log().append("$stats-" + Membership.HOST, Expected.ANY, proposed("$statsCollected", count));
    }

    /** Writes events as an old client did in one transaction: they share the place of their commit. */
    public void writeOldTransaction(String stream, String type, int count) {
        node.log().appendTransaction(stream, proposed(type, count));
    }

    /** How many appends were written, each as one. */
    public long appends() {
        return node.log().appends();
    }

    /** Takes events away that readers of streams do not see any more. */
    public void scavenge() {
        node.log().scavenge();
    }

    /** Cuts all connections as a broken network does; clients may connect again at once. */
    public void cutConnections() {
        node.connections().cutAll();
    }

    /** Stops listening and ends all calls, as a server does that is shut down; what was written stays. */
    public synchronized void stop() {
        if (server != null) {
            server.shutdownNow();
            try {
                server.awaitTermination();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            server = null;
            node.membership().down(node.number());
            node.log().forgetRecentIds();
        }
    }

    /** Listens on the same port again. */
    public synchronized void listen() {
        if (server == null) {
            var started = port == 0 ? startOnAFreePort() : startAgainOn(port);
            server = started;
            port = started.getPort();
            node.membership().up(node.number(), port);
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
        var _ = sockets.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    private static List<Proposed> proposed(String type, int count) {
        return Stream.generate(() ->
                        new Proposed(UUID.randomUUID(), type, true, ByteString.copyFromUtf8("{}"), ByteString.EMPTY))
                .limit(count)
                .toList();
    }

    /** Below the ports of outgoing connections, one of which could else take it while the double is stopped. */
    private Server startOnAFreePort() {
        for (int attempts = 1; attempts < MOST_ATTEMPTS; attempts++) {
            try {
                return startOn(ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT));
            } catch (UncheckedIOException taken) {
                // Another one, then.
            }
        }
        return startOn(0);
    }

    /** The port may not be free yet: it is given back a moment after the server before ended. */
    private Server startAgainOn(int chosen) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (true) {
            try {
                return startOn(chosen);
            } catch (UncheckedIOException taken) {
                if (System.nanoTime() > deadline) {
                    throw taken;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
        }
    }

    private Server startOn(int chosen) {
        try {
            return build(chosen).start();
        } catch (IOException e) {
            throw new UncheckedIOException("The double cannot listen on port " + chosen, e);
        }
    }

    private Server build(int chosen) {
        var builder = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), chosen))
                .executor(threads)
                .bossEventLoopGroup(sockets)
                .workerEventLoopGroup(sockets)
                .channelFactory(node.connections()::listener)
                // The client asks every ten seconds whether the server is still there.
                .permitKeepAliveTime(1, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .intercept(Caller.recognise(node.settings().users()))
                .addService(new StreamsService(node))
                .addService(new GossipService(node))
                .addService(new FeaturesService(node.version()));
        var tls = node.settings().tls();
        if (tls != null) {
            builder.useTransportSecurity(tls.certificate().toFile(), tls.key().toFile());
        }
        return builder.build();
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
