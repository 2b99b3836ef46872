package org.dermatrail.ops.eventstore.kurrent;

import io.kurrent.dbclient.Position;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * How many events this process appended, and about where in the log.
 *
 * <p>Positions on the server count bytes of everybody; this tells how far back in the log a number of our own events is.
 * Thread-safe.
 */
final class AppendPace {

    private static final int EVENTS_BETWEEN_MARKS = 256;
    private static final int MARKS = 1024;

    private final ArrayDeque<Mark> marks = new ArrayDeque<>();
    private long events;

    private record Mark(long events, long position) {}

    /** Notes an append, and where it was put if the server said so. */
    synchronized void appended(int more, @Nullable Position at) {
        events += more;
        var last = marks.peekLast();
        if (at != null && (last == null || events - last.events >= EVENTS_BETWEEN_MARKS)) {
            marks.add(new Mark(events, at.getCommitUnsigned()));
            if (marks.size() > MARKS) {
                marks.remove();
            }
        }
    }

    /** A position that about so many of our events follow, 0 where that is before what is remembered. */
    synchronized long positionBehind(long most) {
        long position = 0;
        for (var mark : marks) {
            if (mark.events > events - most) {
                break;
            }
            position = mark.position;
        }
        return position;
    }
}
