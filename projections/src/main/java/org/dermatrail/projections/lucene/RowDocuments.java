package org.dermatrail.projections.lucene;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.util.BytesRef;
import org.dermatrail.projections.cohort.BlockRow;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.Level;

/**
 * A row as a Lucene document: columns only, since questions go by columns, and the block's key to replace it by. What is
 * counted stands in three numbers, with what counting must know in their low bits.
 */
final class RowDocuments {

    static final String BLOCK = "block";
    static final String STUDY = "access.study";
    static final String SITE = "access.site";
    static final String CONSENTED = "access.consented";
    static final String WITHHELD = "withheld";
    static final String YES = "y";
    /** Ordinal × 2, + 1 for a surrogate. */
    static final String PARTICIPANT = "#p";
    /** Ordinal + 1, 0 for none. */
    static final String LESION = "#l";
    /** (Ordinal + 1) × 4, + 2 where the capture has further rows, + 1 where it is withheld; 0 for none. */
    static final String CAPTURE = "#c";

    /** Low bits of a capture's number that are no part of its ordinal. */
    static final int CAPTURE_FLAGS = 2;
    /** Set in a capture's number where the capture has further rows. */
    static final int FURTHER_ROWS = 2;

    private static final Map<CohortField, String> NAMES = new EnumMap<>(CohortField.class);

    static {
        for (var field : CohortField.values()) {
            NAMES.put(field, "f." + field.wireName());
        }
    }

    private RowDocuments() {}

    static String name(CohortField field) {
        return NAMES.getOrDefault(field, "");
    }

    static String idOf(Level level) {
        return switch (level) {
            case PARTICIPANT -> "id.p";
            case LESION -> "id.l";
            case CAPTURE -> "id.c";
        };
    }

    static Document of(String block, BlockRow blockRow) {
        var row = blockRow.row();
        var document = new Document();
        document.add(new StringField(BLOCK, block, Field.Store.NO));
        document.add(new SortedDocValuesField(STUDY, bytes(row.studyId())));
        document.add(new SortedDocValuesField(SITE, bytes(row.siteId())));
        if (row.consented()) {
            document.add(new SortedDocValuesField(CONSENTED, bytes(YES)));
        }
        if (row.withheld()) {
            document.add(new SortedDocValuesField(WITHHELD, bytes(YES)));
        }
        long participant = blockRow.participantOrdinal() * 2L + (row.surrogate() ? 1 : 0);
        document.add(new NumericDocValuesField(PARTICIPANT, participant));
        document.add(new NumericDocValuesField(LESION, blockRow.lesionOrdinal() + 1L));
        long capture = ((blockRow.captureOrdinal() + 1L) << CAPTURE_FLAGS)
                + (blockRow.severalRows() ? FURTHER_ROWS : 0)
                + (row.withheld() ? 1 : 0);
        document.add(new NumericDocValuesField(CAPTURE, capture));
        document.add(new BinaryDocValuesField(idOf(Level.PARTICIPANT), bytes(row.participantKey())));
        if (row.lesionId() != null) {
            document.add(new BinaryDocValuesField(idOf(Level.LESION), bytes(row.lesionId())));
        }
        if (row.captureId() != null) {
            document.add(new BinaryDocValuesField(idOf(Level.CAPTURE), bytes(row.captureId())));
        }
        row.keywords().forEach((field, values) -> {
            for (var value : values) {
                document.add(new SortedSetDocValuesField(name(field), bytes(value)));
            }
        });
        row.numbers().forEach((field, value) -> document.add(new NumericDocValuesField(name(field), value)));
        return document;
    }

    static BytesRef bytes(String text) {
        return new BytesRef(text.getBytes(StandardCharsets.UTF_8));
    }
}
