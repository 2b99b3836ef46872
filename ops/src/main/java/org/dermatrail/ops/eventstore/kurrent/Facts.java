package org.dermatrail.ops.eventstore.kurrent;

import io.kurrent.dbclient.RecordedEvent;
import java.util.regex.Pattern;

/**
 * Which records of the server's log are facts of the registry, by the name of their stream alone.
 *
 * <p>Law: what the filter lets through, {@link #include} takes, and the other way round. Streams whose names begin with
 * {@code $} are the server's, those with {@code _} hold no facts. Immutable and thread-safe.
 *
 * @param space what the names of all streams begin with: nothing where the store is the registry's own; else a word such as
 *     {@code _trial1:}, under which a registry can be tried beside another that does not see it
 */
record Facts(String space) {

    /** Nothing that means anything in a regular expression, and none that the registry's own filter lets through. */
    private static final Pattern SPACE = Pattern.compile("(_[a-z0-9]+:)?");

    Facts {
        if (!SPACE.matcher(space).matches()) {
            throw new IllegalArgumentException("A space in an event store is named like _trial1: and not " + space);
        }
    }

    /** The one filter of the log, as the server takes it. */
    String filter() {
        return "^" + space + "[^$_]";
    }

    /** The same for reads, to which the server applies no filter. */
    boolean include(RecordedEvent record) {
        return areIn(record.getStreamId()) && !record.getEventType().startsWith("$");
    }

    /** Whether a stream may hold facts. */
    boolean areIn(String stream) {
        return stream.length() > space.length()
                && stream.startsWith(space)
                && stream.charAt(space.length()) != '$'
                && stream.charAt(space.length()) != '_';
    }
}
