package org.dermatrail.ops.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The SQLite file that accounts and their tokens share.
 *
 * <p>Laws: readable by its owner only; every statement is durable when it returns. Thread-safe, one statement at a time.
 */
final class AccountFile implements AutoCloseable {

    private static final List<String> TABLES = List.of("""
            CREATE TABLE IF NOT EXISTS account (
              name TEXT PRIMARY KEY, role TEXT NOT NULL, project TEXT, studies TEXT NOT NULL, sites TEXT NOT NULL,
              disabled INTEGER NOT NULL, password TEXT NOT NULL)
            """, """
            CREATE TABLE IF NOT EXISTS token (
              id INTEGER PRIMARY KEY AUTOINCREMENT, account TEXT NOT NULL REFERENCES account(name),
              digest TEXT UNIQUE, label TEXT NOT NULL, expires INTEGER NOT NULL, revoked INTEGER NOT NULL,
              kind TEXT NOT NULL DEFAULT 'BEARER', used INTEGER NOT NULL DEFAULT 0)
            """, """
            CREATE TABLE IF NOT EXISTS attempt (
              name TEXT PRIMARY KEY, failures INTEGER NOT NULL, last INTEGER NOT NULL, blocked_until INTEGER NOT NULL)
            """);

    /** What files from before there were browser sessions lack. */
    private static final List<String> LATER_COLUMNS = List.of(
            "ALTER TABLE token ADD COLUMN kind TEXT NOT NULL DEFAULT 'BEARER'",
            "ALTER TABLE token ADD COLUMN used INTEGER NOT NULL DEFAULT 0");

    private final Connection connection;
    private final Map<String, PreparedStatement> questions = new HashMap<>();

    private AccountFile(Connection connection) {
        this.connection = connection;
    }

    /** Opens the file, making it where it is absent. */
    static AccountFile open(Path file) {
        try {
            make(file.toAbsolutePath());
            var opened = new AccountFile(DriverManager.getConnection("jdbc:sqlite:" + file));
            for (var pragma : List.of("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000", "foreign_keys=ON")) {
                opened.execute("PRAGMA " + pragma);
            }
            for (var table : TABLES) {
                opened.execute(table);
            }
            var columns = opened.query("SELECT name FROM pragma_table_info('token')", row -> row.getString(1));
            if (!columns.contains("kind")) {
                for (var column : LATER_COLUMNS) {
                    opened.execute(column);
                }
            }
            return opened;
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the file of accounts cannot be made", unwritable);
        } catch (SQLException broken) {
            throw outage(broken);
        }
    }

    private static void make(Path file) throws IOException {
        if (Files.notExists(file)) {
            var folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(file, ownerOnly);
            } else {
                Files.createFile(file);
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Reads one row. */
    @FunctionalInterface
    interface Row<T> {

        T read(ResultSet row) throws SQLException;
    }

    synchronized <T> List<T> query(String sql, Row<T> row, Object... values) {
        try {
            var statement = prepared(sql);
            set(statement, values);
            var found = new ArrayList<T>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(row.read(rows));
                }
            }
            return found;
        } catch (SQLException broken) {
            throw outage(broken);
        }
    }

    /** Every request asks who it comes from, always by the same few questions. */
    private PreparedStatement prepared(String sql) throws SQLException {
        var known = questions.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            questions.put(sql, known);
        }
        return known;
    }

    /** Changes rows; how many. */
    synchronized int update(String sql, @Nullable Object... values) {
        try (var statement = connection.prepareStatement(sql)) {
            set(statement, values);
            return statement.executeUpdate();
        } catch (SQLException broken) {
            throw outage(broken);
        }
    }

    /** Adds a row; its number. */
    synchronized long insert(String sql, @Nullable Object... values) {
        try (var statement = connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
            set(statement, values);
            statement.executeUpdate();
            try (var keys = statement.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
        } catch (SQLException broken) {
            throw outage(broken);
        }
    }

    private static void set(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private static IllegalStateException outage(SQLException broken) {
        return new IllegalStateException("the file of accounts cannot be read or written", broken);
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException broken) {
            throw outage(broken);
        }
    }
}
