package org.dermatrail.ops.eventstore.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.dermatrail.ops.eventstore.StorageRefused;
import org.dermatrail.ops.eventstore.StorageRefused.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Lets many callers share one transaction and one sync.
 *
 * <p>Law: {@link #write} returns when its own request is settled, and requests are settled in the order they were handed
 * in. While one group is being synced the next one gathers, so the more callers there are the larger the groups. Callers
 * may be platform or virtual threads: they wait without holding a carrier. Thread-safe.
 */
final class GroupCommit {

    private static final WriteRequest STOP = WriteRequest.copy(List.of());

    private final EventFile file;
    private final RecentEvents recent;
    private final SqliteEventStoreSettings settings;
    private final BlockingQueue<WriteRequest> waiting;
    private final ReadWriteLock lifecycle = new ReentrantReadWriteLock();
    private final Thread thread;
    private boolean closed;
    private @Nullable EventWriter writer;

    GroupCommit(EventFile file, SqliteEventStoreSettings settings) throws SQLException {
        this.file = file;
        this.settings = settings;
        waiting = new ArrayBlockingQueue<>(settings.maxWaiting());
        writer = new EventWriter(file);
        recent = new RecentEvents(writer.lastPosition());
        thread = Thread.ofPlatform().daemon().name("event-writer").unstarted(this::run);
        thread.start();
    }

    /** What was committed last, for those who follow. */
    RecentEvents recent() {
        return recent;
    }

    /** Hands in a request and waits until it is settled. */
    Optional<WriteRequest.Failure> write(WriteRequest request) {
        lifecycle.readLock().lock();
        try {
            if (closed) {
                throw new StorageRefused(Reason.STORAGE_CLOSED, "The event store is closed.", null);
            }
            waiting.put(request);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StorageRefused(
                    Reason.INTERRUPTED, "Interrupted before anything was handed to the writer.", interrupted);
        } finally {
            lifecycle.readLock().unlock();
        }
        return request.await();
    }

    private void run() {
        var group = new ArrayList<WriteRequest>();
        var stop = false;
        while (!stop) {
            stop = gather(group);
            if (!group.isEmpty()) {
                settle(group);
                group.clear();
            }
        }
    }

    /** Waits for one request and takes what else is there, up to the limits; true where it is time to stop. */
    private boolean gather(List<WriteRequest> group) {
        var events = 0;
        var bytes = 0L;
        try {
            var next = waiting.take();
            while (next != null) {
                if (next == STOP) {
                    return true;
                }
                group.add(next);
                events += next.events().size();
                bytes += next.sizeBytes();
                var full = events >= settings.maxGroupEvents() || bytes >= settings.maxGroupBytes();
                next = full ? null : waiting.poll();
            }
            return false;
        } catch (InterruptedException nobodyInterruptsThisThread) {
            throw new IllegalStateException(nobodyInterruptsThisThread);
        }
    }

    private void settle(List<WriteRequest> group) {
        try {
            if (writer == null) {
                writer = new EventWriter(file);
            }
            writer.write(group, recent);
        } catch (SQLException cause) {
            reopenNextTime(cause);
            fail(group, cause);
        } catch (RuntimeException | Error bug) {
            // Nobody may wait for ever, whatever went wrong.
            var cause = new SQLException("The writer failed unexpectedly", bug);
            reopenNextTime(cause);
            fail(group, cause);
        }
    }

    private static void fail(List<WriteRequest> group, SQLException cause) {
        for (var request : group) {
            request.fail(cause, -1);
        }
    }

    /** After a failure SQLite's state is not to be trusted; a new connection reads it from the file. */
    private void reopenNextTime(SQLException cause) {
        var failed = writer;
        writer = null;
        if (failed != null) {
            try {
                failed.close();
            } catch (SQLException second) {
                cause.addSuppressed(second);
            }
        }
    }

    /** Takes no more requests and waits until those handed in are settled. */
    void drain() {
        lifecycle.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                waiting.put(STOP);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            lifecycle.writeLock().unlock();
        }
        var interrupted = Thread.interrupted();
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes the file; only after {@link #drain}. */
    void close() throws SQLException {
        var open = writer;
        writer = null;
        if (open != null) {
            open.close();
        }
    }
}
