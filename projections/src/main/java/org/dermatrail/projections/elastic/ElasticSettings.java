package org.dermatrail.projections.elastic;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the cluster is and how patient to be with it.
 *
 * <p>Laws: what is not possible is refused here, by name; {@code toString} tells no secret. Immutable.
 *
 * @param hosts addresses of nodes, {@code http} or {@code https}, without a path
 * @param prefix what the names of all indices begin with; registries that share a cluster differ in it
 * @param credentials as whom to ask
 * @param certificate file with the certificate of the authority that signed the nodes', or {@code null} for those the
 *     machine trusts
 * @param replicas copies of each index beside the first
 * @param limits how much at once
 * @param patience how long to wait
 */
public record ElasticSettings(
        List<URI> hosts,
        String prefix,
        Credentials credentials,
        @Nullable Path certificate,
        int replicas,
        Limits limits,
        Patience patience) {

    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9-]{0,59}");
    private static final int MOST_REPLICAS = 9;

    /** As whom to ask. */
    public sealed interface Credentials permits Anonymous, Password, ApiKey {}

    /** As nobody, for a cluster that nobody else can reach. */
    public record Anonymous() implements Credentials {}

    /**
     * By name and password.
     *
     * @param user name
     * @param password where the password is
     */
    public record Password(String user, Secret password) implements Credentials {}

    /**
     * By a key of the cluster's.
     *
     * @param key where the encoded key is
     */
    public record ApiKey(Secret key) implements Credentials {}

    /**
     * A secret by reference.
     *
     * @param name where it is, for messages; never the secret
     * @param value fetches it when it is needed
     */
    public record Secret(String name, Supplier<String> value) {

        @Override
        public String toString() {
            return "secret " + name;
        }
    }

    /**
     * How much at once.
     *
     * @param bytesInFlight most bytes of documents sent and not yet answered
     * @param valuesOfAFacet most values a facet may have; a question with more is refused
     */
    public record Limits(int bytesInFlight, int valuesOfAFacet) {

        private static final int LEAST_BYTES = 1 << 10;
        private static final int MOST_BYTES = 90 << 20;
        private static final int MOST_VALUES = 20_000;

        /** Checks the limits. */
        public Limits {
            require(
                    bytesInFlight >= LEAST_BYTES && bytesInFlight <= MOST_BYTES,
                    "bytesInFlight is " + LEAST_BYTES + " to " + MOST_BYTES + ", not " + bytesInFlight);
            require(
                    valuesOfAFacet >= 1 && valuesOfAFacet <= MOST_VALUES,
                    "valuesOfAFacet is 1 to " + MOST_VALUES + ", not " + valuesOfAFacet);
        }
    }

    /**
     * How long to wait.
     *
     * @param connect for a connection
     * @param answer for an answer
     * @param write for a batch to be taken, whatever fails in between
     */
    public record Patience(Duration connect, Duration answer, Duration write) {

        /** Checks the times. */
        public Patience {
            for (var time : List.of(connect, answer, write)) {
                require(
                        time.isPositive() && time.toHours() < 1,
                        "a time to wait is above 0 and below 1 hour, not " + time);
            }
        }
    }

    /** Checks the settings. */
    public ElasticSettings {
        hosts = List.copyOf(hosts);
        require(!hosts.isEmpty(), "hosts must name at least one node");
        for (var host : hosts) {
            require(
                    Set.of("http", "https").contains(String.valueOf(host.getScheme()))
                            && host.getHost() != null
                            && host.getUserInfo() == null
                            && (host.getPath() == null || host.getPath().isEmpty()),
                    "hosts are http://HOST:PORT or https://HOST:PORT, without a user and a path");
        }
        require(
                PREFIX.matcher(prefix).matches(),
                "prefix is lower-case letters, digits and hyphens, not '" + prefix + "'");
        require(replicas >= 0 && replicas <= MOST_REPLICAS, "replicas is 0 to " + MOST_REPLICAS + ", not " + replicas);
    }

    /** Settings with what suits most: no replicas, 8 MiB in flight, half a minute for an answer, two for a batch. */
    public static ElasticSettings of(List<URI> hosts, String prefix, Credentials credentials) {
        return new ElasticSettings(
                hosts,
                prefix,
                credentials,
                null,
                0,
                new Limits(8 << 20, 10_000),
                new Patience(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2)));
    }

    /** The same with another patience. */
    public ElasticSettings with(Patience other) {
        return new ElasticSettings(hosts, prefix, credentials, certificate, replicas, limits, other);
    }

    /** The same under another prefix. */
    public ElasticSettings with(String otherPrefix) {
        return new ElasticSettings(hosts, otherPrefix, credentials, certificate, replicas, limits, patience);
    }

    /** The same with other limits. */
    public ElasticSettings with(Limits other) {
        return new ElasticSettings(hosts, prefix, credentials, certificate, replicas, other, patience);
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException("elasticsearch: " + sentence);
        }
    }
}
