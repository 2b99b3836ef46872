package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.Level;

/** Reads the rows of a segment once and takes them apart into columns. For one thread. */
final class SegmentReading {

    private final Words words;
    private final int rows;
    private final Units units;
    private final Map<CohortField, KeywordsBuilder> keywords = new EnumMap<>(CohortField.class);
    private final Map<CohortField, NumbersBuilder> numbers = new EnumMap<>(CohortField.class);
    private final Map<Gate, KeywordsBuilder> gates = new EnumMap<>(Gate.class);
    private final Map<Integer, CohortField> fields = new HashMap<>();
    private final BytesRef scratch = new BytesRef();

    private SegmentReading(Words words, int rows) {
        this.words = words;
        this.rows = rows;
        units = new Units(rows);
    }

    /** All columns of a segment. */
    static Segment.Columns columns(LeafReader reader, Words words) throws IOException {
        var reading = new SegmentReading(words, reader.maxDoc());
        var row = new RowReader();
        var stored = DocValues.getBinary(reader, RowDocuments.ROW);
        for (int at = stored.nextDoc(); at != DocIdSetIterator.NO_MORE_DOCS; at = stored.nextDoc()) {
            row.begin(stored.binaryValue());
            reading.read(at, row);
        }
        return reading.columns();
    }

    private void read(int at, RowReader row) {
        units.set(at, row.number(), row.number(), row.number());
        int flags = row.number();
        of(Gate.STUDY).put(at, row.number());
        of(Gate.SITE).put(at, row.number());
        if ((flags & RowWriter.CONSENTED) != 0) {
            of(Gate.CONSENTED).put(at, words.number(Gate.YES));
        }
        if ((flags & RowWriter.WITHHELD) != 0) {
            of(Gate.WITHHELD).put(at, words.number(Gate.YES));
        }
        row.skipIds();
        while (row.hasMore()) {
            var field = fields.computeIfAbsent(row.number(), this::field);
            if (field.kind() == CohortField.Kind.KEYWORD) {
                keywords.computeIfAbsent(field, any -> new KeywordsBuilder(words, rows))
                        .read(at, row, scratch);
            } else {
                numbers.computeIfAbsent(field, any -> new NumbersBuilder(rows)).put(at, row.signed());
            }
        }
    }

    private KeywordsBuilder of(Gate gate) {
        return gates.computeIfAbsent(gate, any -> new KeywordsBuilder(words, rows));
    }

    private CohortField field(int word) {
        return CohortField.named(words.text(word))
                .orElseThrow(() -> new IllegalStateException("rows have a field nobody knows: " + words.text(word)));
    }

    private Segment.Columns columns() {
        var columns = new EnumMap<CohortField, Column>(CohortField.class);
        keywords.forEach((field, builder) -> columns.put(field, builder.column()));
        numbers.forEach((field, builder) -> columns.put(field, builder.column()));
        for (var field : CohortField.values()) {
            columns.computeIfAbsent(field, this::empty);
        }
        var decided = new EnumMap<Gate, Column.Keywords>(Gate.class);
        for (var gate : Gate.values()) {
            decided.put(gate, of(gate).column());
        }
        return new Segment.Columns(units, columns, decided);
    }

    private Column empty(CohortField field) {
        return field.kind() == CohortField.Kind.KEYWORD
                ? new KeywordsBuilder(words, rows).column()
                : new Column.Numbers(new CodesBuilder(rows).codes(), new int[1]);
    }

    /** The heads of each row's id of a level, where every such id of the segment has one. */
    static Segment.Heads heads(LeafReader reader, Level level) throws IOException {
        var row = new RowReader();
        var stored = DocValues.getBinary(reader, RowDocuments.ROW);
        var heads = new long[reader.maxDoc()];
        var least = new long[RowSet.stretches(heads.length)];
        Arrays.fill(heads, Segment.Heads.NO_ID);
        Arrays.fill(least, Segment.Heads.NO_ID);
        for (int at = stored.nextDoc(); at != DocIdSetIterator.NO_MORE_DOCS; at = stored.nextDoc()) {
            row.begin(stored.binaryValue());
            if (row.findId(level)) {
                if (!row.hasHead()) {
                    return new Segment.Heads(null, new long[0]);
                }
                heads[at] = row.head();
                int stretch = RowSet.stretchOf(at);
                least[stretch] = Math.min(least[stretch], heads[at]);
            }
        }
        return new Segment.Heads(heads, least);
    }
}
