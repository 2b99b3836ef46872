package org.dermatrail.ops.eventstore.sqlite;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.dermatrail.ops.eventstore.EventKind;
import org.dermatrail.ops.eventstore.StorageRefused;
import org.dermatrail.ops.eventstore.StorageRefused.Reason;

/**
 * A few connections that can only read, lent to one caller at a time.
 *
 * <p>Readers never wait for the writer and never hold a transaction between two calls, so the log can always be folded
 * back. A reader that failed is opened anew. Thread-safe.
 */
final class EventReaders {

    private final EventFile file;
    private final BlockingQueue<EventReader> idle;
    private final int size;
    private final Map<Integer, EventKind> kinds = new ConcurrentHashMap<>();
    private volatile boolean closed;

    EventReaders(EventFile file, int size) {
        this.file = file;
        this.size = size;
        idle = new ArrayBlockingQueue<>(size);
        for (var i = 0; i < size; i++) {
            idle.add(new EventReader(file, kinds));
        }
    }

    /** What to do with a reader. */
    interface Reading<T> {
        T by(EventReader reader) throws SQLException;
    }

    /** Lends a reader. */
    <T> T read(Reading<T> reading) {
        var reader = borrow();
        try {
            if (closed) {
                throw new StorageRefused(Reason.STORAGE_CLOSED, "The event store is closed.", null);
            }
            return reading.by(reader);
        } catch (SQLException cause) {
            reader.reopenNextTime(cause);
            throw file.refusal(cause);
        } finally {
            idle.add(reader);
        }
    }

    private EventReader borrow() {
        try {
            return idle.take();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StorageRefused(Reason.INTERRUPTED, "Interrupted while waiting for a reader.", interrupted);
        }
    }

    /** Waits for each reader and closes it. */
    void close() throws SQLException {
        closed = true;
        for (var i = 0; i < size; i++) {
            var reader = borrow();
            reader.close();
            idle.add(reader);
        }
    }
}
