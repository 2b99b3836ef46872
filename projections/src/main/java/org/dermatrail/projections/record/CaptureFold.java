package org.dermatrail.projections.record;

import java.util.List;
import org.dermatrail.domain.capture.CaptureEvent;

/** The part of the fold that keeps captures. */
final class CaptureFold {

    private CaptureFold() {}

    static void apply(CaptureEvent event, long order, ParticipantDraft participant, WorkingSet entries) {
        if (event instanceof CaptureEvent.CaptureRecorded recorded) {
            participant.hasCaptures();
            entries.put(new CaptureEntry(
                    recorded.captureId(),
                    entries.nextOrdinal(CaptureEntry.class),
                    order,
                    recorded.participantKey(),
                    recorded.studyId(),
                    List.of(new CaptureEntry.Version(order, recorded.facts(), recorded.images())),
                    List.of(),
                    participant.take(recorded.captureId()),
                    null));
            return;
        }
        var found =
                RegistryFold.known(entries.find(CaptureEntry.class, event.captureId()), "capture", event.captureId());
        entries.put(
                switch (event) {
                    case CaptureEvent.CaptureRecorded e ->
                        throw new IllegalStateException("recorded above: " + e.captureId());
                    case CaptureEvent.CaptureLinked e -> link(found, e, order, entries);
                    case CaptureEvent.CaptureUnlinked e -> found.unlinked(e.lesionId(), order);
                    case CaptureEvent.CaptureCorrected e -> correct(found, e, order);
                    case CaptureEvent.CaptureWithheld e -> found.withheldFor(e.reason());
                    case CaptureEvent.CaptureReleased e -> found.withheldFor(null);
                });
    }

    private static CaptureEntry link(
            CaptureEntry capture, CaptureEvent.CaptureLinked event, long order, WorkingSet entries) {
        var lesion = RegistryFold.known(entries.find(LesionEntry.class, event.lesionId()), "lesion", event.lesionId());
        entries.put(lesion.linkedTo(event.captureId()));
        return capture.linked(event.lesionId(), order);
    }

    private static CaptureEntry correct(CaptureEntry capture, CaptureEvent.CaptureCorrected event, long order) {
        var images = event.images();
        return capture.corrected(new CaptureEntry.Version(
                order,
                event.facts(),
                images == null ? capture.versions().getLast().images() : images));
    }
}
