package org.dermatrail.ops.eventstore.sqlite;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventhandling.EventMessage;
import org.dermatrail.ops.eventstore.StoredEvent;

/** What one caller wants written, all or nothing, and what became of it. Compared by identity. Thread-safe. */
final class WriteRequest {

    private final List<StoredEvent> events;
    private final List<? extends EventMessage<?>> messages;
    private final boolean snapshot;
    private final CompletableFuture<Optional<Failure>> outcome = new CompletableFuture<>();
    private volatile long firstPosition;

    /**
     * Asks for events, or for one snapshot, to be written.
     *
     * @param events the events, or the one snapshot
     * @param messages what the events were made of, or none where they came as stored bytes
     * @param snapshot whether it is a snapshot that replaces the one before
     */
    private WriteRequest(List<StoredEvent> events, List<? extends EventMessage<?>> messages, boolean snapshot) {
        this.events = events;
        this.messages = messages;
        this.snapshot = snapshot;
    }

    /** Asks for events to be appended that were made of these messages, one each. */
    static WriteRequest append(List<StoredEvent> events, List<? extends EventMessage<?>> messages) {
        return new WriteRequest(events, messages, false);
    }

    /** Asks for stored events to be appended as they are. */
    static WriteRequest copy(List<StoredEvent> events) {
        return new WriteRequest(events, List.of(), false);
    }

    /** Asks for a snapshot to be kept in place of the one before. */
    static WriteRequest snapshot(StoredEvent snapshot) {
        return new WriteRequest(List.of(snapshot), List.of(), true);
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

    List<? extends EventMessage<?>> messages() {
        return messages;
    }

    /** Says where the first event stands. */
    void place(long first) {
        firstPosition = first;
    }

    /** Where the first event stands, once it is committed. */
    long firstPosition() {
        return firstPosition;
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
