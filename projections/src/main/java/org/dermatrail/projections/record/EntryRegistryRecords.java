package org.dermatrail.projections.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.dermatrail.domain.capture.CaptureFacts;
import org.dermatrail.domain.discrepancy.DisputedField;
import org.dermatrail.projections.access.AccessFilter;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@link RegistryRecords} from entries. A participant's site of enrolment and consent decide what is seen of them,
 * their lesions and captures; nothing that a withheld capture states is handed out.
 */
public final class EntryRegistryRecords implements RegistryRecords {

    private static final int EVERY = 1_000_000;

    private final EntryStore store;

    /** Answers from these entries. */
    public EntryRegistryRecords(EntryStore store) {
        this.store = store;
    }

    @Override
    public List<StudyRecord> studies(AccessFilter access) {
        return store.read(reader -> reader.list(StudyEntry.class, null, EVERY).stream()
                .filter(study -> access.studies().admits(study.studyId()))
                .map(study -> new StudyRecord(study.studyId(), study.title(), study.protocolVersions(), study.closed()))
                .toList());
    }

    @Override
    public List<SiteRecord> sites(AccessFilter access, String studyId) {
        return store.read(reader -> reader.list(SiteEntry.class, null, EVERY).stream()
                .filter(site -> site.studyId().equals(studyId) && access.admits(studyId, site.siteId(), true))
                .map(site -> new SiteRecord(site.siteId(), site.studyId(), site.code(), site.name(), site.closed()))
                .toList());
    }

    @Override
    public Map<String, ParticipantRecord> participants(AccessFilter access, Collection<String> participantKeys) {
        return store.read(reader -> each(participantKeys, key -> {
            var participant = admitted(reader, access, key);
            return participant == null ? null : participantRecord(reader, participant);
        }));
    }

    private static ParticipantRecord participantRecord(EntryReader reader, ParticipantEntry participant) {
        var file = new ParticipantFile(
                participant,
                Map.of(),
                Map.of(),
                List.copyOf(reader.findAll(DiscrepancyEntry.class, participant.discrepancyIds())
                        .values()));
        var resolved = file.disputes(List.of(), Entry.NOW).resolved();
        var status = participant.statusBefore(Entry.NOW);
        return new ParticipantRecord(
                participant.participantKey(),
                participant.studyId(),
                participant.siteId(),
                participant.identification(),
                decided(resolved, DisputedField.SEX, participant.sexBefore(Entry.NOW)),
                status.status(),
                status.reason(),
                participant.consented(),
                participant.consentBasis());
    }

    @Override
    public Map<String, LesionRecord> lesions(AccessFilter access, Collection<String> lesionIds) {
        return store.read(reader -> each(lesionIds, id -> {
            var lesion = reader.find(LesionEntry.class, id);
            var participant = lesion == null ? null : admitted(reader, access, lesion.participantKey());
            return lesion == null || participant == null ? null : lesionRecord(reader, participant, lesion);
        }));
    }

    private static @Nullable LesionRecord lesionRecord(
            EntryReader reader, ParticipantEntry participant, LesionEntry asked) {
        var file = ParticipantFile.aroundLesion(reader, participant, asked);
        var lesion = file.lesions().get(file.resolve(asked.lesionId(), Entry.NOW));
        if (lesion == null) {
            return null;
        }
        var family = file.family(lesion.lesionId(), Entry.NOW);
        var resolved = file.disputes(family, Entry.NOW).resolved();
        var place = lesion.placeBefore(Entry.NOW);
        var diagnosis = Diagnosis.inForce(
                ParticipantFile.diagnosesOf(family), Entry.NOW, resolved.get(DisputedField.DIAGNOSIS.wireName()));
        return new LesionRecord(
                lesion.lesionId(),
                lesion.participantKey(),
                participant.studyId(),
                lesion.extent(),
                decided(resolved, DisputedField.ANATOMIC_SITE, place.anatomicSite()),
                decided(resolved, DisputedField.LATERALITY, place.laterality()),
                diagnosis == null ? null : diagnosis.code(),
                diagnosis == null ? null : diagnosis.confirmation(),
                family.stream()
                        .map(LesionEntry::lesionId)
                        .filter(id -> !id.equals(lesion.lesionId()))
                        .toList(),
                file.capturesOf(family, Entry.NOW).stream()
                        .filter(capture -> !capture.hidden())
                        .map(CaptureEntry::captureId)
                        .toList());
    }

    @Override
    public Map<String, CaptureRecord> captures(AccessFilter access, Collection<String> captureIds) {
        return store.read(reader -> each(captureIds, id -> {
            var capture = reader.find(CaptureEntry.class, id);
            var participant = capture == null ? null : admitted(reader, access, capture.participantKey());
            return capture == null || participant == null ? null : captureRecord(reader, participant, capture);
        }));
    }

    private static CaptureRecord captureRecord(EntryReader reader, ParticipantEntry participant, CaptureEntry capture) {
        var file = ParticipantFile.aroundCapture(reader, participant, capture);
        var shown = List.copyOf(file.shownBy(capture, Entry.NOW));
        var version = capture.versionBefore(Entry.NOW);
        var diagnosis = shown.isEmpty() ? Diagnosis.inForce(capture.diagnoses(), Entry.NOW, null) : null;
        return new CaptureRecord(
                capture.captureId(),
                capture.participantKey(),
                capture.studyId(),
                capture.hidden() ? kindOnly(version.facts()) : version.facts(),
                capture.hidden() ? List.of() : version.images(),
                shown,
                diagnosis == null ? null : diagnosis.code(),
                diagnosis == null ? null : diagnosis.confirmation(),
                capture.hidden());
    }

    /** Where and with what a withheld capture was made, and nothing else. */
    private static CaptureFacts kindOnly(CaptureFacts facts) {
        return new CaptureFacts(facts.siteId(), facts.modality(), null, null, null, null, null, null, List.of());
    }

    @Override
    public Map<String, List<String>> lesionIdsOf(AccessFilter access, Collection<String> participantKeys) {
        return idsOf(access, participantKeys, (reader, key) -> {
            var kept = new ArrayList<String>();
            for (var lesion :
                    reader.findAll(LesionEntry.class, reader.lesionsOf(key)).values()) {
                if (lesion.mergedInto() == null) {
                    kept.add(lesion.lesionId());
                }
            }
            return kept;
        });
    }

    @Override
    public Map<String, List<String>> captureIdsOf(AccessFilter access, Collection<String> participantKeys) {
        return idsOf(access, participantKeys, EntryReader::capturesOf);
    }

    private Map<String, List<String>> idsOf(
            AccessFilter access, Collection<String> keys, BiFunction<EntryReader, String, List<String>> ids) {
        return store.read(
                reader -> each(keys, key -> admitted(reader, access, key) == null ? null : ids.apply(reader, key)));
    }

    @Override
    public List<String> participantKeys(AccessFilter access, String studyId, @Nullable String after, int limit) {
        return store.read(reader -> reader.participants(access, studyId, after, limit));
    }

    @Override
    public Optional<String> captureWithImage(AccessFilter access, String digest) {
        return store.read(reader -> reader.capturesWithImage(digest).stream()
                .filter(id -> {
                    var capture = reader.find(CaptureEntry.class, id);
                    return capture != null
                            && !capture.hidden()
                            && admitted(reader, access, capture.participantKey()) != null;
                })
                .findFirst());
    }

    @Override
    public List<String> cuts() {
        return store.read(reader -> reader.list(CutEntry.class, null, EVERY).stream()
                .sorted((a, b) -> Long.compare(a.order(), b.order()))
                .map(CutEntry::cutId)
                .toList());
    }

    /** The participant, or {@code null} where the filter does not admit them. */
    static @Nullable ParticipantEntry admitted(EntryReader reader, AccessFilter access, String participantKey) {
        var found = reader.find(ParticipantEntry.class, participantKey);
        return found != null && access.admits(found.studyId(), found.siteId(), found.consented()) ? found : null;
    }

    static @Nullable String decided(Map<String, String> resolved, DisputedField field, @Nullable String stated) {
        return resolved.isEmpty() ? stated : resolved.getOrDefault(field.wireName(), stated);
    }

    /** Finds something by id, or nothing. */
    @FunctionalInterface
    private interface Finder<T> {
        @Nullable
        T find(String id);
    }

    private static <T> Map<String, T> each(Collection<String> ids, Finder<T> finder) {
        var found = new LinkedHashMap<String, T>();
        for (var id : new LinkedHashSet<>(ids)) {
            var item = finder.find(id);
            if (item != null) {
                found.put(id, item);
            }
        }
        return found;
    }
}
