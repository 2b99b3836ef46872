package org.dermatrail.gateway.edge;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file in which a centre remembers.
 *
 * <p>Law: changes since the last {@link #commit} become durable together with the next, or not at all; every question sees
 * every change before it. Not thread-safe.
 */
final class EdgeFile implements AutoCloseable {

    /** As many ids as one question names; the last one stands in for those missing at the end. */
    private static final int IDS_A_QUESTION = 250;

    private static final String IDS = "(" + "?,".repeat(IDS_A_QUESTION - 1) + "?)";

    /** Reads one value of a row. */
    @FunctionalInterface
    interface RowReader<T extends @Nullable Object> {
        T read(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private final Set<PreparedStatement> gathered = new LinkedHashSet<>();
    private final Words words = new Words(this);

    private EdgeFile(Connection connection) {
        this.connection = connection;
    }

    static EdgeFile open(Path file) {
        try {
            var settings = new Properties();
            // Else the driver asks for the last row's id after every single insert.
            settings.setProperty("jdbc.get_generated_keys", "false");
            var connection = DriverManager.getConnection("jdbc:sqlite:" + file, settings);
            SourceMapSchema.create(connection);
            connection.setAutoCommit(false);
            return new EdgeFile(connection);
        } catch (SQLException e) {
            throw new EdgeFailure("the source map " + file.getFileName() + " cannot be opened", e);
        }
    }

    /** The words that rows name by number. */
    Words words() {
        return words;
    }

    void commit() {
        try {
            carryOutGathered();
            connection.commit();
        } catch (SQLException e) {
            throw cannotWrite(e);
        }
    }

    /**
     * Changes rows before the next question, change or commit at the latest: rows written one after the other by the same
     * statement cost less when they are handed over together.
     */
    void updateSoon(String sql, @Nullable Object... arguments) {
        try {
            var statement = prepared(sql);
            bindAll(statement, arguments);
            statement.addBatch();
            gathered.add(statement);
        } catch (SQLException e) {
            throw cannotWrite(e);
        }
    }

    private void carryOutGathered() throws SQLException {
        if (gathered.isEmpty()) {
            return;
        }
        try {
            for (var statement : gathered) {
                var _ = statement.executeBatch();
            }
        } finally {
            for (var statement : gathered) {
                statement.clearBatch();
            }
            gathered.clear();
        }
    }

    /** The first row of a question, or {@code null}. */
    <T> @Nullable T first(String sql, RowReader<T> reader, @Nullable Object... arguments) {
        try (var rows = bind(sql, arguments).executeQuery()) {
            return rows.next() ? reader.read(rows) : null;
        } catch (SQLException e) {
            throw cannotRead(e);
        }
    }

    /** All rows of a question. */
    <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... arguments) {
        var found = new ArrayList<T>();
        try (var rows = bind(sql, arguments).executeQuery()) {
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        } catch (SQLException e) {
            throw cannotRead(e);
        }
    }

    /**
     * All rows of a question about many ids.
     *
     * @param sql the question up to its last word, {@code IN}
     * @param arguments what stands before the ids
     */
    <T> List<T> query(String sql, Collection<String> ids, RowReader<T> reader, @Nullable Object... arguments) {
        var found = new ArrayList<T>();
        try {
            carryOutGathered();
            var statement = prepared(sql + IDS);
            for (var each = ids.iterator(); each.hasNext(); ) {
                bindIds(statement, each, arguments);
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(reader.read(rows));
                    }
                }
            }
            return found;
        } catch (SQLException e) {
            throw cannotRead(e);
        }
    }

    /** Changes rows. */
    void update(String sql, @Nullable Object... arguments) {
        try {
            bind(sql, arguments).executeUpdate();
        } catch (SQLException e) {
            throw cannotWrite(e);
        }
    }

    /** Changes the rows of many ids; {@code sql} ends with {@code IN}. */
    void update(String sql, Collection<String> ids, @Nullable Object... arguments) {
        try {
            carryOutGathered();
            var statement = prepared(sql + IDS);
            for (var each = ids.iterator(); each.hasNext(); ) {
                bindIds(statement, each, arguments);
                statement.executeUpdate();
            }
        } catch (SQLException e) {
            throw cannotWrite(e);
        }
    }

    private static void bindIds(PreparedStatement statement, Iterator<String> ids, @Nullable Object... arguments)
            throws SQLException {
        bindAll(statement, arguments);
        var id = "";
        for (int at = 0; at < IDS_A_QUESTION; at++) {
            id = ids.hasNext() ? ids.next() : id;
            statement.setString(arguments.length + at + 1, id);
        }
    }

    private PreparedStatement bind(String sql, @Nullable Object... arguments) throws SQLException {
        carryOutGathered();
        var statement = prepared(sql);
        bindAll(statement, arguments);
        return statement;
    }

    private static void bindAll(PreparedStatement statement, @Nullable Object... arguments) throws SQLException {
        for (int at = 0; at < arguments.length; at++) {
            statement.setObject(at + 1, arguments[at]);
        }
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        var statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    private static EdgeFailure cannotRead(SQLException cause) {
        return new EdgeFailure("the source map cannot be read", cause);
    }

    private EdgeFailure cannotWrite(SQLException cause) {
        words.forget();
        return new EdgeFailure("the source map cannot be written; is the disk full?", cause);
    }

    @Override
    public void close() {
        try {
            // Drops what was not committed; after a full disk SQLite has dropped it before, and a rollback would
            // fail.
            connection.close();
        } catch (SQLException e) {
            throw new EdgeFailure("the source map cannot be closed", e);
        }
    }
}
