package org.dermatrail.ops.eventstore.kurrent;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How an event store on KurrentDB is reached and used. Immutable and thread-safe.
 *
 * @param connectionString {@code kurrentdb://…} (also {@code kdb://} and {@code esdb://}, each with {@code +discover}),
 *     with credentials, certificates and TLS as KurrentDB's clients understand them
 * @param deadlines how long to wait
 * @param limits how much at once
 * @param space what the names of all streams begin with; nothing for a store of the registry's own
 */
public record KurrentSettings(String connectionString, Deadlines deadlines, Limits limits, String space) {

    private static final Pattern CONNECTION = Pattern.compile("(esdb|kurrentdb|kdb)(\\+discover)?://.+");

    /**
     * How long to wait.
     *
     * @param append for the answer to one append; its outcome is unknown afterwards, and it is sent again
     * @param read for one page
     * @param giveUp in all for one append or page with its repetitions
     * @param firstPause before the first repetition; it doubles with each
     * @param longestPause between two repetitions at most
     * @param silence of a subscription, after which it is looked whether it missed something
     */
    public record Deadlines(
            Duration append,
            Duration read,
            Duration giveUp,
            Duration firstPause,
            Duration longestPause,
            Duration silence) {

        /** Checks that each is positive and that a repetition is possible at all. */
        public Deadlines {
            for (var each : List.of(append, read, giveUp, firstPause, longestPause, silence)) {
                if (!each.isPositive()) {
                    throw new IllegalArgumentException("Every deadline of the event store must be positive");
                }
            }
            if (giveUp.compareTo(append) <= 0 || giveUp.compareTo(read) <= 0) {
                throw new IllegalArgumentException(
                        "giveUp must be longer than append and read, else nothing is ever sent again");
            }
        }

        /** What suits a server in the same building or country. */
        public static Deadlines usual() {
            return new Deadlines(
                    Duration.ofSeconds(8),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(2),
                    Duration.ofMillis(50),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(15));
        }
    }

    /**
     * How much at once.
     *
     * @param page events asked for in one read
     * @param buffered events of a subscription that wait for their reader, after which the server waits
     * @param eventBytes largest event, with its name and metadata
     * @param appendBytes largest append, with names and metadata
     * @param appendEvents most events of an append
     * @param knownStreams streams whose type is kept in memory
     */
    public record Limits(int page, int buffered, int eventBytes, int appendBytes, int appendEvents, int knownStreams) {

        /** Checks that each is positive. */
        public Limits {
            if (page < 1 || buffered < 1 || eventBytes < 1 || appendBytes < 1 || appendEvents < 1 || knownStreams < 1) {
                throw new IllegalArgumentException("Every limit of the event store must be positive");
            }
        }

        /** What every server takes: up to version 25.0 an append may hold 1 MiB in all. */
        public static Limits usual() {
            return new Limits(1_000, 4_096, 1 << 20, 1 << 20, 10_000, 100_000);
        }
    }

    /** Checks that the connection string is of a kind the client knows. */
    public KurrentSettings {
        var _ = new Facts(space);
        if (!CONNECTION.matcher(connectionString).matches()) {
            // It may hold a password, so it is not shown.
            throw new IllegalArgumentException(
                    "The connection string of the event store must begin with kurrentdb://, kdb:// or esdb://,"
                            + " with or without +discover, and name a host");
        }
    }

    /** A store of the registry's own. */
    public KurrentSettings(String connectionString, Deadlines deadlines, Limits limits) {
        this(connectionString, deadlines, limits, "");
    }

    /** What suits most registries. */
    public static KurrentSettings at(String connectionString) {
        return new KurrentSettings(connectionString, Deadlines.usual(), Limits.usual());
    }

    /** The same with other deadlines. */
    public KurrentSettings with(Deadlines other) {
        return new KurrentSettings(connectionString, other, limits, space);
    }

    /** The same with other limits. */
    public KurrentSettings with(Limits other) {
        return new KurrentSettings(connectionString, deadlines, other, space);
    }

    /** The same under names that no registry with a store of its own sees, and which sees none of that one. */
    KurrentSettings within(String other) {
        return new KurrentSettings(connectionString, deadlines, limits, other);
    }

    Facts facts() {
        return new Facts(space);
    }

    /** Leaves the connection string out, since it may hold a password. */
    @Override
    public String toString() {
        return "KurrentSettings[" + deadlines + ", " + limits + "]";
    }
}
