package org.dermatrail.projections.feed;

import java.util.LinkedHashSet;
import java.util.Set;
import org.dermatrail.domain.RegistryEvent;
import org.dermatrail.domain.capture.CaptureEvent;
import org.dermatrail.domain.discrepancy.DiscrepancyEvent;
import org.dermatrail.domain.discrepancy.SubjectKind;
import org.dermatrail.domain.lesion.LesionEvent;
import org.dermatrail.domain.participant.ParticipantEvent;
import org.dermatrail.projections.record.DiscrepancyEntry;
import org.dermatrail.projections.record.WorkingSet;

/**
 * Whose rows must be made anew after a batch.
 *
 * <p>Law: an event touches the same things however often it is delivered, so a replay makes every row anew that the first
 * delivery made. For one thread.
 */
final class Touched {

    /** Participants all of whose rows changed. */
    final Set<String> participants = new LinkedHashSet<>();
    /** Participants whose own row may have come or gone. */
    final Set<String> standing = new LinkedHashSet<>();
    /** Lesions, aliases perhaps. */
    final Set<String> lesions = new LinkedHashSet<>();
    /** Captures. */
    final Set<String> captures = new LinkedHashSet<>();
    /** Participants, lesions and captures that came to be in this batch. */
    final Set<String> fresh = new LinkedHashSet<>();

    void by(RegistryEvent event, boolean applied, WorkingSet entries) {
        switch (event) {
            case ParticipantEvent.ParticipantEnrolled e -> {
                standing.add(e.participantKey());
                came(e.participantKey(), applied);
            }
            case ParticipantEvent e -> participants.add(e.participantKey());
            case LesionEvent e -> lesion(e, applied);
            case CaptureEvent e -> {
                standing.add(e.participantKey());
                captures.add(e.captureId());
                if (e instanceof CaptureEvent.CaptureRecorded) {
                    came(e.captureId(), applied);
                }
                if (e instanceof CaptureEvent.CaptureUnlinked unlinked) {
                    lesions.add(unlinked.lesionId());
                }
            }
            case DiscrepancyEvent e -> dispute(e, entries);
            default -> {
                // Studies, sites and cuts have no rows.
            }
        }
    }

    private void came(String id, boolean applied) {
        if (applied) {
            fresh.add(id);
        }
    }

    private void lesion(LesionEvent event, boolean applied) {
        switch (event) {
            case LesionEvent.LesionIdentified e -> {
                standing.add(e.participantKey());
                lesions.add(e.lesionId());
                came(e.lesionId(), applied);
            }
            case LesionEvent.LesionDescribed e -> lesions.add(e.lesionId());
            case LesionEvent.LesionsMerged e -> {
                lesions.add(e.lesionId());
                lesions.add(e.intoLesionId());
            }
            case LesionEvent.LesionSplit e -> {
                lesions.add(e.newLesionId());
                came(e.newLesionId(), applied);
            }
            case LesionEvent.DiagnosisRecorded e -> {
                if (e.lesionId() != null) {
                    lesions.add(e.lesionId());
                }
                if (e.captureId() != null) {
                    captures.add(e.captureId());
                }
            }
            case LesionEvent.ProcedurePerformed e -> lesions.add(e.lesionId());
        }
    }

    private void dispute(DiscrepancyEvent event, WorkingSet entries) {
        var entry = entries.find(DiscrepancyEntry.class, event.discrepancyId());
        if (entry != null && SubjectKind.LESION.name().equals(entry.subjectKind())) {
            lesions.add(entry.subjectId());
        } else {
            participants.add(event.participantKey());
        }
    }
}
