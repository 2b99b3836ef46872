package org.dermatrail.projections.record;

import java.util.List;
import org.dermatrail.domain.RegistryEvent;
import org.dermatrail.domain.capture.CaptureEvent;
import org.dermatrail.domain.datacut.DataCutEvent.DataCutPublished;
import org.dermatrail.domain.discrepancy.DiscrepancyEvent;
import org.dermatrail.domain.lesion.LesionEvent;
import org.dermatrail.domain.participant.ParticipantEvent;
import org.dermatrail.domain.participant.ParticipantStatus;
import org.dermatrail.domain.site.SiteEvent;
import org.dermatrail.domain.study.StudyEvent;
import org.jspecify.annotations.Nullable;

/**
 * Folds events into entries.
 *
 * <p>Laws: pure but for the working set; an event applied before (its order is not beyond the last applied of its sequence
 * key) changes nothing, so delivery may repeat; an event of a family it does not know changes nothing; an exception
 * leaves it to the working set's owner to drop what was put. Stateless and thread-safe.
 */
public final class RegistryFold {

    private RegistryFold() {}

    /**
     * Applies one event.
     *
     * @param order place of the event in the log, strictly increasing
     * @return whether it was applied; {@code false} where it had been before
     * @throws EventOutOfPlace where the event speaks of something unknown
     */
    public static boolean apply(RegistryEvent event, long order, WorkingSet entries) {
        return switch (event) {
            case StudyEvent study -> study(study, order, entries);
            case SiteEvent site -> site(site, order, entries);
            case DataCutPublished cut -> cut(cut, order, entries);
            case ParticipantEvent.ParticipantEnrolled enrolled -> enrol(enrolled, order, entries);
            case ParticipantEvent change -> ofParticipant(change.participantKey(), order, entries, change);
            case LesionEvent lesion -> ofParticipant(lesion.participantKey(), order, entries, lesion);
            case CaptureEvent capture -> ofParticipant(capture.participantKey(), order, entries, capture);
            case DiscrepancyEvent dispute -> ofParticipant(dispute.participantKey(), order, entries, dispute);
            default -> false;
        };
    }

    private static boolean ofParticipant(String key, long order, WorkingSet entries, RegistryEvent event) {
        var found = known(entries.find(ParticipantEntry.class, key), "participant", key);
        if (order <= found.lastOrder()) {
            return false;
        }
        var draft = new ParticipantDraft(found, order);
        switch (event) {
            case ParticipantEvent change -> draft.apply(change);
            case LesionEvent lesion -> LesionFold.apply(lesion, order, draft, entries);
            case CaptureEvent capture -> CaptureFold.apply(capture, order, draft, entries);
            case DiscrepancyEvent dispute -> dispute(dispute, order, draft, entries);
            default -> throw new IllegalArgumentException("no event of a participant: " + event.getClass());
        }
        entries.put(draft.entry());
        return true;
    }

    private static boolean enrol(ParticipantEvent.ParticipantEnrolled event, long order, WorkingSet entries) {
        var found = entries.find(ParticipantEntry.class, event.participantKey());
        if (found != null) {
            if (order <= found.lastOrder()) {
                return false;
            }
            throw new EventOutOfPlace("participant " + event.participantKey() + " is enrolled already");
        }
        entries.put(new ParticipantEntry(
                event.participantKey(),
                entries.nextOrdinal(ParticipantEntry.class),
                order,
                order,
                event.studyId(),
                event.siteId(),
                event.identification(),
                List.of(new Word(order, event.sex())),
                List.of(new ParticipantEntry.StatusChange(order, ParticipantStatus.ON_STUDY.name(), null)),
                List.of(),
                List.of(),
                List.of(),
                false,
                false));
        return true;
    }

    private static boolean study(StudyEvent event, long order, WorkingSet entries) {
        var found = entries.find(StudyEntry.class, event.studyId());
        if (found != null && order <= found.lastOrder()) {
            return false;
        }
        entries.put(
                switch (event) {
                    case StudyEvent.StudyOpened opened ->
                        new StudyEntry(opened.studyId(), order, order, opened.title(), List.of(), false);
                    case StudyEvent.ProtocolVersionPublished published ->
                        known(found, "study", event.studyId()).published(published.protocolVersion(), order);
                    case StudyEvent.StudyClosed closed ->
                        known(found, "study", closed.studyId()).closed(order);
                });
        return true;
    }

    private static boolean site(SiteEvent event, long order, WorkingSet entries) {
        var found = entries.find(SiteEntry.class, event.siteId());
        if (found != null && order <= found.lastOrder()) {
            return false;
        }
        entries.put(
                switch (event) {
                    case SiteEvent.SiteOpened opened ->
                        new SiteEntry(
                                opened.siteId(), order, order, opened.studyId(), opened.code(), opened.name(), false);
                    case SiteEvent.SiteClosed closed ->
                        known(found, "site", closed.siteId()).closed(order);
                });
        return true;
    }

    private static boolean cut(DataCutPublished event, long order, WorkingSet entries) {
        if (entries.find(CutEntry.class, event.cutId()) != null) {
            return false;
        }
        entries.put(new CutEntry(event.cutId(), order));
        return true;
    }

    private static void dispute(DiscrepancyEvent event, long order, ParticipantDraft participant, WorkingSet entries) {
        if (event instanceof DiscrepancyEvent.DiscrepancyRaised raised) {
            var owner = participant.before();
            entries.put(new DiscrepancyEntry(
                    raised.discrepancyId(),
                    order,
                    raised.participantKey(),
                    owner.studyId(),
                    owner.siteId(),
                    raised.subjectKind(),
                    raised.subjectId(),
                    raised.field(),
                    List.of(new DiscrepancyEntry.Stage(order, raised.statements(), null))));
            participant.disputed(raised.discrepancyId());
            return;
        }
        var found = known(
                entries.find(DiscrepancyEntry.class, event.discrepancyId()), "discrepancy", event.discrepancyId());
        var stage =
                switch (event) {
                    case DiscrepancyEvent.DiscrepancyExtended extended ->
                        new DiscrepancyEntry.Stage(order, extended.statements(), null);
                    case DiscrepancyEvent.DiscrepancyResolved resolved ->
                        new DiscrepancyEntry.Stage(order, found.stage().statements(), resolved.value());
                    case DiscrepancyEvent.DiscrepancyRaised raised ->
                        throw new IllegalStateException("raised above: " + raised.discrepancyId());
                };
        entries.put(found.with(stage));
    }

    static <E> E known(@Nullable E entry, String what, String id) {
        if (entry == null) {
            throw new EventOutOfPlace("no " + what + " " + id + " is known");
        }
        return entry;
    }
}
