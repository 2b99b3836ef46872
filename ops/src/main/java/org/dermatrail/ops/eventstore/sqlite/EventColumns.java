package org.dermatrail.ops.eventstore.sqlite;

import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.dermatrail.ops.eventstore.EventKind;
import org.dermatrail.ops.eventstore.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * How an event lies in the columns of a row.
 *
 * <p>Ids that are UUIDs in their usual form take 16 bytes, which halves the indexes; any other id stays text. Stateless
 * and thread-safe.
 */
final class EventColumns {

    static final String ALL = "event_id, aggregate_id, sequence, kind, timestamp, payload, metadata";

    private static final int UUID_LETTERS = 36;
    private static final int UUID_BYTES = 16;

    private EventColumns() {}

    /** Finds what a kind's number stands for. */
    interface Kinds {
        EventKind of(int number) throws SQLException;
    }

    static void bindId(PreparedStatement statement, int column, String id) throws SQLException {
        if (id.length() == UUID_LETTERS && id.charAt(8) == '-') {
            var uuid = uuidOf(id);
            if (uuid != null) {
                var bytes = ByteBuffer.allocate(UUID_BYTES)
                        .putLong(uuid.getMostSignificantBits())
                        .putLong(uuid.getLeastSignificantBits());
                statement.setBytes(column, bytes.array());
                return;
            }
        }
        statement.setString(column, id);
    }

    private static @Nullable UUID uuidOf(String id) {
        try {
            var uuid = UUID.fromString(id);
            return uuid.toString().equals(id) ? uuid : null;
        } catch (IllegalArgumentException notAUuid) {
            return null;
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
            var buffer = ByteBuffer.wrap(bytes);
            return new UUID(buffer.getLong(), buffer.getLong()).toString();
        }
        return row.getString(column);
    }
}
