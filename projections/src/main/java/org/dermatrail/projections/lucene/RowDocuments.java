package org.dermatrail.projections.lucene;

import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.dermatrail.projections.cohort.BlockRow;

/**
 * Rows as Lucene documents: the key of the block, by which a block is replaced, and all else as the bytes of one value. One
 * value is taken in and merged for a tenth of what one a field costs, and whoever asks reads a segment's rows once.
 */
final class RowDocuments {

    static final String BLOCK = "block";
    static final String ROW = "row";

    private RowDocuments() {}

    static Document of(String block, BlockRow row, RowWriter writer) {
        var document = new Document();
        document.add(new StringField(BLOCK, block, Field.Store.NO));
        document.add(new BinaryDocValuesField(ROW, writer.bytes(row)));
        return document;
    }
}
