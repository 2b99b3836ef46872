package org.dermatrail.ops.eventstore.kurrent.twin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * Several doubles that share one log, as the nodes of a cluster do: one leads, the others send writers to it.
 *
 * <p>Thread-safe.
 */
public final class TwinCluster implements AutoCloseable {

    private static final int LOWEST_PORT = 10_000;
    /** The client takes no greater port where a connection string names several nodes. */
    private static final int HIGHEST_PORT = Short.MAX_VALUE;
    /** Above those that a system gives to outgoing connections. */
    private static final int LOWEST_HIGH_PORT = 61_000;

    private final List<KurrentTwin> nodes;
    private final Faults faults;
    private final Membership membership;

    private TwinCluster(List<KurrentTwin> nodes, Faults faults, Membership membership) {
        this.nodes = nodes;
        this.faults = faults;
        this.membership = membership;
    }

    /** Starts that many nodes, of which the first leads. */
    public static TwinCluster start(TwinSettings settings, int count) {
        return start(settings, count, LOWEST_PORT, HIGHEST_PORT);
    }

    /** The same on ports that the client cannot read where several nodes are named. */
    public static TwinCluster startOnHighPorts(TwinSettings settings, int count) {
        return start(settings, count, LOWEST_HIGH_PORT, 1 << Character.SIZE);
    }

    private static TwinCluster start(TwinSettings settings, int count, int lowestPort, int highestPort) {
        var log = KurrentTwin.newLog(settings);
        var faults = new Faults();
        var membership = new Membership();
        var nodes = new ArrayList<KurrentTwin>();
        for (var index = 0; index < count; index++) {
            var node = new KurrentTwin(settings.withPort(freePort(lowestPort, highestPort)), log, faults, membership);
            node.listen();
            nodes.add(node);
        }
        return new TwinCluster(List.copyOf(nodes), faults, membership);
    }

    /** Names all nodes, so that the client asks them who leads. */
    public String connectionString() {
        return nodes.stream()
                .map(node -> Membership.HOST + ":" + node.port())
                .collect(Collectors.joining(",", "kurrentdb://", "?tls=false&discoveryInterval=50"));
    }

    /** One node; it can be stopped and may listen again. */
    public KurrentTwin node(int number) {
        return nodes.get(number);
    }

    /** The script by which all nodes go wrong. */
    public Faults faults() {
        return faults;
    }

    /** Lets another node lead. */
    public void elect(int number) {
        membership.elect(number);
    }

    @Override
    public void close() {
        nodes.forEach(KurrentTwin::close);
    }

    private static int freePort(int lowest, int highest) {
        while (true) {
            var port = ThreadLocalRandom.current().nextInt(lowest, highest);
            try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException e) {
                if (!(e instanceof java.net.BindException)) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
