package org.dermatrail.ops.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.dermatrail.ops.eventstore.kurrent.KurrentSettings;
import org.jspecify.annotations.Nullable;

/**
 * Which engines a registry runs on, as {@code profile.properties} in its data folder says; without the file, all embedded.
 *
 * <p>Law: a key that is not known, or a value that cannot be meant, stops the start with a sentence that names it. A
 * connection string may hold a password, so it can also be given by the name of the environment variable that holds it,
 * and is in no message. Immutable and thread-safe.
 */
sealed interface Profile {

    /** Everything in the data folder. */
    record Embedded() implements Profile {}

    /**
     * Events on a server that several centres share.
     *
     * @param events the server
     */
    record Consortium(KurrentSettings events) implements Profile {}

    /** Which profile. */
    String PROFILE = "profile";

    /** The connection string itself. */
    String CONNECTION = "events.connection";

    /** The environment variable that holds the connection string. */
    String CONNECTION_FROM = "events.connection.from";

    /** All keys there are. */
    Set<String> KEYS = Set.of(PROFILE, CONNECTION, CONNECTION_FROM);

    /**
     * Reads the profile of a data folder.
     *
     * @throws FolderUnusable where it cannot be read, or says what cannot be meant
     */
    static Profile of(DataFolder folder, Map<String, String> environment) {
        try {
            if (!Files.exists(folder.profile())) {
                return new Embedded();
            }
            var stated = new Properties();
            try (var text = Files.newBufferedReader(folder.profile())) {
                stated.load(text);
            }
            return of(stated, environment);
        } catch (IOException | IllegalArgumentException unusable) {
            throw new FolderUnusable(folder.root(), unusable);
        }
    }

    private static Profile of(Properties stated, Map<String, String> environment) {
        var unknown = new TreeSet<>(stated.stringPropertyNames());
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "profile.properties: '" + unknown.first() + "' is no setting; there are " + new TreeSet<>(KEYS));
        }
        var profile = stated.getProperty(PROFILE, "embedded").strip();
        return switch (profile) {
            case "embedded" -> embedded(stated);
            case "consortium" -> new Consortium(KurrentSettings.at(connection(stated, environment)));
            default ->
                throw new IllegalArgumentException(
                        "profile.properties: profile is 'embedded' or 'consortium', not '" + profile + "'");
        };
    }

    private static Profile embedded(Properties stated) {
        if (stated.containsKey(CONNECTION) || stated.containsKey(CONNECTION_FROM)) {
            throw new IllegalArgumentException(
                    "profile.properties: an event store is named, but the profile is 'embedded'");
        }
        return new Embedded();
    }

    private static String connection(Properties stated, Map<String, String> environment) {
        @Nullable String itself = stated.getProperty(CONNECTION);
        @Nullable String from = stated.getProperty(CONNECTION_FROM);
        if ((itself == null) == (from == null)) {
            throw new IllegalArgumentException(
                    "profile.properties: name the event store by either " + CONNECTION + " or " + CONNECTION_FROM);
        }
        if (itself != null) {
            return itself.strip();
        }
        var held = HeldSecret.of(String.valueOf(from).strip(), environment);
        if (held == null) {
            throw new IllegalArgumentException("profile.properties: " + CONNECTION_FROM + " names the variable '" + from
                    + "', which the environment does not have");
        }
        return held;
    }
}
