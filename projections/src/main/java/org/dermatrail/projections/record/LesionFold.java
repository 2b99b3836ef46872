package org.dermatrail.projections.record;

import java.util.List;
import org.dermatrail.domain.lesion.LesionEvent;

/** The part of the fold that keeps lesions. */
final class LesionFold {

    private LesionFold() {}

    static void apply(LesionEvent event, long order, ParticipantDraft participant, WorkingSet entries) {
        switch (event) {
            case LesionEvent.LesionIdentified e -> {
                var place = new LesionEntry.Place(order, e.anatomicSite(), e.laterality());
                entries.put(create(e.lesionId(), e.participantKey(), e.extent(), place, entries));
                participant.hasLesions();
            }
            case LesionEvent.LesionDescribed e ->
                entries.put(lesion(e.lesionId(), entries)
                        .at(new LesionEntry.Place(order, e.anatomicSite(), e.laterality())));
            case LesionEvent.LesionsMerged e -> {
                var into = lesion(e.intoLesionId(), entries);
                entries.put(lesion(e.lesionId(), entries).mergedInto(new LesionEntry.Merge(order, e.intoLesionId())));
                entries.put(into.withAlias(new LesionEntry.Merge(order, e.lesionId())));
            }
            case LesionEvent.LesionSplit e -> {
                var from = lesion(e.lesionId(), entries);
                var at = from.places().getLast();
                var place = new LesionEntry.Place(order, at.anatomicSite(), at.laterality());
                entries.put(create(e.newLesionId(), e.participantKey(), from.extent(), place, entries));
            }
            case LesionEvent.DiagnosisRecorded e -> diagnose(e, order, participant, entries);
            case LesionEvent.ProcedurePerformed e ->
                entries.put(lesion(e.lesionId(), entries)
                        .treated(new LesionEntry.Procedure(order, e.procedureId(), e.kind(), e.day())));
        }
    }

    private static LesionEntry create(
            String lesionId, String participantKey, String extent, LesionEntry.Place place, WorkingSet entries) {
        return new LesionEntry(
                lesionId,
                entries.nextOrdinal(LesionEntry.class),
                place.order(),
                participantKey,
                extent,
                List.of(place),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static void diagnose(
            LesionEvent.DiagnosisRecorded event, long order, ParticipantDraft participant, WorkingSet entries) {
        var diagnosis = new Diagnosis(
                order,
                event.diagnosisId(),
                event.captureId(),
                event.code(),
                event.confirmation(),
                event.day(),
                event.supersedes());
        if (event.lesionId() != null) {
            entries.put(lesion(event.lesionId(), entries).diagnosed(diagnosis));
        }
        if (event.captureId() != null) {
            var capture = entries.find(CaptureEntry.class, event.captureId());
            if (capture == null) {
                participant.await(diagnosis);
            } else {
                entries.put(capture.diagnosed(diagnosis));
            }
        }
    }

    private static LesionEntry lesion(String lesionId, WorkingSet entries) {
        return RegistryFold.known(entries.find(LesionEntry.class, lesionId), "lesion", lesionId);
    }
}
