package org.dermatrail.domain.capture;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.dermatrail.domain.image.Image;
import org.jspecify.annotations.Nullable;

/** What can be asked of a capture. */
public sealed interface CaptureCommand {

    /** The capture. */
    String captureId();

    /**
     * Records a capture and links it to the lesions it shows, in one append.
     *
     * @param captureId id reserved for it
     * @param participantKey whose skin
     * @param studyId study it was made for
     * @param facts what was stated
     * @param images pictures already stored; empty says that none came
     * @param lesionIds the lesions it shows
     */
    record RecordCapture(
            @TargetAggregateIdentifier String captureId,
            String participantKey,
            String studyId,
            StatedFacts facts,
            List<Image> images,
            List<String> lesionIds)
            implements CaptureCommand {}

    /**
     * Says that the capture shows a lesion.
     *
     * @param captureId the capture
     * @param lesionId the lesion
     * @param basis why
     */
    record LinkCapture(@TargetAggregateIdentifier String captureId, String lesionId, LinkBasis basis)
            implements CaptureCommand {}

    /**
     * Says that the capture does not show a lesion after all.
     *
     * @param captureId the capture
     * @param lesionId the lesion
     * @param basis why
     */
    record UnlinkCapture(@TargetAggregateIdentifier String captureId, String lesionId, LinkBasis basis)
            implements CaptureCommand {}

    /**
     * Says which lesions the capture shows, in place of all that was said before, in one append.
     *
     * @param captureId the capture
     * @param lesionIds all lesions it shows
     * @param basis why
     */
    record RelinkCapture(@TargetAggregateIdentifier String captureId, List<String> lesionIds, LinkBasis basis)
            implements CaptureCommand {}

    /**
     * Corrects what was stated.
     *
     * @param captureId the capture
     * @param facts all that is stated now
     * @param images the pictures now, or {@code null} to leave them
     */
    record CorrectCapture(
            @TargetAggregateIdentifier String captureId,
            StatedFacts facts,
            @Nullable List<Image> images) implements CaptureCommand {}

    /**
     * Keeps the capture out of answers.
     *
     * @param captureId the capture
     * @param reason why
     */
    record WithholdCapture(@TargetAggregateIdentifier String captureId, WithholdingReason reason)
            implements CaptureCommand {}

    /**
     * Lets the capture back into answers.
     *
     * @param captureId the capture
     */
    record ReleaseCapture(@TargetAggregateIdentifier String captureId) implements CaptureCommand {}
}
