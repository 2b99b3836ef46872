package org.dermatrail.projections.feed;

import java.util.Collection;
import org.dermatrail.domain.ParticipantScoped;
import org.dermatrail.domain.RegistryEvent;
import org.dermatrail.domain.capture.CaptureEvent;
import org.dermatrail.domain.datacut.DataCutEvent.DataCutPublished;
import org.dermatrail.domain.discrepancy.DiscrepancyEvent;
import org.dermatrail.domain.lesion.LesionEvent;
import org.dermatrail.domain.site.SiteEvent;
import org.dermatrail.domain.study.StudyEvent;
import org.dermatrail.projections.record.CaptureEntry;
import org.dermatrail.projections.record.CutEntry;
import org.dermatrail.projections.record.DiscrepancyEntry;
import org.dermatrail.projections.record.LesionEntry;
import org.dermatrail.projections.record.NamedEntries;
import org.dermatrail.projections.record.ParticipantEntry;
import org.dermatrail.projections.record.SiteEntry;
import org.dermatrail.projections.record.StudyEntry;

/** The entries that events name, which is what folding them looks for. */
final class Named {

    private Named() {}

    static NamedEntries by(Collection<? extends RegistryEvent> events) {
        var named = new NamedEntries();
        for (var event : events) {
            if (event instanceof ParticipantScoped of) {
                named.and(ParticipantEntry.class, of.participantKey());
            }
            switch (event) {
                case LesionEvent of -> lesion(of, named);
                case CaptureEvent of -> capture(of, named);
                case DiscrepancyEvent of -> named.and(DiscrepancyEntry.class, of.discrepancyId());
                case StudyEvent of -> named.and(StudyEntry.class, of.studyId());
                case SiteEvent of -> named.and(SiteEntry.class, of.siteId());
                case DataCutPublished of -> named.and(CutEntry.class, of.cutId());
                default -> {
                    // Folding it looks for nothing but its participant.
                }
            }
        }
        return named;
    }

    private static void capture(CaptureEvent event, NamedEntries named) {
        named.and(CaptureEntry.class, event.captureId());
        if (event instanceof CaptureEvent.CaptureLinked linked) {
            named.and(LesionEntry.class, linked.lesionId());
        }
    }

    private static void lesion(LesionEvent event, NamedEntries named) {
        switch (event) {
            case LesionEvent.LesionIdentified identified -> {
                // Made without looking whether it is there.
            }
            case LesionEvent.LesionDescribed e -> named.and(LesionEntry.class, e.lesionId());
            case LesionEvent.LesionsMerged e ->
                named.and(LesionEntry.class, e.lesionId()).and(LesionEntry.class, e.intoLesionId());
            case LesionEvent.LesionSplit e -> named.and(LesionEntry.class, e.lesionId());
            case LesionEvent.DiagnosisRecorded e -> {
                if (e.lesionId() != null) {
                    named.and(LesionEntry.class, e.lesionId());
                }
                if (e.captureId() != null) {
                    named.and(CaptureEntry.class, e.captureId());
                }
            }
            case LesionEvent.ProcedurePerformed e -> named.and(LesionEntry.class, e.lesionId());
        }
    }
}
