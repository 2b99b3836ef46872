package org.dermatrail.graphql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.dermatrail.domain.capture.AcquisitionParameter;
import org.dermatrail.domain.capture.CaptureFacts;
import org.dermatrail.domain.image.Image;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.discrepancy.Discrepancies;
import org.dermatrail.projections.enrolment.EnrolmentBoards;
import org.dermatrail.projections.lesionhistory.LesionHistories;
import org.dermatrail.projections.lesionhistory.LesionHistory;
import org.dermatrail.projections.record.AsOf;
import org.dermatrail.projections.record.RegistryRecords;
import org.jspecify.annotations.Nullable;

/** A registry in memory, which keeps the laws of the ports it stands in for and counts how often it is asked. */
final class MemoryRegistry implements RegistryRecords, LesionHistories, Discrepancies, EnrolmentBoards {

    final List<StudyRecord> studies = new ArrayList<>();
    final List<SiteRecord> sites = new ArrayList<>();
    final SortedMap<String, ParticipantRecord> participants = new TreeMap<>();
    final SortedMap<String, LesionRecord> lesions = new TreeMap<>();
    final SortedMap<String, CaptureRecord> captures = new TreeMap<>();
    final SortedMap<String, DiscrepancyRecord> discrepancies = new TreeMap<>();
    final List<String> cuts = new ArrayList<>();
    /** First pages that were begun beside counting. */
    final List<String> pagesBegun = new ArrayList<>();

    final Map<String, Integer> lookUps = new HashMap<>();
    final String diagnosisInForce = id();

    static String id() {
        return UUID.randomUUID().toString();
    }

    String addParticipant(String study, String site, boolean consented) {
        var key = id();
        participants.put(
                key,
                new ParticipantRecord(key, study, site, "GIVEN", "FEMALE", "ON_STUDY", null, consented, "SIGNED_FORM"));
        return key;
    }

    String addLesion(String participantKey, String diagnosis) {
        var id = id();
        lesions.put(
                id,
                new LesionRecord(
                        id,
                        participantKey,
                        participant(participantKey).studyId(),
                        "FOCAL",
                        "BACK",
                        "LEFT",
                        diagnosis,
                        "HISTOPATHOLOGY",
                        List.of(id()),
                        List.of()));
        return id;
    }

    String addCapture(String participantKey, @Nullable String lesionId, int day, boolean withheld) {
        var id = id();
        var participant = participant(participantKey);
        var facts = new CaptureFacts(
                participant.siteId(),
                "DMS",
                "CONTACT",
                day,
                61,
                "FEMALE",
                "BACK",
                null,
                List.of(new AcquisitionParameter("zoom", "10", null)));
        var image = new Image(Image.PRIMARY, digest(), "image/jpeg", 600, 450, 12_345);
        captures.put(
                id,
                new CaptureRecord(
                        id,
                        participantKey,
                        participant.studyId(),
                        facts,
                        List.of(image),
                        lesionId == null ? List.of() : List.of(lesionId),
                        null,
                        null,
                        withheld));
        if (lesionId != null && !withheld) {
            lesions.computeIfPresent(lesionId, (key, lesion) -> withCapture(lesion, id));
        }
        return id;
    }

    private static LesionRecord withCapture(LesionRecord lesion, String captureId) {
        var ids = new ArrayList<>(lesion.captureIds());
        ids.add(captureId);
        return new LesionRecord(
                lesion.lesionId(),
                lesion.participantKey(),
                lesion.studyId(),
                lesion.extent(),
                lesion.anatomicSite(),
                lesion.laterality(),
                lesion.diagnosis(),
                lesion.confirmation(),
                lesion.aliases(),
                ids);
    }

    static String digest() {
        return id().replace("-", "") + id().replace("-", "");
    }

    ParticipantRecord participant(String key) {
        return Optional.ofNullable(participants.get(key)).orElseThrow();
    }

    /** Every raw id that could leak. */
    List<String> rawIds() {
        return Stream.of(
                        participants.keySet().stream(),
                        lesions.keySet().stream(),
                        lesions.values().stream().flatMap(lesion -> lesion.aliases().stream()),
                        captures.keySet().stream(),
                        captures.values().stream()
                                .flatMap(capture -> capture.images().stream().map(Image::digest)),
                        discrepancies.keySet().stream())
                .flatMap(ids -> ids)
                .toList();
    }

    private boolean admits(AccessFilter access, String participantKey) {
        var participant = participants.get(participantKey);
        return participant != null
                && access.admits(participant.studyId(), participant.siteId(), participant.consented());
    }

    private <T> Map<String, T> found(
            String look, Map<String, T> all, Collection<String> ids, BiPredicate<String, T> admitted) {
        lookUps.merge(look, 1, Integer::sum);
        var found = new HashMap<String, T>();
        for (var id : ids) {
            var one = all.get(id);
            if (one != null && admitted.test(id, one)) {
                found.put(id, one);
            }
        }
        return found;
    }

    @Override
    public List<StudyRecord> studies(AccessFilter access) {
        return studies.stream()
                .filter(study -> access.studies().admits(study.studyId()))
                .toList();
    }

    @Override
    public List<SiteRecord> sites(AccessFilter access, String studyId) {
        return sites.stream()
                .filter(site -> site.studyId().equals(studyId))
                .filter(site ->
                        access.studies().admits(studyId) && access.sites().admits(site.siteId()))
                .toList();
    }

    @Override
    public Map<String, ParticipantRecord> participants(AccessFilter access, Collection<String> keys) {
        return found("participants", participants, keys, (key, one) -> admits(access, key));
    }

    @Override
    public Map<String, LesionRecord> lesions(AccessFilter access, Collection<String> ids) {
        return found("lesions", lesions, ids, (id, lesion) -> admits(access, lesion.participantKey()));
    }

    @Override
    public Map<String, CaptureRecord> captures(AccessFilter access, Collection<String> ids) {
        return found("captures", captures, ids, (id, capture) -> admits(access, capture.participantKey()));
    }

    @Override
    public Map<String, List<String>> lesionIdsOf(AccessFilter access, Collection<String> keys) {
        lookUps.merge("lesionIdsOf", 1, Integer::sum);
        var found = new HashMap<String, List<String>>();
        for (var key : keys) {
            found.put(
                    key,
                    lesions.values().stream()
                            .filter(lesion -> lesion.participantKey().equals(key) && admits(access, key))
                            .map(LesionRecord::lesionId)
                            .toList());
        }
        return found;
    }

    @Override
    public Map<String, List<String>> captureIdsOf(AccessFilter access, Collection<String> keys) {
        lookUps.merge("captureIdsOf", 1, Integer::sum);
        var found = new HashMap<String, List<String>>();
        for (var key : keys) {
            found.put(
                    key,
                    captures.values().stream()
                            .filter(capture -> capture.participantKey().equals(key) && admits(access, key))
                            .map(CaptureRecord::captureId)
                            .toList());
        }
        return found;
    }

    @Override
    public List<String> participantKeys(AccessFilter access, String studyId, @Nullable String after, int limit) {
        return participants.values().stream()
                .filter(one -> one.studyId().equals(studyId) && admits(access, one.participantKey()))
                .map(ParticipantRecord::participantKey)
                .filter(key -> after == null || key.compareTo(after) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<String> captureWithImage(AccessFilter access, String digest) {
        return captures.values().stream()
                .filter(capture -> admits(access, capture.participantKey()))
                .filter(capture -> capture.images().stream()
                        .anyMatch(image -> image.digest().equals(digest)))
                .map(CaptureRecord::captureId)
                .findFirst();
    }

    @Override
    public List<String> cuts() {
        return List.copyOf(cuts);
    }

    @Override
    public Optional<LesionHistory> history(AccessFilter access, String lesionId, AsOf asOf) {
        lookUps.merge("histories", 1, Integer::sum);
        return Optional.ofNullable(lesions.get(lesionId))
                .filter(lesion -> admits(access, lesion.participantKey()))
                .map(this::history);
    }

    private LesionHistory history(LesionRecord lesion) {
        var entries = new ArrayList<LesionHistory.Entry>();
        for (var id : lesion.captureIds()) {
            var capture = Optional.ofNullable(captures.get(id)).orElseThrow();
            entries.add(new LesionHistory.Captured(id, capture.facts(), capture.images(), 0));
        }
        entries.add(new LesionHistory.Diagnosed(diagnosisInForce, 3, "MEL", "HISTOPATHOLOGY", id(), true));
        entries.add(new LesionHistory.Treated(id(), 4, "EXCISION"));
        return new LesionHistory(
                lesion.lesionId(),
                lesion.participantKey(),
                lesion.studyId(),
                lesion.extent(),
                lesion.anatomicSite(),
                lesion.laterality(),
                lesion.aliases(),
                entries,
                1,
                List.of("sex"),
                false);
    }

    @Override
    public List<DiscrepancyRecord> list(AccessFilter access, boolean openOnly, @Nullable String after, int limit) {
        return discrepancies.values().stream()
                .filter(one -> admits(access, one.participantKey()))
                .filter(one -> !openOnly || one.resolvedTo() == null)
                .filter(one -> after == null || one.discrepancyId().compareTo(after) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<DiscrepancyRecord> find(AccessFilter access, String discrepancyId) {
        return Optional.ofNullable(discrepancies.get(discrepancyId))
                .filter(one -> admits(access, one.participantKey()));
    }

    @Override
    public Map<String, Long> openByField(AccessFilter access) {
        return Map.of();
    }

    @Override
    public List<SiteBoard> boards(AccessFilter access, String studyId) {
        return sites(access, studyId).stream()
                .map(site -> new SiteBoard(site.siteId(), Map.of("ON_STUDY", 3L), 0, 1, 9, 2))
                .toList();
    }
}
