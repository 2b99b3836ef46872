package org.dermatrail.projections.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** One connection with its prepared statements. For one thread at a time. */
final class Session implements AutoCloseable {

    /** Reads one row. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static final int BUSY_MILLIS = 10_000;

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    private Session(Connection connection) {
        this.connection = connection;
    }

    static Session writer(Path file) {
        var session = open(file);
        session.run("PRAGMA journal_mode=WAL");
        // The file is rebuilt from events where it is lost, so only sync() needs to reach the disk.
        session.run("PRAGMA synchronous=NORMAL");
        session.run("PRAGMA cache_size=-65536");
        session.run("PRAGMA wal_autocheckpoint=16000");
        session.run("PRAGMA temp_store=MEMORY");
        return session;
    }

    static Session reader(Path file) {
        var session = open(file);
        session.run("PRAGMA query_only=1");
        session.run("PRAGMA cache_size=-8192");
        session.run("PRAGMA mmap_size=268435456");
        session.transactional();
        return session;
    }

    private static Session open(Path file) {
        try {
            var session =
                    new Session(DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath(), driverSettings()));
            session.run("PRAGMA busy_timeout=" + BUSY_MILLIS);
            return session;
        } catch (SQLException e) {
            throw new StoreOutage("the file of entries cannot be opened", e);
        }
    }

    private static Properties driverSettings() {
        var settings = new Properties();
        // Else the driver asks for the last row's id after every single insert.
        settings.setProperty("jdbc.get_generated_keys", "false");
        return settings;
    }

    private void transactional() {
        try {
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw new StoreOutage("no transaction can be opened", e);
        }
    }

    /** Runs a statement without results or parameters. */
    void run(String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new StoreOutage("entries cannot be kept", e);
        }
    }

    /** Ends the moment this session looks at. */
    void endOfMoment() {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new StoreOutage("entries cannot be read", e);
        }
    }

    /** A prepared statement, kept for the next time. */
    PreparedStatement prepared(String sql) throws SQLException {
        var statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    /** All rows of a question. */
    <T> List<T> list(String sql, List<?> parameters, RowReader<T> reader) {
        try {
            var statement = prepared(sql);
            bind(statement, parameters);
            try (var rows = statement.executeQuery()) {
                var found = new ArrayList<T>();
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new StoreOutage("entries cannot be read", e);
        }
    }

    /** All rows of a question whose text is made for this once. */
    <T> List<T> listOnce(String sql, List<?> parameters, RowReader<T> reader) {
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (var rows = statement.executeQuery()) {
                var found = new ArrayList<T>();
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new StoreOutage("entries cannot be read", e);
        }
    }

    private static void bind(PreparedStatement statement, List<?> parameters) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            switch (parameters.get(i)) {
                case Long number -> statement.setLong(i + 1, number);
                case Integer number -> statement.setInt(i + 1, number);
                case String text -> statement.setString(i + 1, text);
                case byte[] bytes -> statement.setBytes(i + 1, bytes);
                default -> throw new IllegalArgumentException("no parameter of this type is known");
            }
        }
    }

    @Override
    public void close() {
        try {
            for (var statement : statements.values()) {
                statement.close();
            }
            connection.close();
        } catch (SQLException e) {
            throw new StoreOutage("the file of entries cannot be closed", e);
        }
    }
}
