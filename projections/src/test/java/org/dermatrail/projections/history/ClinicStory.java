package org.dermatrail.projections.history;

import java.util.ArrayList;
import java.util.List;
import org.dermatrail.domain.RegistryEvent;
import org.dermatrail.domain.capture.CaptureEvent;
import org.dermatrail.domain.capture.CaptureFacts;
import org.dermatrail.domain.datacut.DataCutEvent;
import org.dermatrail.domain.image.Image;
import org.dermatrail.domain.lesion.LesionEvent;
import org.dermatrail.domain.participant.ParticipantEvent;
import org.dermatrail.domain.site.SiteEvent;
import org.dermatrail.domain.study.StudyEvent;
import org.jspecify.annotations.Nullable;

/** Tells a short history in the clinic's words; every sentence is an event. */
public final class ClinicStory {

    /** The study all of it happens in. */
    public static final String STUDY = "naevus-2026";
    /** The site where nothing else is said. */
    public static final String VIENNA = STUDY + "/vienna";

    private final List<RegistryEvent> events = new ArrayList<>();
    private int ids;

    /** Opens the study and its site. */
    public ClinicStory() {
        events.add(new StudyEvent.StudyOpened(STUDY, "Naevi through the years"));
        events.add(new SiteEvent.SiteOpened(VIENNA, STUDY, "vienna", "Vienna"));
    }

    /** Adds any event. */
    public ClinicStory then(RegistryEvent event) {
        events.add(event);
        return this;
    }

    /** Enrols a person with consent. */
    public ClinicStory enrol(String participant, @Nullable String sex) {
        then(new ParticipantEvent.ParticipantEnrolled(participant, STUDY, VIENNA, "GIVEN", sex));
        return then(new ParticipantEvent.ConsentGiven(participant, "SIGNED_FORM", "2"));
    }

    /** Enrols a surrogate with consent. */
    public ClinicStory enrolSurrogate(String participant) {
        then(new ParticipantEvent.ParticipantEnrolled(participant, STUDY, VIENNA, "SURROGATE_PER_LESION", null));
        return then(new ParticipantEvent.ConsentGiven(participant, "PUBLISHED_DATA_SET", "CC-BY"));
    }

    /** Identifies a lesion. */
    public ClinicStory lesion(String participant, String lesion, @Nullable String site) {
        return then(new LesionEvent.LesionIdentified(participant, lesion, "FOCAL", site, null));
    }

    /** Records a diagnosis of a lesion. */
    public ClinicStory diagnosis(String participant, String lesion, String code) {
        return then(new LesionEvent.DiagnosisRecorded(
                participant, "d" + ids++, lesion, null, code, "HISTOPATHOLOGY", null, null));
    }

    /** Records a capture that shows these lesions. */
    public ClinicStory capture(String participant, String capture, CaptureFacts facts, String... lesions) {
        var image = new Image(Image.PRIMARY, digest(capture), "image/jpeg", 600, 450, 90_000);
        then(new CaptureEvent.CaptureRecorded(capture, participant, STUDY, facts, List.of(image)));
        for (var lesion : lesions) {
            then(new CaptureEvent.CaptureLinked(capture, participant, lesion, "STATED_BY_SOURCE"));
        }
        return this;
    }

    /** Publishes a data cut. */
    public ClinicStory cut(String name) {
        return then(new DataCutEvent.DataCutPublished(name));
    }

    /** Facts of a dermoscopy. */
    public static CaptureFacts dermoscopy(
            @Nullable Integer day, @Nullable Integer age, @Nullable String sex, @Nullable String site) {
        return new CaptureFacts(VIENNA, "DMS", null, day, age, sex, site, null, List.of());
    }

    /** A digest made up for a capture. */
    public static String digest(String capture) {
        return String.format("%064x", (long) capture.hashCode() & 0xffff_ffffL);
    }

    /** What happened. */
    public List<RegistryEvent> events() {
        return List.copyOf(events);
    }
}
