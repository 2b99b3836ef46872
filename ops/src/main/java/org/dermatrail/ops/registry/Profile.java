package org.dermatrail.ops.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.dermatrail.ops.eventstore.kurrent.KurrentSettings;
import org.dermatrail.projections.elastic.ElasticSettings;
import org.jspecify.annotations.Nullable;

/**
 * Which engines a registry runs on, as {@code profile.properties} in its data folder says; without the file, all embedded.
 *
 * <p>Law: a key that is not known, or a value that cannot be meant, stops the start with a sentence that names it. A
 * connection string may hold a password, so it can also be given by the name of the environment variable that holds it,
 * and is in no message. Immutable and thread-safe.
 *
 * @param events where events lie
 * @param readSide where read models lie
 */
record Profile(Events events, ReadSide readSide) {

    /** Where events lie. */
    sealed interface Events {

        /** What it is, for people; without an address, which may hold a password. */
        String inWords();

        /** In the data folder. */
        record Embedded() implements Events {
            @Override
            public String inWords() {
                return "SQLite in the data folder";
            }
        }

        /**
         * On a server that several centres share.
         *
         * @param server the server
         */
        record Kurrent(KurrentSettings server) implements Events {
            @Override
            public String inWords() {
                return "a KurrentDB or EventStoreDB server";
            }
        }
    }

    /** Where read models lie. */
    sealed interface ReadSide {

        /** In the data folder. */
        record Embedded() implements ReadSide {}

        /**
         * In a cluster that several centres share.
         *
         * @param cluster the cluster
         */
        record Elastic(ElasticSettings cluster) implements ReadSide {}
    }

    /** Everything in the data folder. */
    static final Profile EMBEDDED = new Profile(new Events.Embedded(), new ReadSide.Embedded());

    private static final String PROFILE = "profile";
    private static final String EVENTS = "events.connection";
    private static final String READ_SIDE = "readside.connection";
    private static final String PREFIX = "readside.prefix";
    private static final String API_KEY_FROM = "readside.apikey.from";
    private static final String CERTIFICATE = "readside.certificate";
    private static final String REPLICAS = "readside.replicas";
    private static final String PATIENCE = "readside.patience.seconds";
    private static final String FROM = ".from";
    private static final String USUAL_PREFIX = "dermatrail";

    /** A part of the log's identity and the kind of an index follow it. */
    private static final int LONGEST_PREFIX = 40;

    private static final Set<String> KEYS = Set.of(
            PROFILE,
            EVENTS,
            EVENTS + FROM,
            READ_SIDE,
            READ_SIDE + FROM,
            PREFIX,
            API_KEY_FROM,
            CERTIFICATE,
            REPLICAS,
            PATIENCE);

    /**
     * Reads the profile of a data folder.
     *
     * @throws FolderUnusable where it cannot be read, or says what cannot be meant
     */
    static Profile of(DataFolder folder, Map<String, String> environment) {
        try {
            if (!Files.exists(folder.profile())) {
                return EMBEDDED;
            }
            var stated = new Properties();
            try (var text = Files.newBufferedReader(folder.profile())) {
                stated.load(text);
            }
            return of(stated, environment, folder.root());
        } catch (IOException | IllegalArgumentException unusable) {
            throw new FolderUnusable(folder.root(), unusable);
        }
    }

    private static Profile of(Properties stated, Map<String, String> environment, Path root) {
        var unknown = new TreeSet<>(stated.stringPropertyNames());
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            throw wrong("'" + unknown.first() + "' is no setting; there are " + new TreeSet<>(KEYS));
        }
        var profile = stated.getProperty(PROFILE, "embedded").strip();
        return switch (profile) {
            case "embedded" -> embedded(stated);
            case "consortium" -> consortium(stated, environment, root);
            default -> throw wrong("profile is 'embedded' or 'consortium', not '" + profile + "'");
        };
    }

    private static Profile embedded(Properties stated) {
        var more = new TreeSet<>(stated.stringPropertyNames());
        more.remove(PROFILE);
        if (!more.isEmpty()) {
            throw wrong("'" + more.first() + "' is said, but the profile is 'embedded'");
        }
        return EMBEDDED;
    }

    private static Profile consortium(Properties stated, Map<String, String> environment, Path root) {
        @Nullable String server = connection(stated, environment, EVENTS);
        @Nullable String cluster = connection(stated, environment, READ_SIDE);
        if (server == null && cluster == null) {
            throw wrong("name an event store by " + EVENTS + " or " + EVENTS + FROM + ", a read side by " + READ_SIDE
                    + " or " + READ_SIDE + FROM + ", or both");
        }
        if (cluster == null) {
            for (var key : List.of(PREFIX, API_KEY_FROM, CERTIFICATE, REPLICAS, PATIENCE)) {
                if (stated.containsKey(key)) {
                    throw wrong("'" + key + "' is said, but no read side is named by " + READ_SIDE + " or " + READ_SIDE
                            + FROM);
                }
            }
        }
        return new Profile(
                server == null ? new Events.Embedded() : new Events.Kurrent(KurrentSettings.at(server)),
                cluster == null
                        ? new ReadSide.Embedded()
                        : new ReadSide.Elastic(cluster(cluster, stated, environment, root)));
    }

    private static ElasticSettings cluster(
            String connection, Properties stated, Map<String, String> environment, Path root) {
        var address = ClusterAddress.of(connection);
        var prefix = stated.getProperty(PREFIX, USUAL_PREFIX).strip();
        if (prefix.length() > LONGEST_PREFIX) {
            throw wrong(PREFIX + " has at most " + LONGEST_PREFIX + " letters");
        }
        var settings = ElasticSettings.of(
                address.hosts(), prefix, credentials(address, stated.getProperty(API_KEY_FROM), environment));
        @Nullable String certificate = stated.getProperty(CERTIFICATE);
        return new ElasticSettings(
                settings.hosts(),
                settings.prefix(),
                settings.credentials(),
                certificate == null ? null : root.resolve(certificate.strip()),
                number(stated, REPLICAS, settings.replicas()),
                settings.limits(),
                patience(stated, settings.patience()));
    }

    private static ElasticSettings.Patience patience(Properties stated, ElasticSettings.Patience usual) {
        int seconds = number(stated, PATIENCE, Math.toIntExact(usual.write().toSeconds()));
        return new ElasticSettings.Patience(usual.connect(), usual.answer(), Duration.ofSeconds(seconds));
    }

    private static int number(Properties stated, String key, int usual) {
        var text = stated.getProperty(key, Integer.toString(usual)).strip();
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("profile.properties: " + key + " is a number, not '" + text + "'", e);
        }
    }

    private static ElasticSettings.Credentials credentials(
            ClusterAddress address, @Nullable String apiKeyFrom, Map<String, String> environment) {
        if (apiKeyFrom == null) {
            return address.credentials();
        }
        if (!(address.credentials() instanceof ElasticSettings.Anonymous)) {
            throw wrong("the read side is asked either with a name and password or by " + API_KEY_FROM);
        }
        var key = held(apiKeyFrom, API_KEY_FROM, environment);
        return new ElasticSettings.ApiKey(new ElasticSettings.Secret(apiKeyFrom.strip(), () -> key));
    }

    private static @Nullable String connection(Properties stated, Map<String, String> environment, String key) {
        @Nullable String itself = stated.getProperty(key);
        @Nullable String from = stated.getProperty(key + FROM);
        if (itself != null && from != null) {
            throw wrong("say either " + key + " or " + key + FROM + ", not both");
        }
        return from == null ? (itself == null ? null : itself.strip()) : held(from, key + FROM, environment);
    }

    private static String held(String variable, String key, Map<String, String> environment) {
        var held = HeldSecret.of(variable.strip(), environment);
        if (held == null || held.isEmpty()) {
            throw wrong(key + " names the variable '" + variable.strip() + "', which the environment does not have");
        }
        return held;
    }

    private static IllegalArgumentException wrong(String sentence) {
        return new IllegalArgumentException("profile.properties: " + sentence);
    }
}
