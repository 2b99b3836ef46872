package org.dermatrail.projections.elastic;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A batch of documents in one document, written before any of them: where the batch is cut off, it is finished from here, so
 * that it is there whole or not at all for whoever writes next.
 *
 * @param number number of the batch, one above that of the batch before
 * @param position position to be marked with it
 * @param further what else is to be marked
 * @param documents the documents by id
 */
record Journal(long number, long position, Map<String, Long> further, Map<String, ObjectNode> documents) {

    /** The id of the document. */
    static final String ID = "m:batch";

    private static final String FIELD = "mark";

    static Journal of(ObjectNode document) {
        var batch = document.path(FIELD);
        var further = new TreeMap<String, Long>();
        batch.path("further").forEachEntry((name, value) -> further.put(name, value.asLong()));
        var documents = new LinkedHashMap<String, ObjectNode>();
        batch.path("documents").forEachEntry((id, each) -> documents.put(id, (ObjectNode) each));
        return new Journal(batch.path("number").asLong(), batch.path("position").asLong(), further, documents);
    }

    ObjectNode document() {
        var document = JsonNodeFactory.instance.objectNode();
        var batch = document.putObject(FIELD).put("number", number).put("position", position);
        var marks = batch.putObject("further");
        further.forEach(marks::put);
        var all = batch.putObject("documents");
        documents.forEach(all::set);
        return document;
    }
}
