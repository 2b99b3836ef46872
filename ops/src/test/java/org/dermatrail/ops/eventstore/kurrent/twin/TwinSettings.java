package org.dermatrail.ops.eventstore.kurrent.twin;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a double is to be.
 *
 * <p>Immutable and thread-safe.
 *
 * @param version the server it plays
 * @param port where it listens, 0 for any free port
 * @param users passwords by user name; empty for a server that asks nobody who they are. The user {@code admin} may do all,
 *     others may use streams that are not the system's own
 * @param clock what gives events their time and {@code $maxAge} its now
 * @param tls the certificate it shows; null for a server that speaks in the clear
 */
public record TwinSettings(
        TwinVersion version,
        int port,
        Map<String, String> users,
        Clock clock,
        @Nullable TwinTls tls) {

    /** The newest server, open to all, on any free port. */
    public static final TwinSettings DEFAULT =
            new TwinSettings(TwinVersion.V25_1, 0, Map.of(), Clock.systemUTC(), null);

    public TwinSettings {
        users = Map.copyOf(users);
    }

    /** The same with another version. */
    public TwinSettings withVersion(TwinVersion other) {
        return new TwinSettings(other, port, users, clock, tls);
    }

    /** The same on another port. */
    public TwinSettings withPort(int other) {
        return new TwinSettings(version, other, users, clock, tls);
    }

    /** The same with one more user. */
    public TwinSettings withUser(String name, String password) {
        var all = new HashMap<>(users);
        all.put(name, password);
        return new TwinSettings(version, port, all, clock, tls);
    }

    /** The same with another clock. */
    public TwinSettings withClock(Clock other) {
        return new TwinSettings(version, port, users, other, tls);
    }

    /** The same behind TLS. */
    public TwinSettings withTls(TwinTls other) {
        return new TwinSettings(version, port, users, clock, other);
    }
}
