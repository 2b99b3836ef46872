package org.dermatrail.projections.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One participant's entries, or as many of them as the lesions and captures in question need.
 *
 * @param participant the participant
 * @param lesions lesions by id, aliases included
 * @param captures captures by id
 * @param discrepancies contradictions in the participant's data
 */
public record ParticipantFile(
        ParticipantEntry participant,
        Map<String, LesionEntry> lesions,
        Map<String, CaptureEntry> captures,
        List<DiscrepancyEntry> discrepancies) {

    /** A few hundred captures usually, and where total bodies are photographed some tens of thousands. */
    private static final int AT_ONCE = 100;

    /** Everything about a participant. */
    public static ParticipantFile whole(EntryReader reader, ParticipantEntry participant) {
        var key = participant.participantKey();
        return new ParticipantFile(
                participant,
                participant.withLesions() ? reader.findAll(LesionEntry.class, reader.lesionsOf(key)) : Map.of(),
                participant.withCaptures() ? reader.findAll(CaptureEntry.class, reader.capturesOf(key)) : Map.of(),
                discrepancies(reader, participant));
    }

    /**
     * Goes through everything about all participants who are wanted, by key. Some are read at once, so that a registry does not
     * take several trips to the store for every participant; memory does not grow with it.
     *
     * @throws CancellationException where the thread is interrupted, since nobody waits for the end any longer
     */
    public static void forEach(EntryReader reader, Predicate<ParticipantEntry> wanted, Consumer<ParticipantFile> each) {
        String after = null;
        List<ParticipantEntry> page;
        do {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("going through all participants was given up");
            }
            page = reader.list(ParticipantEntry.class, after, AT_ONCE);
            wholeOfEach(reader, page.stream().filter(wanted).toList()).forEach(each);
            after = page.isEmpty() ? null : page.getLast().participantKey();
        } while (page.size() == AT_ONCE);
    }

    private static List<ParticipantFile> wholeOfEach(EntryReader reader, List<ParticipantEntry> participants) {
        var lesions = new HashMap<String, Map<String, LesionEntry>>();
        reader.findAll(LesionEntry.class, reader.lesionsOf(keys(participants, ParticipantEntry::withLesions)))
                .values()
                .forEach(each -> of(lesions, each.participantKey()).put(each.lesionId(), each));
        var captures = new HashMap<String, Map<String, CaptureEntry>>();
        reader.findAll(CaptureEntry.class, reader.capturesOf(keys(participants, ParticipantEntry::withCaptures)))
                .values()
                .forEach(each -> of(captures, each.participantKey()).put(each.captureId(), each));
        var named = participants.stream()
                .flatMap(participant -> participant.discrepancyIds().stream())
                .toList();
        var discrepancies =
                named.isEmpty() ? Map.<String, DiscrepancyEntry>of() : reader.findAll(DiscrepancyEntry.class, named);
        return participants.stream()
                .map(participant -> new ParticipantFile(
                        participant,
                        lesions.getOrDefault(participant.participantKey(), Map.of()),
                        captures.getOrDefault(participant.participantKey(), Map.of()),
                        participant.discrepancyIds().stream()
                                .map(discrepancies::get)
                                .filter(Objects::nonNull)
                                .toList()))
                .toList();
    }

    private static List<String> keys(List<ParticipantEntry> participants, Predicate<ParticipantEntry> with) {
        return participants.stream()
                .filter(with)
                .map(ParticipantEntry::participantKey)
                .toList();
    }

    private static <E> Map<String, E> of(Map<String, Map<String, E>> byKey, String key) {
        return byKey.computeIfAbsent(key, any -> new LinkedHashMap<>());
    }

    /** What concerns a lesion: the lesion that stays, its aliases, their captures and the lesions those show as well. */
    public static ParticipantFile aroundLesion(EntryReader reader, ParticipantEntry participant, LesionEntry lesion) {
        var lesions = new LinkedHashMap<String, LesionEntry>();
        var stays = follow(reader, lesion, lesions);
        addFamily(reader, stays, lesions);
        var captureIds = new LinkedHashSet<String>();
        lesions.values().forEach(each -> captureIds.addAll(each.captureIds()));
        var captures = reader.findAll(CaptureEntry.class, captureIds);
        addShown(reader, captures.values(), lesions);
        return new ParticipantFile(participant, lesions, captures, discrepancies(reader, participant));
    }

    /** What concerns a capture: itself and the lesions it was ever said to show. */
    public static ParticipantFile aroundCapture(
            EntryReader reader, ParticipantEntry participant, CaptureEntry capture) {
        var lesions = new LinkedHashMap<String, LesionEntry>();
        addShown(reader, List.of(capture), lesions);
        return new ParticipantFile(
                participant, lesions, Map.of(capture.captureId(), capture), discrepancies(reader, participant));
    }

    private static void addShown(
            EntryReader reader, Collection<CaptureEntry> captures, Map<String, LesionEntry> lesions) {
        for (var capture : captures) {
            for (var link : capture.links()) {
                if (!lesions.containsKey(link.lesionId())) {
                    var lesion = reader.find(LesionEntry.class, link.lesionId());
                    if (lesion != null) {
                        follow(reader, lesion, lesions);
                    }
                }
            }
        }
    }

    private static LesionEntry follow(EntryReader reader, LesionEntry lesion, Map<String, LesionEntry> lesions) {
        var at = lesion;
        lesions.put(at.lesionId(), at);
        while (at.mergedInto() != null) {
            var next = reader.find(LesionEntry.class, at.mergedInto().lesionId());
            if (next == null) {
                return at;
            }
            at = next;
            lesions.put(at.lesionId(), at);
        }
        return at;
    }

    private static void addFamily(EntryReader reader, LesionEntry lesion, Map<String, LesionEntry> lesions) {
        for (var alias : lesion.aliases()) {
            var entry = lesions.containsKey(alias.lesionId())
                    ? lesions.get(alias.lesionId())
                    : reader.find(LesionEntry.class, alias.lesionId());
            if (entry != null) {
                lesions.put(entry.lesionId(), entry);
                addFamily(reader, entry, lesions);
            }
        }
    }

    private static List<DiscrepancyEntry> discrepancies(EntryReader reader, ParticipantEntry participant) {
        return participant.discrepancyIds().isEmpty()
                ? List.of()
                : List.copyOf(reader.findAll(DiscrepancyEntry.class, participant.discrepancyIds())
                        .values());
    }

    /** The lesion that stays, merges said before an order followed. */
    public String resolve(String lesionId, long before) {
        var at = lesionId;
        for (var next = mergedBefore(at, before); next != null; next = mergedBefore(at, before)) {
            at = next;
        }
        return at;
    }

    private @Nullable String mergedBefore(String lesionId, long before) {
        var lesion = lesions.get(lesionId);
        return lesion == null ? null : lesion.mergedBefore(before);
    }

    /** A lesion and all that were merged into it before an order, in the order they were identified. */
    public List<LesionEntry> family(String lesionId, long before) {
        var lesion = lesions.get(lesionId);
        if (lesion == null) {
            return List.of();
        }
        if (lesion.aliases().isEmpty()) {
            return List.of(lesion);
        }
        var family = new ArrayList<LesionEntry>();
        for (var each : lesions.values()) {
            if (each.order() < before && resolve(each.lesionId(), before).equals(lesionId)) {
                family.add(each);
            }
        }
        family.sort((a, b) -> Long.compare(a.order(), b.order()));
        return family;
    }

    /** Diagnoses of a family, in the order they became known. */
    public static List<Diagnosis> diagnosesOf(List<LesionEntry> family) {
        if (family.size() == 1) {
            return family.getFirst().diagnoses();
        }
        var all = new ArrayList<Diagnosis>();
        family.forEach(each -> all.addAll(each.diagnoses()));
        all.sort((a, b) -> Long.compare(a.order(), b.order()));
        return all;
    }

    /** Captures that showed one of a family before an order, by id, withheld ones included. */
    public List<CaptureEntry> capturesOf(List<LesionEntry> family, long before) {
        var ids = new TreeSet<String>();
        for (var lesion : family) {
            for (var captureId : lesion.captureIds()) {
                var capture = captures.get(captureId);
                if (capture != null && capture.lesionsBefore(before).contains(lesion.lesionId())) {
                    ids.add(captureId);
                }
            }
        }
        var found = new ArrayList<CaptureEntry>(ids.size());
        for (var id : ids) {
            var capture = captures.get(id);
            if (capture != null) {
                found.add(capture);
            }
        }
        return found;
    }

    /** The lesions a capture showed before an order, aliases resolved. */
    public Set<String> shownBy(CaptureEntry capture, long before) {
        var shown = new LinkedHashSet<String>();
        for (var lesionId : capture.lesionsBefore(before)) {
            shown.add(resolve(lesionId, before));
        }
        return shown;
    }

    /** What was in dispute and decided about this participant and these lesions before an order. */
    public Disputes disputes(List<LesionEntry> family, long before) {
        if (discrepancies.isEmpty()) {
            return Disputes.NONE;
        }
        var disputes = new Disputes(new LinkedHashMap<>(), new TreeSet<>());
        for (var each : discrepancies) {
            var stage = each.stageBefore(before);
            if (stage != null && concerns(each, family)) {
                if (stage.resolvedTo() == null) {
                    disputes.open().add(each.field());
                } else {
                    disputes.resolved().put(each.field(), stage.resolvedTo());
                }
            }
        }
        return disputes;
    }

    private boolean concerns(DiscrepancyEntry discrepancy, List<LesionEntry> family) {
        if (discrepancy.subjectId().equals(participant.participantKey())) {
            return true;
        }
        return family.stream().anyMatch(lesion -> lesion.lesionId().equals(discrepancy.subjectId()));
    }

    /**
     * Disputes about one subject.
     *
     * @param resolved values decided for, by wire name of the field
     * @param open wire names of fields in open dispute
     */
    public record Disputes(Map<String, String> resolved, Set<String> open) {

        static final Disputes NONE = new Disputes(Map.of(), Set.of());
    }
}
