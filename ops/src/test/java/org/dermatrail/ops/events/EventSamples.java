package org.dermatrail.ops.events;

import java.util.List;
import org.dermatrail.domain.RegistryEvent;
import org.dermatrail.domain.capture.AcquisitionParameter;
import org.dermatrail.domain.capture.CaptureEvent.CaptureCorrected;
import org.dermatrail.domain.capture.CaptureEvent.CaptureLinked;
import org.dermatrail.domain.capture.CaptureEvent.CaptureRecorded;
import org.dermatrail.domain.capture.CaptureEvent.CaptureReleased;
import org.dermatrail.domain.capture.CaptureEvent.CaptureUnlinked;
import org.dermatrail.domain.capture.CaptureEvent.CaptureWithheld;
import org.dermatrail.domain.capture.CaptureFacts;
import org.dermatrail.domain.datacut.DataCutEvent.DataCutPublished;
import org.dermatrail.domain.discrepancy.DiscrepancyEvent.DiscrepancyExtended;
import org.dermatrail.domain.discrepancy.DiscrepancyEvent.DiscrepancyRaised;
import org.dermatrail.domain.discrepancy.DiscrepancyEvent.DiscrepancyResolved;
import org.dermatrail.domain.discrepancy.DiscrepancyEvent.Statement;
import org.dermatrail.domain.image.Image;
import org.dermatrail.domain.lesion.LesionEvent.DiagnosisRecorded;
import org.dermatrail.domain.lesion.LesionEvent.LesionDescribed;
import org.dermatrail.domain.lesion.LesionEvent.LesionIdentified;
import org.dermatrail.domain.lesion.LesionEvent.LesionSplit;
import org.dermatrail.domain.lesion.LesionEvent.LesionsMerged;
import org.dermatrail.domain.lesion.LesionEvent.ProcedurePerformed;
import org.dermatrail.domain.participant.ParticipantEvent.ConsentGiven;
import org.dermatrail.domain.participant.ParticipantEvent.ConsentWithdrawn;
import org.dermatrail.domain.participant.ParticipantEvent.ParticipantDescribed;
import org.dermatrail.domain.participant.ParticipantEvent.ParticipantEnrolled;
import org.dermatrail.domain.participant.ParticipantEvent.ParticipantStatusChanged;
import org.dermatrail.domain.site.SiteEvent.SiteClosed;
import org.dermatrail.domain.site.SiteEvent.SiteOpened;
import org.dermatrail.domain.study.StudyEvent.ProtocolVersionPublished;
import org.dermatrail.domain.study.StudyEvent.StudyClosed;
import org.dermatrail.domain.study.StudyEvent.StudyOpened;

/** One sample of each event, with present and absent optional values among them. */
public final class EventSamples {

    private static final String PARTICIPANT = "019a9f3c-5c40-7c11-8a55-6d1f0f8f2a01";
    private static final String CAPTURE = "019a9f3c-5c40-7c11-8a55-6d1f0f8f2a02";
    private static final String LESION = "019a9f3c-5c40-7c11-8a55-6d1f0f8f2a03";
    private static final String OTHER_LESION = "019a9f3c-5c40-7c11-8a55-6d1f0f8f2a04";
    private static final String DISCREPANCY = "019a9f3c-5c40-7c11-8a55-6d1f0f8f2a05";
    private static final String DIAGNOSIS = "019a9f3c-5c40-7c11-8a55-6d1f0f8f2a06";
    private static final String STUDY = "EXAMPLE-1";
    private static final String SITE = "EXAMPLE-1/NORTH";
    private static final Image IMAGE = new Image(Image.PRIMARY, "ab".repeat(32), "image/jpeg", 1024, 768, 48_213);
    private static final CaptureFacts FACTS = new CaptureFacts(
            SITE,
            "DMS",
            null,
            14,
            55,
            "FEMALE",
            "BACK",
            null,
            List.of(
                    new AcquisitionParameter("contactMethod", "immersion", null),
                    new AcquisitionParameter("magnification", "10", "1")));

    private EventSamples() {}

    /** All of them, in the order of the catalogue. */
    public static List<RegistryEvent> all() {
        return List.of(
                new StudyOpened(STUDY, "An example of naevi – größer als 5 mm"),
                new ProtocolVersionPublished(STUDY, "1.0"),
                new StudyClosed(STUDY),
                new SiteOpened(SITE, STUDY, "NORTH", "Northern centre"),
                new SiteClosed(SITE),
                new ParticipantEnrolled(PARTICIPANT, STUDY, SITE, "GIVEN", "FEMALE"),
                new ParticipantDescribed(PARTICIPANT, null),
                new ParticipantStatusChanged(PARTICIPANT, "COMPLETED", "PROTOCOL"),
                new ConsentGiven(PARTICIPANT, "SIGNED_FORM", "2"),
                new ConsentWithdrawn(PARTICIPANT),
                new LesionIdentified(PARTICIPANT, LESION, "FOCAL", "BACK", null),
                new LesionDescribed(PARTICIPANT, LESION, "BACK", "LEFT"),
                new LesionsMerged(PARTICIPANT, OTHER_LESION, LESION, "ENTERED_TWICE"),
                new LesionSplit(PARTICIPANT, LESION, OTHER_LESION, "MISTAKEN_FOR_ONE"),
                new DiagnosisRecorded(PARTICIPANT, DIAGNOSIS, LESION, CAPTURE, "MEL", "HISTOPATHOLOGY", 14, null),
                new ProcedurePerformed(PARTICIPANT, DIAGNOSIS, LESION, "EXCISION", null),
                new CaptureRecorded(CAPTURE, PARTICIPANT, STUDY, FACTS, List.of(IMAGE)),
                new CaptureLinked(CAPTURE, PARTICIPANT, LESION, "STATED_BY_SOURCE"),
                new CaptureUnlinked(CAPTURE, PARTICIPANT, LESION, "DECIDED_BY_PERSON"),
                new CaptureCorrected(
                        CAPTURE,
                        PARTICIPANT,
                        List.of(
                                new CaptureFacts.Change("ageYears", "50", "55"),
                                new CaptureFacts.Change("sex", null, "FEMALE")),
                        FACTS,
                        null),
                new CaptureWithheld(CAPTURE, PARTICIPANT, "IMPORT_UNDONE"),
                new CaptureReleased(CAPTURE, PARTICIPANT),
                new DiscrepancyRaised(
                        DISCREPANCY,
                        PARTICIPANT,
                        "LESION",
                        LESION,
                        "anatomicSite",
                        List.of(new Statement("BACK", CAPTURE), new Statement("CHEST", null))),
                new DiscrepancyExtended(DISCREPANCY, PARTICIPANT, List.of(new Statement("FACE", CAPTURE))),
                new DiscrepancyResolved(DISCREPANCY, PARTICIPANT, "BACK"),
                new DataCutPublished("2026-Q4"));
    }
}
