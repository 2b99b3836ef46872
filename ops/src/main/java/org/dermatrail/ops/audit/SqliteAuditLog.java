package org.dermatrail.ops.audit;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.dermatrail.domain.audit.AuditLog;
import org.dermatrail.domain.audit.AuditRecord;
import org.dermatrail.ops.eventstore.StorageRefused;
import org.dermatrail.ops.eventstore.StorageRefused.Reason;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the audit log in a SQLite file of its own.
 *
 * <p>Law: a record is synced when {@link #append} returns; callers that come together share one sync. The file itself
 * refuses to change or remove a record. Where a record cannot be kept, {@link StorageRefused} is thrown and the answer
 * must not be given. Thread-safe, for platform and virtual threads.
 */
public final class SqliteAuditLog implements AuditLog, AutoCloseable {

    /** Most letters of question, disclosure and subjects together. */
    public static final int MAX_LETTERS = 1 << 20;

    private static final String INSERT = "INSERT INTO audit(at, account, role, project, action, question,"
            + " data_position, disclosed, subjects) VALUES (?,?,?,?,?,?,?,?,?)";

    private static final int MAX_PAGE = 10_000;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<String>> WORDS = new TypeReference<>() {};

    private final AuditFile file;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock reading = new ReentrantLock();
    private @Nullable Connection writer;
    /** Of the writer, prepared at its first record. */
    private @Nullable PreparedStatement insert;

    private @Nullable Connection reader;
    private boolean closed;

    /**
     * Opens the log, making the file where it is missing.
     *
     * @param path the file; its folder exists
     */
    public SqliteAuditLog(Path path) {
        file = new AuditFile(path);
        try {
            writer = file.open();
        } catch (SQLException cause) {
            throw refusal(cause);
        }
    }

    /** A record on its way to the disk; guarded by {@link #writing} once it is in the queue. */
    private static final class Waiting {
        private final AuditRecord auditRecord;
        private boolean settled;
        private @Nullable SQLException failure;

        private Waiting(AuditRecord auditRecord) {
            this.auditRecord = auditRecord;
        }
    }

    @Override
    public void append(AuditRecord auditRecord) {
        refuseWhatIsTooLarge(auditRecord);
        var own = new Waiting(auditRecord);
        queue.add(own);
        writing.lock();
        try {
            // Whoever is first writes for all who wait; the others find their record settled.
            if (!own.settled) {
                settleAll();
            }
        } finally {
            writing.unlock();
        }
        if (own.failure != null) {
            throw refusal(own.failure);
        }
    }

    private static void refuseWhatIsTooLarge(AuditRecord auditRecord) {
        var letters = (long) auditRecord.question().length()
                + auditRecord.disclosed().length()
                + auditRecord.subjects().stream().mapToLong(String::length).sum();
        if (letters > MAX_LETTERS) {
            throw new StorageRefused(Reason.EVENT_TOO_LARGE, "The audit record is too large to be kept.", null);
        }
    }

    private void settleAll() {
        var group = new ArrayList<Waiting>();
        for (var next = queue.poll(); next != null; next = queue.poll()) {
            group.add(next);
        }
        SQLException failure = null;
        try {
            write(group);
        } catch (SQLException cause) {
            failure = cause;
            reopenNextTime(writer, cause);
            writer = null;
            insert = null;
        }
        for (var settled : group) {
            settled.settled = true;
            settled.failure = failure;
        }
    }

    private void write(List<Waiting> group) throws SQLException {
        if (closed) {
            throw new SQLException("The audit log is closed");
        }
        var connection = writer == null ? file.open() : writer;
        writer = connection;
        var statement = insert == null ? connection.prepareStatement(INSERT) : insert;
        insert = statement;
        for (var waiting : group) {
            bind(statement, waiting.auditRecord);
            var _ = statement.executeUpdate();
        }
        connection.commit();
    }

    private static void bind(PreparedStatement insert, AuditRecord auditRecord) throws SQLException {
        insert.setString(1, auditRecord.at().toString());
        insert.setString(2, auditRecord.account());
        insert.setString(3, auditRecord.role());
        insert.setString(4, auditRecord.project());
        insert.setString(5, auditRecord.action());
        insert.setString(6, auditRecord.question());
        insert.setString(7, auditRecord.position());
        insert.setString(8, auditRecord.disclosed());
        insert.setString(9, JSON.writeValueAsString(auditRecord.subjects()));
    }

    /** After a failure a connection is not to be trusted; closing rolls back. */
    private static void reopenNextTime(@Nullable Connection failed, SQLException cause) {
        try {
            if (failed != null) {
                failed.close();
            }
        } catch (SQLException second) {
            cause.addSuppressed(second);
        }
    }

    @Override
    public Stream<Entry> read(long afterPosition, int limit) {
        reading.lock();
        try {
            var connection = reader == null ? file.openReader() : reader;
            reader = connection;
            try (var select = connection.prepareStatement(
                    "SELECT position, at, account, role, project, action, question,"
                            + " data_position, disclosed, subjects FROM audit WHERE position > ? ORDER BY position LIMIT ?")) {
                select.setLong(1, afterPosition);
                select.setInt(2, Math.min(limit, MAX_PAGE));
                var entries = new ArrayList<Entry>();
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        entries.add(entry(row));
                    }
                }
                return entries.stream();
            }
        } catch (SQLException cause) {
            reopenNextTime(reader, cause);
            reader = null;
            throw refusal(cause);
        } finally {
            reading.unlock();
        }
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong(1),
                new AuditRecord(
                        Instant.parse(row.getString(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9),
                        JSON.readValue(row.getString(10), WORDS)));
    }

    private static StorageRefused refusal(SQLException cause) {
        var full = cause instanceof SQLiteException known && known.getResultCode() == SQLiteErrorCode.SQLITE_FULL;
        return full
                ? new StorageRefused(Reason.STORAGE_FULL, "There is no room left for the audit log. Make room.", cause)
                : new StorageRefused(Reason.STORAGE_FAILED, "The audit log failed: " + cause.getMessage(), cause);
    }

    /** Closes the file; later records are refused. */
    @Override
    public void close() {
        writing.lock();
        reading.lock();
        try {
            closed = true;
            if (reader != null) {
                reader.close();
                reader = null;
            }
            if (writer != null) {
                writer.close();
                writer = null;
            }
        } catch (SQLException cause) {
            throw refusal(cause);
        } finally {
            reading.unlock();
            writing.unlock();
        }
    }
}
