package org.dermatrail.ops.eventstore.kurrent;

import io.kurrent.dbclient.KurrentDBClientSettings;
import io.kurrent.dbclient.KurrentDBConnectionString;
import java.util.ArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads connection strings as the client does, but for one thing that the client cannot: where several nodes are named, it
 * takes no port above 32767.
 *
 * <p>Law: what is thrown never repeats the string, which may hold a password. Stateless and thread-safe.
 */
final class ConnectionString {

    /** Scheme and account, the nodes, and all that follows. */
    private static final Pattern PARTS = Pattern.compile("(\\w+(?:\\+discover)?://(?:[^@/?]*@)?)([^/?]*)(.*)");

    private static final Pattern NODE = Pattern.compile("(.+):(\\d{1,5})");
    private static final int HIGHEST_PORT = 65_535;

    private ConnectionString() {}

    private record Node(String host, int port) {}

    /** The client's settings, or an {@link IllegalArgumentException} with what cannot be understood. */
    static KurrentDBClientSettings read(String text) {
        var parts = PARTS.matcher(text);
        var nodes = new ArrayList<Node>();
        if (parts.matches() && parts.group(2).contains(",")) {
            for (var each : parts.group(2).split(",", -1)) {
                var node = NODE.matcher(each);
                if (!node.matches() || Integer.parseInt(node.group(2)) > HIGHEST_PORT) {
                    throw new IllegalArgumentException(
                            "The connection string of the event store cannot be understood: where several nodes are"
                                    + " named, each is HOST:PORT, and '" + each + "' is not.");
                }
                nodes.add(new Node(node.group(1), Integer.parseInt(node.group(2))));
            }
        }
        if (nodes.stream().allMatch(node -> node.port() <= Short.MAX_VALUE)) {
            return parsed(text);
        }
        var withSmallPorts = nodes.stream().map(node -> node.host() + ":1").collect(Collectors.joining(","));
        var read = parsed(parts.group(1) + withSmallPorts + parts.group(3));
        var same = KurrentDBClientSettings.builder()
                .dnsDiscover(read.isDnsDiscover())
                .maxDiscoverAttempts(read.getMaxDiscoverAttempts())
                .discoveryInterval(read.getDiscoveryInterval())
                .gossipTimeout(read.getGossipTimeout())
                .nodePreference(read.getNodePreference())
                .tls(read.isTls())
                .tlsVerifyCert(read.isTlsVerifyCert())
                .defaultCredentials(read.getDefaultCredentials())
                .defaultClientCertificate(read.getDefaultClientCertificate())
                .keepAliveTimeout(read.getKeepAliveTimeout())
                .keepAliveInterval(read.getKeepAliveInterval())
                .tlsCaFile(read.getTlsCaFile())
                .features(read.getFeatures().toArray(String[]::new));
        if (read.getDefaultDeadline() != null) {
            same.defaultDeadline(read.getDefaultDeadline());
        }
        nodes.forEach(node -> same.addHost(node.host(), node.port()));
        return same.buildConnectionSettings();
    }

    private static KurrentDBClientSettings parsed(String text) {
        try {
            return KurrentDBConnectionString.parseOrThrow(text);
        } catch (RuntimeException cause) {
            // The cause's own words may repeat a password, so they are not passed on.
            throw new IllegalArgumentException("The connection string of the event store cannot be understood: "
                    + cause.getClass().getSimpleName());
        }
    }
}
