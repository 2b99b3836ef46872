package org.dermatrail.projections.elastic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dermatrail.projections.cohort.BlockRow;
import org.dermatrail.projections.cohort.CohortBlock;
import org.dermatrail.projections.cohort.CohortRow;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A participant's document: what is theirs, their blocks, in these the rows; and beside them, for each capture that has
 * several rows, a copy of these below one parent, so that captures are counted by counting parents too.
 *
 * <p>Laws: putting a block replaces the block of its key whole; a participant without blocks stays as an empty document,
 * whose version keeps late writes out. For one thread.
 */
final class ParticipantTree {

    /** What ids of participants' documents begin with. */
    static final String ID = "p:";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String participantKey;
    private final Map<String, List<ObjectNode>> blocks = new TreeMap<>();
    private @Nullable ObjectNode facts;

    /** The document as it is stored, or an empty one. */
    ParticipantTree(String participantKey, @Nullable ObjectNode stored) {
        this.participantKey = participantKey;
        if (stored == null || !stored.has(Fields.ACCESS)) {
            return;
        }
        var own = JSON.objectNode();
        own.set(Fields.SURROGATE, stored.get(Fields.SURROGATE));
        own.set(Fields.ACCESS, stored.get(Fields.ACCESS));
        facts = own;
        for (var block : stored.path(Fields.BLOCK)) {
            var rows = new ArrayList<ObjectNode>();
            block.path(Fields.ROW).forEach(row -> rows.add((ObjectNode) row));
            blocks.put(block.path(Fields.KEY).asString(), rows);
        }
    }

    static String id(String participantKey) {
        return ID + participantKey;
    }

    /** Takes the block of this key away. */
    void drop(String key) {
        blocks.remove(key);
    }

    /** Puts a block with rows in. */
    void put(CohortBlock block) {
        var rows = new ArrayList<ObjectNode>(block.rows().size());
        for (var row : block.rows()) {
            rows.add(row(row.row()));
        }
        blocks.put(block.key(), rows);
    }

    /**
     * Takes over what rows written together say of the participant.
     *
     * @throws ClusterRefusal where they contradict each other
     */
    void state(List<BlockRow> rows) {
        ObjectNode stated = null;
        for (var row : rows) {
            var own = facts(row.row());
            if (stated != null && !stated.equals(own)) {
                throw new ClusterRefusal(
                        ClusterRefusal.ROWS_DISAGREE,
                        "Rows of participant " + participantKey
                                + " differ in study, site, consent or surrogate; write all of their blocks together.");
            }
            stated = own;
        }
        if (stated != null) {
            facts = stated;
        }
    }

    private static ObjectNode facts(CohortRow row) {
        var own = JSON.objectNode();
        own.put(Fields.SURROGATE, row.surrogate());
        own.putObject(Fields.ACCESS)
                .put(Fields.STUDY, row.studyId())
                .put(Fields.SITE, row.siteId())
                .put(Fields.CONSENTED, row.consented());
        return own;
    }

    private static ObjectNode row(CohortRow row) {
        var node = JSON.objectNode();
        if (row.lesionId() != null) {
            node.put(Fields.LESION, row.lesionId());
        }
        if (row.captureId() != null) {
            node.put(Fields.CAPTURE, row.captureId());
        }
        if (row.withheld()) {
            node.put(Fields.WITHHELD, true);
        }
        var words = node.putArray(Fields.WORDS);
        Words.of(row).forEach(words::add);
        var numbers = node.putObject(Fields.NUMBERS);
        row.numbers().forEach((field, number) -> numbers.put(field.wireName(), number));
        return node;
    }

    /** The document to be stored. */
    ObjectNode document() {
        var document = JSON.objectNode();
        document.put(Fields.PARTICIPANT, participantKey);
        if (facts == null || blocks.isEmpty()) {
            return document;
        }
        document.setAll(facts);
        var keys = document.putArray(Fields.BLOCKS);
        var all = document.putArray(Fields.BLOCK);
        var byCapture = new LinkedHashMap<String, List<ObjectNode>>();
        blocks.forEach((key, rows) -> {
            keys.add(key);
            all.addObject().put(Fields.KEY, key).putArray(Fields.ROW).addAll(rows);
            for (var row : rows) {
                if (row.has(Fields.CAPTURE)) {
                    byCapture
                            .computeIfAbsent(row.path(Fields.CAPTURE).asString(), any -> new ArrayList<>(1))
                            .add(row);
                }
            }
        });
        byCapture.values().removeIf(rows -> rows.size() == 1);
        if (!byCapture.isEmpty()) {
            var shared = document.putArray(Fields.SHARED);
            byCapture
                    .values()
                    .forEach(rows -> shared.addObject().putArray(Fields.ROW).addAll(rows));
        }
        return document;
    }
}
