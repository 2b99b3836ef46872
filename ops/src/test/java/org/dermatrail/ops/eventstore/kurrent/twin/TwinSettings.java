package org.dermatrail.ops.eventstore.kurrent.twin;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

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
 */
public record TwinSettings(TwinVersion version, int port, Map<String, String> users, Clock clock) {

    /** The newest server, open to all, on any free port. */
    public static final TwinSettings DEFAULT = new TwinSettings(TwinVersion.V25_1, 0, Map.of(), Clock.systemUTC());

    public TwinSettings {
        users = Map.copyOf(users);
    }

    /** The same with another version. */
    public TwinSettings withVersion(TwinVersion other) {
        return new TwinSettings(other, port, users, clock);
    }

    /** The same on another port. */
    public TwinSettings withPort(int other) {
        return new TwinSettings(version, other, users, clock);
    }

    /** The same with one more user. */
    public TwinSettings withUser(String name, String password) {
        var all = new HashMap<>(users);
        all.put(name, password);
        return new TwinSettings(version, port, all, clock);
    }

    /** The same with another clock. */
    public TwinSettings withClock(Clock other) {
        return new TwinSettings(version, port, users, other);
    }
}
