package org.dermatrail.ops.eventstore.kurrent;

import org.dermatrail.ops.eventstore.StorageRefused;
import org.dermatrail.ops.eventstore.StorageRefused.Reason;

/** A call to the server failed, and this is what it means. */
final class CallFailed extends RuntimeException {

    private final Trouble trouble;

    CallFailed(Trouble trouble, Throwable cause) {
        super(trouble + ": " + cause.getMessage(), cause);
        this.trouble = trouble;
    }

    Trouble trouble() {
        return trouble;
    }

    /** The same for callers of the engine. */
    StorageRefused refusal(String what) {
        return switch (trouble) {
            case NOT_ADMITTED ->
                new StorageRefused(
                        Reason.NOT_ADMITTED,
                        "The event store does not let this user " + what
                                + "; its account needs all streams, that is, membership in $admins.",
                        this);
            case NOT_TAKEN ->
                new StorageRefused(
                        Reason.POSITION_NOT_KNOWN,
                        "The event store does not take what was asked (" + what
                                + "); a place in the log is perhaps one of another store.",
                        this);
            case STREAM_REMOVED ->
                new StorageRefused(
                        Reason.NOT_OF_THE_REGISTRY, "Somebody removed a stream of the registry (" + what + ").", this);
            case NOT_SENT, NOT_LEADER, OUTCOME_UNKNOWN ->
                new StorageRefused(
                        Reason.NOT_REACHED,
                        "The event store did not answer (" + what + "); try again when it is there.",
                        this);
            case TOO_LARGE ->
                new StorageRefused(
                        Reason.APPEND_TOO_LARGE,
                        "The event store takes less at once than its settings here say (" + what
                                + "); nothing was written.",
                        this);
            case CONFLICT, NO_SUCH_STREAM, FAILED ->
                new StorageRefused(Reason.STORAGE_FAILED, "The event store failed (" + what + ").", this);
        };
    }
}
