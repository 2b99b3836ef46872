package org.dermatrail.projections.elastic;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How far an index was written, and by the how-manieth writer.
 *
 * @param position last position committed, -1 for none
 * @param writer grows by one whenever somebody takes writing over
 * @param further whatever else is kept with the position
 */
record Mark(long position, long writer, Map<String, Long> further) {

    static final Mark NEW = new Mark(-1, 0, Map.of());

    private static final String FIELD = "mark";

    static Mark of(ObjectNode document) {
        var mark = document.path(FIELD);
        var further = new TreeMap<String, Long>();
        mark.path("further").forEachEntry((name, value) -> further.put(name, value.asLong()));
        return new Mark(mark.path("position").asLong(-1), mark.path("writer").asLong(0), further);
    }

    Mark at(long other, Map<String, Long> otherFurther) {
        return new Mark(other, writer, otherFurther);
    }

    Mark takenOver() {
        return new Mark(position, writer + 1, further);
    }

    ObjectNode document() {
        var document = JsonNodeFactory.instance.objectNode();
        var mark = document.putObject(FIELD).put("position", position).put("writer", writer);
        var all = mark.putObject("further");
        further.forEach(all::put);
        return document;
    }
}
