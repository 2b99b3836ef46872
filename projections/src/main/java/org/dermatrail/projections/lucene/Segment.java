package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.LeafReader;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.Level;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a segment's rows, each read when it is first asked for and kept as long as the segment is there: a segment
 * never changes, only which of its rows still count. Thread-safe.
 */
final class Segment {

    /**
     * Ids of a level, as far as their order can be told from numbers.
     *
     * @param heads the {@linkplain SegmentReading#head head} of each row's id, or {@code null} where an id has none
     * @param least for each {@value RowSet#STRETCH} words of rows the least head among them
     */
    @SuppressWarnings("ArrayRecordComponent") // Shared, never compared, never written to.
    record Heads(long @Nullable [] heads, long[] least) {}

    private final int rows;
    private final Map<CohortField, Column> fields = new EnumMap<>(CohortField.class);
    private final Map<String, Column.Keywords> gates = new HashMap<>();
    private final Map<Level, Heads> heads = new EnumMap<>(Level.class);
    private @Nullable Units units;

    Segment(int rows) {
        this.rows = rows;
    }

    int rows() {
        return rows;
    }

    synchronized Column field(CohortField field, LeafReader reader) throws IOException {
        var known = fields.get(field);
        if (known == null) {
            var name = RowDocuments.name(field);
            known = field.kind() == CohortField.Kind.NUMBER
                    ? SegmentReading.numbers(reader, name)
                    : SegmentReading.keywords(reader, name);
            fields.put(field, known);
        }
        return known;
    }

    /** A column that access is decided by. */
    synchronized Column.Keywords gate(String name, LeafReader reader) throws IOException {
        var known = gates.get(name);
        if (known == null) {
            known = SegmentReading.keywords(reader, name);
            gates.put(name, known);
        }
        return known;
    }

    synchronized Units units(LeafReader reader) throws IOException {
        var known = units;
        if (known == null) {
            known = SegmentReading.units(reader);
            units = known;
        }
        return known;
    }

    synchronized Heads heads(Level level, LeafReader reader) throws IOException {
        var known = heads.get(level);
        if (known == null) {
            known = SegmentReading.heads(reader, RowDocuments.idOf(level));
            heads.put(level, known);
        }
        return known;
    }
}
