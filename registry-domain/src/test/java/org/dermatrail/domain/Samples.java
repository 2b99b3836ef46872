package org.dermatrail.domain;

import java.util.List;
import org.dermatrail.domain.anatomy.AnatomicSite;
import org.dermatrail.domain.capture.CaptureCommand.RecordCapture;
import org.dermatrail.domain.capture.Modality;
import org.dermatrail.domain.capture.StatedFacts;
import org.dermatrail.domain.diagnosis.DiagnosisCode;
import org.dermatrail.domain.diagnosis.DiagnosisConfirmation;
import org.dermatrail.domain.discrepancy.DiscrepancyCommand.RaiseDiscrepancy;
import org.dermatrail.domain.discrepancy.DiscrepancyEvent.Statement;
import org.dermatrail.domain.discrepancy.DisputedField;
import org.dermatrail.domain.discrepancy.SubjectKind;
import org.dermatrail.domain.image.Image;
import org.dermatrail.domain.lesion.Extent;
import org.dermatrail.domain.lesion.LesionCommand.IdentifyLesion;
import org.dermatrail.domain.lesion.LesionCommand.RecordDiagnosis;
import org.dermatrail.domain.participant.ConsentBasis;
import org.dermatrail.domain.participant.Identification;
import org.dermatrail.domain.participant.ParticipantCommand.Consent;
import org.dermatrail.domain.participant.ParticipantCommand.EnrolParticipant;
import org.dermatrail.domain.participant.Sex;
import org.dermatrail.domain.site.SiteId;
import org.jspecify.annotations.Nullable;

/** Commands as a small clinic would send them. */
public final class Samples {

    /** A site of the sample study. */
    public static final SiteId VIENNA = new SiteId("naevus-2026", "vienna");

    /** A site of another study. */
    public static final SiteId ELSEWHERE = new SiteId("acne-2026", "vienna");

    /** Consent as most participants give it. */
    public static final Consent SIGNED = new Consent(ConsentBasis.SIGNED_FORM, "2.1");

    private Samples() {}

    public static EnrolParticipant enrol(String key) {
        return new EnrolParticipant(key, VIENNA, Identification.GIVEN, Sex.FEMALE, null);
    }

    public static IdentifyLesion identify(String key, String lesionId) {
        return new IdentifyLesion(key, lesionId, Extent.FOCAL, AnatomicSite.BACK, null);
    }

    public static RecordDiagnosis diagnose(
            String key, String diagnosisId, @Nullable String lesionId, @Nullable String supersedes) {
        return new RecordDiagnosis(
                key,
                diagnosisId,
                lesionId,
                lesionId == null ? "c1" : null,
                DiagnosisCode.NV,
                DiagnosisConfirmation.HISTOPATHOLOGY,
                12,
                supersedes);
    }

    public static StatedFacts facts(SiteId siteId, @Nullable Integer ageYears) {
        return new StatedFacts(
                siteId, Modality.DMS, null, 12, ageYears, Sex.FEMALE, AnatomicSite.BACK, null, List.of());
    }

    public static RecordCapture capture(String captureId, String key, String... lesionIds) {
        return new RecordCapture(
                captureId, key, VIENNA.studyId(), facts(VIENNA, 55), List.of(image("ab")), List.of(lesionIds));
    }

    public static Image image(String digestStart) {
        return new Image(
                Image.PRIMARY, digestStart + "0".repeat(64 - digestStart.length()), "image/jpeg", 600, 450, 31_000);
    }

    public static RaiseDiscrepancy dispute(String id, String... values) {
        return new RaiseDiscrepancy(
                id,
                "p1",
                SubjectKind.PARTICIPANT,
                "p1",
                DisputedField.SEX,
                List.of(values).stream()
                        .map(value -> new Statement(value, null))
                        .toList());
    }
}
