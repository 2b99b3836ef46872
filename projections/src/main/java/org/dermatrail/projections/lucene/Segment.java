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

    /** Who and what each row counts for; see {@link RowDocuments} for their low bits. */
    @SuppressWarnings("ArrayRecordComponent") // Shared, never compared, never written to.
    record Units(int[] participants, int[] lesions, int[] captures) {}

    /** Ids of a level, as far as their order can be told from numbers. */
    @SuppressWarnings("ArrayRecordComponent") // Shared, never compared, never written to.
    record Heads(long @Nullable [] heads) {}

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
            known = new Units(
                    SegmentReading.ordinals(reader, RowDocuments.PARTICIPANT),
                    SegmentReading.ordinals(reader, RowDocuments.LESION),
                    SegmentReading.ordinals(reader, RowDocuments.CAPTURE));
            units = known;
        }
        return known;
    }

    synchronized Heads heads(Level level, LeafReader reader) throws IOException {
        var known = heads.get(level);
        if (known == null) {
            known = new Heads(SegmentReading.heads(reader, RowDocuments.idOf(level)));
            heads.put(level, known);
        }
        return known;
    }
}
