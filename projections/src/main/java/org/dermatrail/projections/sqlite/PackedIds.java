package org.dermatrail.projections.sqlite;

import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Ids of entries as they lie in columns: a UUID as its 16 bytes, which halves the indexes, any other id as text.
 *
 * <p>Law: UUIDs are in the order of their letters. Stateless.
 */
final class PackedIds {

    private static final int BYTES = 16;
    private static final int LETTERS = 36;

    private PackedIds() {}

    /** An id as it is bound to a statement: bytes or text. */
    static Object of(String id) {
        if (id.length() != LETTERS) {
            return id;
        }
        try {
            var uuid = UUID.fromString(id);
            return uuid.toString().equals(id)
                    ? ByteBuffer.allocate(BYTES)
                            .putLong(uuid.getMostSignificantBits())
                            .putLong(uuid.getLeastSignificantBits())
                            .array()
                    : id;
        } catch (IllegalArgumentException notOne) {
            return id;
        }
    }

    static void bind(PreparedStatement statement, int column, String id) throws SQLException {
        if (of(id) instanceof byte[] bytes) {
            statement.setBytes(column, bytes);
        } else {
            statement.setString(column, id);
        }
    }

    static String read(ResultSet row, int column) throws SQLException {
        if (row.getObject(column) instanceof byte[] bytes) {
            var buffer = ByteBuffer.wrap(bytes);
            return new UUID(buffer.getLong(), buffer.getLong()).toString();
        }
        return row.getString(column);
    }
}
