package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.index.LeafReader;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.Level;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a segment's rows, read when one is first asked for and kept as long as the segment is there: a segment never
 * changes, only which of its rows still count. Thread-safe.
 */
final class Segment {

    /**
     * What rows were taken apart into.
     *
     * @param units who and what each row counts for
     * @param fields the column of every field
     * @param gates what access is decided by
     */
    record Columns(Units units, Map<CohortField, Column> fields, Map<Gate, Column.Keywords> gates) {}

    /**
     * Ids of a level, as far as their order can be told from numbers.
     *
     * @param heads the {@linkplain RowReader#head head} of each row's id, {@link #NO_ID} where a row has no id, or {@code
     *     null} where an id has no head
     * @param least for each {@value RowSet#STRETCH} words of rows the least head among them
     */
    @SuppressWarnings("ArrayRecordComponent") // Shared, never compared, never written to.
    record Heads(long @Nullable [] heads, long[] least) {

        /** Beyond nearly all heads, so that such rows are soon passed over. */
        static final long NO_ID = Long.MAX_VALUE;
    }

    private final int rows;
    private final Words words;
    private final Map<Level, Heads> heads = new EnumMap<>(Level.class);
    private volatile @Nullable Columns columns;

    Segment(int rows, Words words) {
        this.rows = rows;
        this.words = words;
    }

    int rows() {
        return rows;
    }

    Column field(CohortField field, LeafReader reader) throws IOException {
        return Objects.requireNonNull(columns(reader).fields().get(field));
    }

    /** A column that access is decided by. */
    Column.Keywords gate(Gate gate, LeafReader reader) throws IOException {
        return Objects.requireNonNull(columns(reader).gates().get(gate));
    }

    Units units(LeafReader reader) throws IOException {
        return columns(reader).units();
    }

    private Columns columns(LeafReader reader) throws IOException {
        var known = columns;
        return known == null ? read(reader) : known;
    }

    private synchronized Columns read(LeafReader reader) throws IOException {
        var known = columns;
        if (known == null) {
            known = SegmentReading.columns(reader, words);
            columns = known;
        }
        return known;
    }

    synchronized Heads heads(Level level, LeafReader reader) throws IOException {
        var known = heads.get(level);
        if (known == null) {
            known = SegmentReading.heads(reader, level);
            heads.put(level, known);
        }
        return known;
    }
}
