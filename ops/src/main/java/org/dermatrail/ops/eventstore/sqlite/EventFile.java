package org.dermatrail.ops.eventstore.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.dermatrail.ops.eventstore.StorageRefused;
import org.dermatrail.ops.eventstore.StorageRefused.Reason;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The database file: its shape, and how connections to it are opened.
 *
 * <p>Law: whatever is committed is synced before the commit returns (write-ahead log, {@code synchronous=FULL}). Rows of
 * {@code event} are never changed or removed; the file itself refuses it. Immutable and thread-safe.
 */
final class EventFile {

    private static final int PAGE_BYTES = 4096;
    private static final int LOG_PAGES_BEFORE_CHECKPOINT = 4000;
    private static final int WRITER_CACHE_KIB = 65_536;
    private static final int READER_CACHE_KIB = 8_192;
    private static final long MAPPED_BYTES = 1L << 30;
    private static final int BUSY_MILLIS = 10_000;
    private static final long FULL_BELOW_BYTES = 1L << 20;

    /** A kind is stored once and named by number; a UUID as 16 bytes, any other id as text. */
    private static final String[] SHAPE = {
        """
        CREATE TABLE IF NOT EXISTS event_kind(
          kind INTEGER PRIMARY KEY, aggregate_type TEXT, payload_type TEXT NOT NULL, payload_revision TEXT)""",
        """
        CREATE TABLE IF NOT EXISTS event(
          global_index INTEGER PRIMARY KEY, event_id BLOB NOT NULL, aggregate_id BLOB NOT NULL,
          sequence INTEGER NOT NULL, kind INTEGER NOT NULL, timestamp INTEGER NOT NULL,
          payload BLOB NOT NULL, metadata BLOB NOT NULL)""",
        "CREATE UNIQUE INDEX IF NOT EXISTS event_by_id ON event(event_id)",
        "CREATE UNIQUE INDEX IF NOT EXISTS event_by_stream ON event(aggregate_id, sequence)",
        """
        CREATE TRIGGER IF NOT EXISTS event_stays BEFORE UPDATE ON event
          BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END""",
        """
        CREATE TRIGGER IF NOT EXISTS event_remains BEFORE DELETE ON event
          BEGIN SELECT RAISE(ABORT, 'an event is never removed'); END""",
        """
        CREATE TABLE IF NOT EXISTS time_mark(global_index INTEGER PRIMARY KEY, latest INTEGER NOT NULL)""",
        "CREATE INDEX IF NOT EXISTS time_mark_by_time ON time_mark(latest, global_index)",
        """
        CREATE TABLE IF NOT EXISTS snapshot(
          aggregate_id BLOB PRIMARY KEY, event_id BLOB NOT NULL, sequence INTEGER NOT NULL, kind INTEGER NOT NULL,
          timestamp INTEGER NOT NULL, payload BLOB NOT NULL, metadata BLOB NOT NULL) WITHOUT ROWID""",
        "CREATE TABLE IF NOT EXISTS log(identity TEXT NOT NULL)",
        "INSERT INTO log SELECT lower(hex(randomblob(16))) WHERE NOT EXISTS (SELECT 1 FROM log)",
    };

    private final SqliteEventStoreSettings settings;

    EventFile(SqliteEventStoreSettings settings) {
        this.settings = settings;
    }

    /** Opens a connection that may write, creating file and tables where they are missing. */
    Connection openWriter() throws SQLException {
        var isNew = Files.notExists(settings.file());
        var config = config(WRITER_CACHE_KIB);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setWalAutocheckpoint(LOG_PAGES_BEFORE_CHECKPOINT);
        // The driver begins the next transaction as soon as one ends; a deferred one takes no lock until it writes.
        config.setTransactionMode(SQLiteConfig.TransactionMode.DEFERRED);
        config.setMaxPageCount(settings.maxPages());
        var connection = config.createConnection(url());
        try (Statement statement = connection.createStatement()) {
            // In this order, since the log fixes the page size; the driver's own settings come in another.
            statement.execute("PRAGMA page_size=" + PAGE_BYTES);
            statement.execute("PRAGMA journal_mode=WAL");
            map(statement);
            for (String sql : SHAPE) {
                statement.execute(sql);
            }
            connection.setAutoCommit(false);
            if (isNew) {
                syncFolder();
            }
            return connection;
        } catch (SQLException | IOException cause) {
            connection.close();
            throw cause instanceof SQLException sql ? sql : new SQLException("The folder cannot be synced", cause);
        }
    }

    /** Opens a connection that can only read. */
    Connection openReader() throws SQLException {
        var config = config(READER_CACHE_KIB);
        config.setReadOnly(true);
        var connection = config.createConnection(url());
        try (Statement statement = connection.createStatement()) {
            map(statement);
            return connection;
        } catch (SQLException cause) {
            connection.close();
            throw cause;
        }
    }

    /** Says in the store's own words why SQLite failed. */
    StorageRefused refusal(SQLException cause) {
        if (isFull(cause)) {
            return new StorageRefused(
                    Reason.STORAGE_FULL, "There is no room left for events; nothing was written. Make room.", cause);
        }
        return new StorageRefused(Reason.STORAGE_FAILED, "The event file failed: " + cause.getMessage(), cause);
    }

    private boolean isFull(SQLException cause) {
        if (codeOf(cause) == SQLiteErrorCode.SQLITE_FULL) {
            return true;
        }
        try {
            return isInputOutput(cause) && Files.getFileStore(settings.file()).getUsableSpace() < FULL_BELOW_BYTES;
        } catch (IOException unreadable) {
            cause.addSuppressed(unreadable);
            return false;
        }
    }

    /** Tells whether the file itself failed, after which a connection is not to be trusted. */
    static boolean isInputOutput(SQLException cause) {
        return codeOf(cause).name().startsWith(SQLiteErrorCode.SQLITE_IOERR.name());
    }

    /** Tells whether a row was refused because its key is taken. */
    static boolean isDuplicate(SQLException cause) {
        var code = codeOf(cause);
        return code == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE || code == SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY;
    }

    /** The code SQLite gave, or {@code UNKNOWN_ERROR}. */
    static SQLiteErrorCode codeOf(SQLException cause) {
        return cause instanceof SQLiteException known ? known.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
    }

    private String url() {
        return "jdbc:sqlite:" + settings.file().toAbsolutePath();
    }

    private static SQLiteConfig config(int cacheKib) {
        var config = new SQLiteConfig();
        config.setCacheSize(-cacheKib);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setGetGeneratedKeys(false);
        return config;
    }

    private static void map(Statement statement) throws SQLException {
        statement.execute("PRAGMA mmap_size=" + MAPPED_BYTES);
    }

    /** SQLite syncs the folder for its log but not for a new database file. */
    private void syncFolder() throws IOException {
        Path folder = settings.file().toAbsolutePath().getParent();
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
