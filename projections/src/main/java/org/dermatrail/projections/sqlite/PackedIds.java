package org.dermatrail.projections.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.dermatrail.domain.IdBytes;

/**
 * Ids of entries as they lie in columns: a UUID as its 16 bytes, which halves the indexes, any other id as text.
 *
 * <p>Law: UUIDs are in the order of their letters. Stateless.
 */
final class PackedIds {

    private PackedIds() {}

    /** An id as it is bound to a statement: bytes or text. */
    static Object of(String id) {
        var packed = IdBytes.of(id);
        return packed == null ? id : packed;
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
            return IdBytes.text(bytes);
        }
        return row.getString(column);
    }
}
