package org.dermatrail.projections.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.dermatrail.projections.record.CaptureEntry;
import org.dermatrail.projections.record.Entry;
import org.dermatrail.projections.record.EntryReader;
import org.dermatrail.projections.record.EntryStore;
import org.dermatrail.projections.record.LesionEntry;
import org.dermatrail.projections.record.ParticipantEntry;
import org.dermatrail.projections.record.RecentEntries;
import org.dermatrail.projections.record.RecentReader;

/**
 * Entries in one SQLite file, which may be thrown away and rebuilt.
 *
 * <p>Readers have connections of their own and see the last transaction; the writer never waits for them. Needs
 * {@code org.xerial:sqlite-jdbc} at run time. See {@link EntryStore} for the laws.
 */
public final class SqliteEntryStore implements EntryStore {

    private static final int RECENT = 10_000;

    /** So many questions read at once; further ones wait for their turn. */
    private static final int MOST_READERS = 16;

    private static final String POSITION = "position";

    private final Path file;
    private final EntryDocuments documents = new EntryDocuments();
    private final Session writer;
    private final EntryWrites writes;
    private final RecentEntries recent = new RecentEntries(RECENT);
    private final HighestIds highest;
    private final EntryReader latest;
    private final ConcurrentLinkedQueue<Session> readers = new ConcurrentLinkedQueue<>();
    private final Semaphore turns = new Semaphore(MOST_READERS);
    private volatile long position;
    private volatile Ordinals next = new Ordinals(0, 0, 0);
    private volatile boolean closed;

    private SqliteEntryStore(Path file) {
        this.file = file;
        writer = Session.writer(file);
        Schema.create(writer);
        writes = new EntryWrites(writer, documents);
        highest = new HighestIds(writer);
        latest = new RecentReader(new SqliteReader(writer, documents), recent, highest::isBeyond);
        position = mark(POSITION, -1);
        next = new Ordinals(next(ParticipantEntry.class), next(LesionEntry.class), next(CaptureEntry.class));
    }

    /** Opens the file, or makes it; a file of another shape is emptied. */
    public static SqliteEntryStore open(Path file) {
        return new SqliteEntryStore(file);
    }

    private int next(Class<? extends Entry> kind) {
        return (int) mark(Schema.tableOf(kind), 0);
    }

    private long mark(String name, long otherwise) {
        var found = writer.list("SELECT value FROM mark WHERE name=?", List.of(name), row -> row.getLong(1));
        return found.isEmpty() ? otherwise : found.getFirst();
    }

    @Override
    public <T> T read(Function<EntryReader, T> question) {
        if (closed) {
            throw new IllegalStateException("the store of entries is closed");
        }
        turns.acquireUninterruptibly();
        try {
            return readInTurn(question);
        } finally {
            turns.release();
        }
    }

    private <T> T readInTurn(Function<EntryReader, T> question) {
        var idle = readers.poll();
        var session = idle == null ? Session.reader(file) : idle;
        try {
            return question.apply(new SqliteReader(session, documents));
        } finally {
            session.endOfMoment();
            if (closed) {
                session.close();
            } else {
                readers.add(session);
            }
        }
    }

    @Override
    public EntryReader latest() {
        return latest;
    }

    @Override
    public void write(Collection<? extends Entry> changed, Ordinals ordinals, long newPosition) {
        // Rows are appended where they come in the order of their numbers.
        var sorted = new ArrayList<Entry>(changed);
        sorted.sort(Comparator.comparing((Entry entry) -> entry.getClass().getSimpleName())
                .thenComparingLong(Entry::order));
        writer.run("BEGIN IMMEDIATE");
        boolean done = false;
        try {
            for (var entry : sorted) {
                writes.write(entry);
            }
            writes.mark(Schema.tableOf(ParticipantEntry.class), ordinals.participant());
            writes.mark(Schema.tableOf(LesionEntry.class), ordinals.lesion());
            writes.mark(Schema.tableOf(CaptureEntry.class), ordinals.capture());
            writes.mark(POSITION, Math.max(position, newPosition));
            writes.flush();
            writer.run("COMMIT");
            done = true;
        } catch (SQLException e) {
            throw new StoreOutage("entries cannot be written", e);
        } finally {
            if (!done) {
                forgetAndRollBack();
            }
        }
        position = Math.max(position, newPosition);
        next = ordinals;
        for (var entry : sorted) {
            recent.put(entry);
            highest.stored(entry);
        }
    }

    private void forgetAndRollBack() {
        try {
            writes.forget();
        } catch (SQLException e) {
            throw new StoreOutage("entries cannot be dropped", e);
        } finally {
            writer.run("ROLLBACK");
        }
    }

    @Override
    public Ordinals nextOrdinals() {
        return next;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void sync() {
        writer.run("PRAGMA synchronous=FULL");
        try {
            writer.run("BEGIN IMMEDIATE");
            writes.mark("synced", position);
            writes.flush();
            writer.run("COMMIT");
        } catch (SQLException e) {
            forgetAndRollBack();
            throw new StoreOutage("entries cannot be made durable", e);
        } finally {
            writer.run("PRAGMA synchronous=NORMAL");
        }
    }

    @Override
    public void clear() {
        Schema.drop(writer);
        Schema.create(writer);
        recent.clear();
        highest.clear();
        position = -1;
        next = new Ordinals(0, 0, 0);
    }

    @Override
    public void close() {
        closed = true;
        for (var session = readers.poll(); session != null; session = readers.poll()) {
            session.close();
        }
        writer.close();
    }
}
