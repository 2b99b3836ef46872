package org.dermatrail.gateway.edge;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words that rows have in common (sources, imports, sites, places, codes), each written once and named by number.
 *
 * <p>Law: a number is durable with the first row that uses it, and stands for its word for ever. There are as many as a
 * centre has such words, so all are kept in memory. For the owner of the source map's lock.
 */
final class Words {

    private final EdgeFile file;
    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<Long, String> texts = new HashMap<>();

    Words(EdgeFile file) {
        this.file = file;
    }

    /** The number of a word, given to it where it has none; {@code null} for none. */
    @Nullable
    Long number(@Nullable String text) {
        return text == null ? null : numbers.computeIfAbsent(text, this::written);
    }

    private Long written(String text) {
        file.update("INSERT OR IGNORE INTO word(text) VALUES(?)", text);
        var number = file.first("SELECT number FROM word WHERE text=?", row -> row.getLong(1), text);
        if (number == null) {
            throw new IllegalStateException("a word that was just written is there");
        }
        return number;
    }

    /** The word whose number is in a column, or {@code null} where the column is empty. */
    @Nullable
    String text(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : known(number);
    }

    private String known(long number) {
        return texts.computeIfAbsent(number, missing -> {
            var text = file.first("SELECT text FROM word WHERE number=?", row -> row.getString(1), missing);
            if (text == null) {
                throw new IllegalStateException("a row names word " + missing + ", which is not there");
            }
            return text;
        });
    }

    /** Forgets what is in memory, since numbers may have been taken back with what was not committed. */
    void forget() {
        numbers.clear();
        texts.clear();
    }
}
