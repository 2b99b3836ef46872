package org.dermatrail.ops.eventstore.sqlite;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dermatrail.ops.eventstore.StoredEvent;

/** What one caller wants written, all or nothing, and what became of it. Compared by identity. Thread-safe. */
final class WriteRequest {

    private final List<StoredEvent> events;
    private final boolean snapshot;
    private final CompletableFuture<Optional<Failure>> outcome = new CompletableFuture<>();

    /**
     * Asks for events, or for one snapshot, to be written.
     *
     * @param events the events, or the one snapshot
     * @param snapshot whether it is a snapshot that replaces the one before
     */
    WriteRequest(List<StoredEvent> events, boolean snapshot) {
        this.events = events;
        this.snapshot = snapshot;
    }

    /**
     * Why nothing was written.
     *
     * @param cause what SQLite said
     * @param duplicate index of the event whose key is taken, or -1 where the store itself failed
     */
    record Failure(SQLException cause, int duplicate) {}

    List<StoredEvent> events() {
        return events;
    }

    boolean snapshot() {
        return snapshot;
    }

    long sizeBytes() {
        var sum = 0L;
        for (var event : events) {
            sum += event.sizeBytes();
        }
        return sum;
    }

    /** Waits until it is settled: empty once it is synced to disk, otherwise why it was not written. */
    Optional<Failure> await() {
        return outcome.join();
    }

    void succeed() {
        outcome.complete(Optional.empty());
    }

    void fail(SQLException cause, int duplicate) {
        outcome.complete(Optional.of(new Failure(cause, duplicate)));
    }
}
