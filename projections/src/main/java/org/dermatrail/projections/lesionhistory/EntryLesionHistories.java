package org.dermatrail.projections.lesionhistory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dermatrail.domain.discrepancy.DisputedField;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.record.AsOf;
import org.dermatrail.projections.record.CaptureEntry;
import org.dermatrail.projections.record.Diagnosis;
import org.dermatrail.projections.record.EntryReader;
import org.dermatrail.projections.record.EntryStore;
import org.dermatrail.projections.record.LesionEntry;
import org.dermatrail.projections.record.ParkedEvents;
import org.dermatrail.projections.record.ParticipantEntry;
import org.dermatrail.projections.record.ParticipantFile;
import org.jspecify.annotations.Nullable;

/** Answers {@link LesionHistories} from entries. */
public final class EntryLesionHistories implements LesionHistories {

    /** An entry with when it became known, which orders what has no day. */
    private record Known(long order, LesionHistory.Entry entry) {

        static final Comparator<Known> DATED_FIRST = Comparator.comparing(
                        (Known known) -> known.entry.day(), Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparingLong(Known::order);
    }

    private final EntryStore store;
    private final ParkedEvents parked;

    /** Answers from these entries, saying whose events wait. */
    public EntryLesionHistories(EntryStore store, ParkedEvents parked) {
        this.store = store;
        this.parked = parked;
    }

    @Override
    public Optional<LesionHistory> history(AccessFilter access, String lesionId, AsOf asOf) {
        return store.read(reader -> {
            long before = reader.before(asOf);
            var asked = reader.find(LesionEntry.class, lesionId);
            if (asked == null || asked.order() >= before) {
                return Optional.empty();
            }
            var participant = reader.find(ParticipantEntry.class, asked.participantKey());
            if (participant == null
                    || !access.admits(participant.studyId(), participant.siteId(), participant.consented())) {
                return Optional.empty();
            }
            return Optional.ofNullable(tell(reader, participant, asked, before));
        });
    }

    private @Nullable LesionHistory tell(
            EntryReader reader, ParticipantEntry participant, LesionEntry asked, long before) {
        var file = ParticipantFile.aroundLesion(reader, participant, asked);
        var lesion = file.lesions().get(file.resolve(asked.lesionId(), before));
        if (lesion == null) {
            return null;
        }
        var family = file.family(lesion.lesionId(), before);
        var captures = file.capturesOf(family, before);
        var disputes = file.disputes(family, before);
        var known = new ArrayList<Known>();
        int withheld = 0;
        for (var capture : captures) {
            if (capture.hidden()) {
                withheld++;
            } else {
                known.add(captured(capture, before));
            }
        }
        addDiagnoses(known, ParticipantFile.diagnosesOf(family), before);
        addProcedures(known, family, before);
        known.sort(Known.DATED_FIRST);
        var place = lesion.placeBefore(before);
        return new LesionHistory(
                lesion.lesionId(),
                lesion.participantKey(),
                participant.studyId(),
                lesion.extent(),
                decided(disputes.resolved(), DisputedField.ANATOMIC_SITE, place.anatomicSite()),
                decided(disputes.resolved(), DisputedField.LATERALITY, place.laterality()),
                family.stream()
                        .map(LesionEntry::lesionId)
                        .filter(id -> !id.equals(lesion.lesionId()))
                        .toList(),
                known.stream().map(Known::entry).toList(),
                withheld,
                List.copyOf(disputes.open()),
                parked.waitFor(participant.participantKey()));
    }

    private static Known captured(CaptureEntry capture, long before) {
        var version = capture.versionBefore(before);
        int corrections = (int) capture.versions().stream()
                        .filter(each -> each.order() < before)
                        .count()
                - 1;
        return new Known(
                capture.order(),
                new LesionHistory.Captured(capture.captureId(), version.facts(), version.images(), corrections));
    }

    private static void addDiagnoses(List<Known> known, List<Diagnosis> diagnoses, long before) {
        var superseded = Diagnosis.superseded(diagnoses, before);
        for (var each : diagnoses) {
            if (each.order() < before) {
                known.add(new Known(
                        each.order(),
                        new LesionHistory.Diagnosed(
                                each.diagnosisId(),
                                each.day(),
                                each.code(),
                                each.confirmation(),
                                each.supersedes(),
                                !superseded.contains(each.diagnosisId()))));
            }
        }
    }

    private static void addProcedures(List<Known> known, List<LesionEntry> family, long before) {
        for (var lesion : family) {
            for (var each : lesion.procedures()) {
                if (each.order() < before) {
                    known.add(new Known(
                            each.order(), new LesionHistory.Treated(each.procedureId(), each.day(), each.kind())));
                }
            }
        }
    }

    private static @Nullable String decided(
            Map<String, String> resolved, DisputedField field, @Nullable String stated) {
        return resolved.isEmpty() ? stated : resolved.getOrDefault(field.wireName(), stated);
    }
}
