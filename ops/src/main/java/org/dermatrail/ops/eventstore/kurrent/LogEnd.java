package org.dermatrail.ops.eventstore.kurrent;

import org.jspecify.annotations.Nullable;

/**
 * Where the last fact stands, though the server writes records of its own after it, day and night.
 *
 * <p>Looks back from the end of the log, and only as far as it has not looked before. Thread-safe.
 */
final class LogEnd {

    private static final int FIRST_LOOK = 32;

    private final LogReader reader;
    private volatile Seen seen = new Seen(null, null);

    LogEnd(LogReader reader) {
        this.reader = reader;
    }

    /**
     * What is known of the end.
     *
     * @param upTo place up to which the log was looked through
     * @param fact place of the last fact up to there
     */
    private record Seen(
            @Nullable KurrentPosition upTo, @Nullable KurrentPosition fact) {}

    /** The place of the last fact, or {@code null} where there is none. */
    @Nullable
    KurrentPosition lastFact() {
        var known = seen;
        KurrentPosition end = null;
        KurrentPosition from = null;
        int most = FIRST_LOOK;
        while (true) {
            var page = reader.before(from, most);
            for (var record : page.records()) {
                var place = KurrentPosition.of(record.getPosition());
                end = end == null ? place : end;
                if (!place.isAfter(known.upTo())) {
                    return note(end, known.fact());
                }
                if (reader.isFact(record)) {
                    return note(end, place);
                }
            }
            if (page.last()) {
                return note(end, known.fact());
            }
            from = page.end();
            most = reader.page();
        }
    }

    private @Nullable KurrentPosition note(@Nullable KurrentPosition end, @Nullable KurrentPosition fact) {
        var before = seen;
        if (end != null && end.isAfter(before.upTo())) {
            seen = new Seen(end, KurrentPosition.later(fact, before.fact()));
        }
        return KurrentPosition.later(fact, before.fact());
    }
}
