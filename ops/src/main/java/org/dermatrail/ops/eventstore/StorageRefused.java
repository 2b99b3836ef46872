package org.dermatrail.ops.eventstore;

import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;

/**
 * The store did not take what it was given, and nothing of it counts as written.
 *
 * <p>Law: {@link #code()} is stable across releases; the message is a sentence for an operator and holds no content of
 * an event. The store goes on working once the reason is gone. Immutable and thread-safe.
 */
public final class StorageRefused extends EventStoreException {

    /** Why; the name is the stable code. */
    public enum Reason {
        /** The disk, or the room set aside for the store, is full. */
        STORAGE_FULL,
        /** The disk or the file failed. */
        STORAGE_FAILED,
        /** The caller was interrupted before the store took anything. */
        INTERRUPTED,
        /** The store was closed. */
        STORAGE_CLOSED,
        /** One event is larger than the store takes. */
        EVENT_TOO_LARGE,
        /** One append holds more than the store takes at once. */
        APPEND_TOO_LARGE,
        /** One append holds events of several streams, which this store cannot take as one. */
        SEVERAL_STREAMS,
        /** The store could not find a stream of this type and id again. */
        STREAM_NOT_KNOWN,
        /** What lies in the store was not written by a registry, or not as it should have been. */
        NOT_OF_THE_REGISTRY,
        /** A token names a place that the store does not have. */
        POSITION_NOT_KNOWN,
        /** The server's certificate does not show that it is the one that was named. */
        NOT_TRUSTED,
        /** The server does not let this client in. */
        NOT_ADMITTED,
        /** The server was not reached; what was to be written is not written, or was asked of it in vain. */
        NOT_REACHED,
        /**
         * The server did not say in time whether it wrote; the one reason under which something may be written after all.
         * Whoever sends the same events again, with the same ids, learns it and doubles nothing.
         */
        OUTCOME_UNKNOWN
    }

    private final Reason reason;

    /** Refuses for a reason, said in a sentence. */
    public StorageRefused(Reason reason, String sentence, @Nullable Throwable cause) {
        super(reason.name() + ": " + sentence, cause);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** The stable code, for scripts and metrics. */
    public String code() {
        return reason.name();
    }
}
