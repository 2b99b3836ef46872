package org.dermatrail.ops.eventstore.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.dermatrail.domain.IdBytes;
import org.dermatrail.ops.eventstore.EventKind;
import org.dermatrail.ops.eventstore.StoredEvent;

/**
 * How an event lies in the columns of a row.
 *
 * <p>Ids that are UUIDs in their usual form take 16 bytes, which halves the indexes; any other id stays text. Stateless
 * and thread-safe.
 */
final class EventColumns {

    static final String ALL = "event_id, aggregate_id, sequence, kind, timestamp, payload, metadata";

    private EventColumns() {}

    /** Finds what a kind's number stands for. */
    interface Kinds {
        EventKind of(int number) throws SQLException;
    }

    static void bindId(PreparedStatement statement, int column, String id) throws SQLException {
        var packed = IdBytes.of(id);
        if (packed == null) {
            statement.setString(column, id);
        } else {
            statement.setBytes(column, packed);
        }
    }

    static void bind(PreparedStatement statement, StoredEvent event, int kind) throws SQLException {
        bindId(statement, 1, event.getEventIdentifier());
        bindId(statement, 2, event.getAggregateIdentifier());
        statement.setLong(3, event.getSequenceNumber());
        statement.setInt(4, kind);
        statement.setLong(5, event.timestampMicros());
        statement.setBytes(6, event.payloadBytes());
        statement.setBytes(7, event.metadataBytes());
    }

    /** Reads a row of a position and {@link #ALL}. */
    static StoredEvent read(ResultSet row, Kinds kinds) throws SQLException {
        return new StoredEvent(
                row.getLong(1),
                readId(row, 2),
                readId(row, 3),
                row.getLong(4),
                kinds.of(row.getInt(5)),
                row.getLong(6),
                row.getBytes(7),
                row.getBytes(8));
    }

    private static String readId(ResultSet row, int column) throws SQLException {
        if (row.getObject(column) instanceof byte[] bytes) {
            return IdBytes.text(bytes);
        }
        return row.getString(column);
    }
}
