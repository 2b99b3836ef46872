package org.dermatrail.ops.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;

/** The file of the audit log: its shape, and how connections to it are opened. Immutable and thread-safe. */
final class AuditFile {

    private static final int BUSY_MILLIS = 10_000;

    private static final String[] SHAPE = {
        """
        CREATE TABLE IF NOT EXISTS audit(
          position INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, account TEXT NOT NULL, role TEXT NOT NULL,
          project TEXT, action TEXT NOT NULL, question TEXT NOT NULL, data_position TEXT NOT NULL,
          disclosed TEXT NOT NULL, subjects TEXT NOT NULL)""", """
        CREATE TRIGGER IF NOT EXISTS audit_stays BEFORE UPDATE ON audit
          BEGIN SELECT RAISE(ABORT, 'an audit record is never changed'); END""", """
        CREATE TRIGGER IF NOT EXISTS audit_remains BEFORE DELETE ON audit
          BEGIN SELECT RAISE(ABORT, 'an audit record is never removed'); END""", """
        CREATE TRIGGER IF NOT EXISTS audit_is_not_replaced BEFORE INSERT ON audit
          WHEN EXISTS (SELECT 1 FROM audit WHERE position = NEW.position)
          BEGIN SELECT RAISE(ABORT, 'an audit record is never replaced'); END""",
    };

    private final Path path;

    AuditFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    /** Opens the one connection that writes, in whose transactions every commit is synced. */
    Connection open() throws SQLException {
        var config = config();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        var connection = config.createConnection(url());
        try (var statement = connection.createStatement()) {
            for (var sql : SHAPE) {
                statement.execute(sql);
            }
            connection.setAutoCommit(false);
            syncFolder();
            return connection;
        } catch (SQLException | IOException cause) {
            connection.close();
            throw cause instanceof SQLException sql ? sql : new SQLException("The folder cannot be synced", cause);
        }
    }

    /** Opens a connection that can only read. */
    Connection openReader() throws SQLException {
        var config = config();
        config.setReadOnly(true);
        return config.createConnection(url());
    }

    private static SQLiteConfig config() {
        var config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setGetGeneratedKeys(false);
        return config;
    }

    private String url() {
        return "jdbc:sqlite:" + path;
    }

    /** SQLite syncs the folder for its log but not for a new database file. */
    private void syncFolder() throws IOException {
        try (var channel = FileChannel.open(path.getParent(), StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
