package org.dermatrail.ops.eventstore.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.dermatrail.ops.eventstore.EventKind;
import org.dermatrail.ops.eventstore.StoredEvent;
import org.jspecify.annotations.Nullable;

/** One connection that can only read, with its prepared questions; opened when first asked. Confined to one caller. */
final class EventReader {

    private static final String ROW = "SELECT global_index, " + EventColumns.ALL + " FROM event ";

    private final EventFile file;
    private final Map<Integer, EventKind> kinds;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private @Nullable Connection connection;

    EventReader(EventFile file, Map<Integer, EventKind> kinds) {
        this.file = file;
        this.kinds = kinds;
    }

    /** What the file was named when it was made. */
    String identity() throws SQLException {
        try (var row = prepared("SELECT identity FROM log").executeQuery()) {
            if (!row.next()) {
                throw new SQLException("The file has no name");
            }
            return row.getString(1);
        }
    }

    /** Events after a position, in order. */
    List<StoredEvent> after(long position, int limit) throws SQLException {
        var statement = prepared(ROW + "WHERE global_index > ? ORDER BY global_index LIMIT ?");
        statement.setLong(1, position);
        statement.setInt(2, limit);
        return rows(statement, limit);
    }

    /** Events of a stream from a sequence number on, in order. */
    List<StoredEvent> ofStream(String streamId, long firstSequence, int limit) throws SQLException {
        var statement = prepared(ROW + "WHERE aggregate_id = ? AND sequence >= ? ORDER BY sequence LIMIT ?");
        EventColumns.bindId(statement, 1, streamId);
        statement.setLong(2, firstSequence);
        statement.setInt(3, limit);
        return rows(statement, 8);
    }

    /** The event of an id. */
    Optional<StoredEvent> byId(String eventId) throws SQLException {
        var statement = prepared(ROW + "WHERE event_id = ?");
        EventColumns.bindId(statement, 1, eventId);
        return rows(statement, 1).stream().findFirst();
    }

    /** The snapshot of a stream. */
    Optional<StoredEvent> snapshot(String streamId) throws SQLException {
        var statement = prepared("SELECT 0, " + EventColumns.ALL + " FROM snapshot WHERE aggregate_id = ?");
        EventColumns.bindId(statement, 1, streamId);
        return rows(statement, 1).stream().findFirst();
    }

    /** The highest sequence number of a stream. */
    OptionalLong lastPositionOf(String streamId) throws SQLException {
        var statement =
                prepared("SELECT global_index FROM event WHERE aggregate_id = ? ORDER BY sequence DESC LIMIT 1");
        EventColumns.bindId(statement, 1, streamId);
        return number(statement);
    }

    OptionalLong lastSequence(String streamId) throws SQLException {
        var statement = prepared("SELECT MAX(sequence) FROM event WHERE aggregate_id = ?");
        EventColumns.bindId(statement, 1, streamId);
        return number(statement);
    }

    /** The highest position. */
    OptionalLong lastPosition() throws SQLException {
        return number(prepared("SELECT MAX(global_index) FROM event"));
    }

    /**
     * The first position whose event is not older than a moment. Times need not rise with positions, so no search by
     * halves will do; the marks say up to which position every event is older, and only what follows is looked at.
     */
    OptionalLong firstNotBefore(long micros) throws SQLException {
        var statement = prepared("""
                SELECT global_index FROM event
                WHERE global_index > (SELECT COALESCE(MAX(global_index), 0) FROM time_mark WHERE latest < ?)
                  AND timestamp >= ? ORDER BY global_index LIMIT 1""");
        statement.setLong(1, micros);
        statement.setLong(2, micros);
        return number(statement);
    }

    /** How many streams do not count up from 0 without a gap. */
    OptionalLong brokenStreams() throws SQLException {
        return number(prepared("SELECT count(*) FROM (SELECT 1 FROM event GROUP BY aggregate_id"
                + " HAVING min(sequence) <> 0 OR max(sequence) + 1 <> count(*))"));
    }

    private List<StoredEvent> rows(PreparedStatement statement, int expected) throws SQLException {
        try (var row = statement.executeQuery()) {
            var events = new ArrayList<StoredEvent>(expected);
            while (row.next()) {
                events.add(EventColumns.read(row, this::kindOf));
            }
            return events;
        }
    }

    private static OptionalLong number(PreparedStatement statement) throws SQLException {
        try (var row = statement.executeQuery()) {
            if (!row.next()) {
                return OptionalLong.empty();
            }
            var number = row.getLong(1);
            return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
        }
    }

    private EventKind kindOf(int number) throws SQLException {
        var known = kinds.get(number);
        return known == null ? readKind(number) : known;
    }

    private EventKind readKind(int number) throws SQLException {
        var statement =
                prepared("SELECT aggregate_type, payload_type, payload_revision FROM event_kind WHERE kind = ?");
        statement.setInt(1, number);
        try (var row = statement.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("An event is of kind " + number + ", which the file does not name");
            }
            var kind = new EventKind(row.getString(1), row.getString(2), row.getString(3));
            kinds.put(number, kind);
            return kind;
        }
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        var open = connection;
        if (open == null) {
            open = file.openReader();
            connection = open;
        }
        var known = statements.get(sql);
        if (known == null) {
            known = open.prepareStatement(sql);
            statements.put(sql, known);
        }
        return known;
    }

    /** Closes after a failure; the next question opens anew. */
    void reopenNextTime(SQLException cause) {
        try {
            close();
        } catch (SQLException second) {
            cause.addSuppressed(second);
        }
    }

    void close() throws SQLException {
        var open = connection;
        connection = null;
        statements.clear();
        if (open != null) {
            open.close();
        }
    }
}
