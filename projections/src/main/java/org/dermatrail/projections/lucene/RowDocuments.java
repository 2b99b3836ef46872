package org.dermatrail.projections.lucene;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.util.BytesRef;
import org.dermatrail.projections.cohort.BlockRow;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.Level;

/**
 * A row as a Lucene document. What is counted stands in three numbers, with what counting must know in their low bits, so
 * that one pass reads three values a row.
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
        document.add(new StringField(STUDY, row.studyId(), Field.Store.NO));
        document.add(new StringField(SITE, row.siteId(), Field.Store.NO));
        if (row.consented()) {
            document.add(new StringField(CONSENTED, YES, Field.Store.NO));
        }
        if (row.withheld()) {
            document.add(new StringField(WITHHELD, YES, Field.Store.NO));
        }
        long participant = blockRow.participantOrdinal() * 2L + (row.surrogate() ? 1 : 0);
        document.add(new NumericDocValuesField(PARTICIPANT, participant));
        document.add(new NumericDocValuesField(LESION, blockRow.lesionOrdinal() + 1L));
        long capture =
                (blockRow.captureOrdinal() + 1L) * 4 + (blockRow.severalRows() ? 2 : 0) + (row.withheld() ? 1 : 0);
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
                document.add(new KeywordField(name(field), bytes(value), Field.Store.NO));
            }
        });
        row.numbers().forEach((field, value) -> document.add(new IntField(name(field), value, Field.Store.NO)));
        return document;
    }

    static BytesRef bytes(String text) {
        return new BytesRef(text.getBytes(StandardCharsets.UTF_8));
    }
}
