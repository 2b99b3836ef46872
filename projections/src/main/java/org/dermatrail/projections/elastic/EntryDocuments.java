package org.dermatrail.projections.elastic;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.dermatrail.projections.record.CaptureEntry;
import org.dermatrail.projections.record.CutEntry;
import org.dermatrail.projections.record.DiscrepancyEntry;
import org.dermatrail.projections.record.Entry;
import org.dermatrail.projections.record.LesionEntry;
import org.dermatrail.projections.record.ParticipantEntry;
import org.dermatrail.projections.record.SiteEntry;
import org.dermatrail.projections.record.StudyEntry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Entries as documents, with what is looked up beside them; the mapping stands in {@code entries.json}. What belongs to a
 * participant carries what decides who may see the participant. Stateless.
 *
 * @param json how entries are written
 */
record EntryDocuments(JsonMapper json) {

    static final String KIND = "kind";
    static final String ID = "id";
    static final String PARTICIPANT = "participant";
    static final String STATUS = "status";
    static final String SURROGATE = "surrogate";
    static final String SITE = "site";
    static final String WITHHELD = "withheld";
    static final String IMAGE = "image";
    static final String OPEN = "open";
    static final String FIELD = "field";
    private static final String DOC = "doc";

    private static final Map<Class<? extends Entry>, String> KINDS = Map.of(
            StudyEntry.class, "study",
            SiteEntry.class, "site",
            CutEntry.class, "cut",
            ParticipantEntry.class, "participant",
            LesionEntry.class, "lesion",
            CaptureEntry.class, "capture",
            DiscrepancyEntry.class, "discrepancy");

    static String kind(Class<? extends Entry> kind) {
        return Objects.requireNonNull(KINDS.get(kind), () -> "no documents of " + kind);
    }

    /** The names of all kinds. */
    static Collection<String> kinds() {
        return KINDS.values();
    }

    static String id(Class<? extends Entry> kind, String id) {
        return kind(kind) + ":" + id;
    }

    /** Whose the entry is, where those who may see that participant alone may see it; else {@code null}. */
    static @Nullable String owner(Entry entry) {
        return switch (entry) {
            case CaptureEntry capture -> capture.participantKey();
            case DiscrepancyEntry discrepancy -> discrepancy.participantKey();
            case ParticipantEntry participant -> participant.participantKey();
            default -> null;
        };
    }

    /** What decides who may see a participant. */
    static ObjectNode access(ParticipantEntry participant) {
        return JsonNodeFactory.instance
                .objectNode()
                .put(Fields.STUDY, participant.studyId())
                .put(Fields.SITE, participant.siteId())
                .put(Fields.CONSENTED, participant.consented());
    }

    /**
     * The document of an entry.
     *
     * @param access what decides who may see its owner, or {@code null} where that is not known
     */
    ObjectNode of(Entry entry, @Nullable JsonNode access) {
        var document = JsonNodeFactory.instance.objectNode();
        document.put(KIND, kind(entry.getClass())).put(ID, entry.id());
        if (access != null) {
            document.set(Fields.ACCESS, access);
        }
        switch (entry) {
            case ParticipantEntry participant ->
                document.put(PARTICIPANT, participant.participantKey())
                        .put(STATUS, participant.statusBefore(Entry.NOW).status())
                        .put(SURROGATE, participant.surrogate());
            case LesionEntry lesion -> document.put(PARTICIPANT, lesion.participantKey());
            case CaptureEntry capture -> {
                var version = capture.versions().getLast();
                document.put(PARTICIPANT, capture.participantKey())
                        .put(SITE, version.facts().siteId())
                        .put(WITHHELD, capture.hidden());
                var images = document.putArray(IMAGE);
                version.images().forEach(image -> images.add(image.digest()));
            }
            case DiscrepancyEntry discrepancy ->
                document.put(PARTICIPANT, discrepancy.participantKey())
                        .put(OPEN, discrepancy.stage().resolvedTo() == null)
                        .put(FIELD, discrepancy.field());
            default -> {
                // Found by kind and id alone.
            }
        }
        document.set(DOC, json.valueToTree(entry));
        return document;
    }

    <E extends Entry> E read(Class<E> kind, ObjectNode document) {
        return json.treeToValue(document.path(DOC), kind);
    }
}
