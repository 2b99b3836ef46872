package org.dermatrail.ops.eventstore.kurrent;

import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.kurrent.dbclient.ConnectionShutdownException;
import io.kurrent.dbclient.NoClusterNodeFoundException;
import io.kurrent.dbclient.NotLeaderException;
import io.kurrent.dbclient.StreamDeletedException;
import io.kurrent.dbclient.StreamNotFoundException;
import io.kurrent.dbclient.WrongExpectedVersionException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;

/** What a failed call to the server means for whoever made it. */
enum Trouble {
    /** The stream does not end where it was expected to. */
    CONFLICT(false, false),
    /** There is no such stream. */
    NO_SUCH_STREAM(false, false),
    /** Somebody removed the stream for good. */
    STREAM_REMOVED(false, false),
    /** The call did not leave this process. */
    NOT_SENT(true, false),
    /** Another node leads; the client goes there next time. */
    NOT_LEADER(true, false),
    /** No answer, or one that does not say whether it was done. */
    OUTCOME_UNKNOWN(true, true),
    /** Larger than the server takes. */
    TOO_LARGE(false, false),
    /** The server does not know this user, or does not let it. */
    NOT_ADMITTED(false, false),
    /** The server does not take what was asked, for instance a place it does not have. */
    NOT_TAKEN(false, false),
    /** Anything else. */
    FAILED(false, false);

    private final boolean passing;
    private final boolean mayBeDone;

    Trouble(boolean passing, boolean mayBeDone) {
        this.passing = passing;
        this.mayBeDone = mayBeDone;
    }

    /** Whether the same call may succeed a little later. */
    boolean passing() {
        return passing;
    }

    /** Whether what was asked may be done all the same. */
    boolean mayBeDone() {
        return mayBeDone;
    }

    /** Finds out, from whatever the client wrapped it in. */
    static Trouble of(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case WrongExpectedVersionException conflict -> {
                    return CONFLICT;
                }
                case StreamNotFoundException missing -> {
                    return NO_SUCH_STREAM;
                }
                case StreamDeletedException removed -> {
                    return STREAM_REMOVED;
                }
                case ConnectionShutdownException dead -> {
                    return NOT_SENT;
                }
                case NoClusterNodeFoundException nobody -> {
                    return NOT_SENT;
                }
                case NotLeaderException elsewhere -> {
                    return NOT_LEADER;
                }
                case TimeoutException late -> {
                    return OUTCOME_UNKNOWN;
                }
                case StatusRuntimeException answered -> {
                    return of(answered.getStatus());
                }
                case StatusException answered -> {
                    return of(answered.getStatus());
                }
                default -> {
                    // Look inside.
                }
            }
        }
        return FAILED;
    }

    private static Trouble of(Status status) {
        return switch (status.getCode()) {
            // A connection that was cut shows as any of these, depending on when.
            case DEADLINE_EXCEEDED, ABORTED, UNAVAILABLE, CANCELLED, INTERNAL, UNKNOWN, RESOURCE_EXHAUSTED ->
                isAboutSize(status) ? TOO_LARGE : OUTCOME_UNKNOWN;
            case INVALID_ARGUMENT, OUT_OF_RANGE -> isAboutSize(status) ? TOO_LARGE : NOT_TAKEN;
            case UNAUTHENTICATED, PERMISSION_DENIED -> NOT_ADMITTED;
            default -> FAILED;
        };
    }

    private static boolean isAboutSize(Status status) {
        var said = status.getDescription();
        if (said == null) {
            return false;
        }
        var words = said.toLowerCase(Locale.ROOT);
        return words.contains("maximum append size") || words.contains("exceeds maximum size");
    }
}
