package org.dermatrail.domain.capture;

import java.util.List;
import org.dermatrail.domain.ParticipantScoped;
import org.dermatrail.domain.WireName;
import org.dermatrail.domain.image.Image;
import org.jspecify.annotations.Nullable;

/** What can have happened to a capture. */
public sealed interface CaptureEvent extends ParticipantScoped {

    /** The capture. */
    String captureId();

    /**
     * A capture was recorded.
     *
     * @param captureId its id
     * @param participantKey whose skin
     * @param studyId study it was made for
     * @param facts what was stated with it
     * @param images its pictures; empty says that none came with it
     */
    @WireName("capture-recorded")
    record CaptureRecorded(
            String captureId, String participantKey, String studyId, CaptureFacts facts, List<Image> images)
            implements CaptureEvent {}

    /**
     * The capture is said to show a lesion.
     *
     * @param captureId the capture
     * @param participantKey whose skin
     * @param lesionId the lesion
     * @param basis name of a {@link LinkBasis}
     */
    @WireName("capture-linked")
    record CaptureLinked(String captureId, String participantKey, String lesionId, String basis)
            implements CaptureEvent {}

    /**
     * The capture is no longer said to show a lesion.
     *
     * @param captureId the capture
     * @param participantKey whose skin
     * @param lesionId the lesion
     * @param basis name of a {@link LinkBasis}
     */
    @WireName("capture-unlinked")
    record CaptureUnlinked(String captureId, String participantKey, String lesionId, String basis)
            implements CaptureEvent {}

    /**
     * What was stated with the capture was corrected.
     *
     * @param captureId the capture
     * @param participantKey whose skin
     * @param changes each field that changed, with before and after
     * @param facts all that is stated now
     * @param images its pictures now, or {@code null} where they did not change
     */
    @WireName("capture-corrected")
    record CaptureCorrected(
            String captureId,
            String participantKey,
            List<CaptureFacts.Change> changes,
            CaptureFacts facts,
            @Nullable List<Image> images)
            implements CaptureEvent {}

    /**
     * The capture is kept out of answers from now on.
     *
     * @param captureId the capture
     * @param participantKey whose skin
     * @param reason name of a {@link WithholdingReason}
     */
    @WireName("capture-withheld")
    record CaptureWithheld(String captureId, String participantKey, String reason) implements CaptureEvent {}

    /**
     * The capture may be answered with again.
     *
     * @param captureId the capture
     * @param participantKey whose skin
     */
    @WireName("capture-released")
    record CaptureReleased(String captureId, String participantKey) implements CaptureEvent {}
}
