package org.dermatrail.gateway.edge;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import org.dermatrail.domain.IdBytes;
import org.jspecify.annotations.Nullable;

/**
 * Registry ids and row digests as the source map keeps them: a UUID as its 16 bytes, a digest as its 32, which halves table
 * and indexes and with them most of what an import writes at the centre.
 *
 * <p>Law: what is read is letter by letter what was kept; anything that has not the usual form is kept as text. Stateless.
 */
final class Packed {

    private static final int DIGEST_BYTES = 32;
    private static final int DIGEST_LETTERS = 2 * DIGEST_BYTES;
    private static final HexFormat HEX = HexFormat.of();

    private Packed() {}

    /** An id as it is bound to a statement: bytes, text or {@code null}. */
    static @Nullable Object id(@Nullable String id) {
        var packed = id == null ? null : IdBytes.of(id);
        return packed == null ? id : packed;
    }

    /** The id in a column, or {@code null}. */
    static @Nullable String optionalId(ResultSet row, int column) throws SQLException {
        return row.getObject(column) instanceof byte[] bytes ? IdBytes.text(bytes) : row.getString(column);
    }

    /** The id in a column that is never empty. */
    static String id(ResultSet row, int column) throws SQLException {
        return row.getObject(column) instanceof byte[] bytes ? IdBytes.text(bytes) : row.getString(column);
    }

    /**
     * The digest of a row as it is bound to a statement: bytes where it is the digest of its statements, a colon, and those
     * of its pictures with a plus between them; else text.
     */
    static Object digest(String digest) {
        int parts = (digest.length() + (digest.endsWith(":") ? 0 : 1)) / (DIGEST_LETTERS + 1);
        var bytes = ByteBuffer.allocate(parts * DIGEST_BYTES);
        try {
            for (int part = 0; part < parts; part++) {
                int start = part * (DIGEST_LETTERS + 1);
                bytes.put(HEX.parseHex(digest, start, start + DIGEST_LETTERS));
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException notOne) {
            return digest;
        }
        return digestOf(bytes.array()).equals(digest) ? bytes.array() : digest;
    }

    /** The digest in a column. */
    static String digest(ResultSet row, int column) throws SQLException {
        return row.getObject(column) instanceof byte[] bytes ? digestOf(bytes) : row.getString(column);
    }

    private static String digestOf(byte[] bytes) {
        var pictures = new ArrayList<String>();
        for (int start = DIGEST_BYTES; start < bytes.length; start += DIGEST_BYTES) {
            pictures.add(HEX.formatHex(bytes, start, start + DIGEST_BYTES));
        }
        return HEX.formatHex(bytes, 0, Math.min(bytes.length, DIGEST_BYTES)) + ":" + String.join("+", pictures);
    }
}
