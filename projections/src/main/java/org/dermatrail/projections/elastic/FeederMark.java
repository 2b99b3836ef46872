package org.dermatrail.projections.elastic;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who feeds a read side, from which log and how far: one document beside the rows.
 *
 * @param feeder who feeds, empty where nobody does
 * @param beat changes as long as the feeder lives
 * @param log identity of the log that the places are places of, empty where there are none
 * @param entries position of the entries when the place was last kept
 * @param places places in the log by processor and segment
 */
record FeederMark(String feeder, long beat, String log, long entries, Map<String, String> places) {

    /** The id of the document. */
    static final String ID = "m:feeder";

    static final FeederMark NEW = new FeederMark("", 0, "", -1, Map.of());

    private static final String FIELD = "mark";
    private static final String PLACES = "places";

    FeederMark {
        places = Map.copyOf(places);
    }

    static FeederMark of(ObjectNode document) {
        var mark = document.path(FIELD);
        var places = new TreeMap<String, String>();
        mark.path(PLACES).forEachEntry((name, place) -> places.put(name, place.asString()));
        return new FeederMark(
                mark.path("feeder").asString(""),
                mark.path("beat").asLong(0),
                mark.path("log").asString(""),
                mark.path("entries").asLong(-1),
                places);
    }

    FeederMark fedBy(String other) {
        return new FeederMark(other, beat + 1, log, entries, places);
    }

    FeederMark alive() {
        return new FeederMark(feeder, beat + 1, log, entries, places);
    }

    FeederMark at(String name, String place, String ofLog, long entriesNow) {
        var changed = new TreeMap<>(places);
        changed.put(name, place);
        return new FeederMark(feeder, beat + 1, ofLog, entriesNow, changed);
    }

    ObjectNode document() {
        var document = JsonNodeFactory.instance.objectNode();
        var mark = document.putObject(FIELD)
                .put("feeder", feeder)
                .put("beat", beat)
                .put("log", log)
                .put("entries", entries);
        var all = mark.putObject(PLACES);
        places.forEach(all::put);
        return document;
    }
}
