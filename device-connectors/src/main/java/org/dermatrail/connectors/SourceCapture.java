package org.dermatrail.connectors;

import java.nio.file.Path;
import java.util.List;
import org.dermatrail.domain.capture.StatedFacts;
import org.dermatrail.domain.diagnosis.DiagnosisCode;
import org.dermatrail.domain.diagnosis.DiagnosisConfirmation;
import org.dermatrail.domain.lesion.Extent;
import org.jspecify.annotations.Nullable;

/**
 * One capture as its source states it, in the registry's words.
 *
 * <p>Holds the source's own ids, so it stays at the centre and is never logged whole.
 *
 * @param origin where it stands
 * @param sourceCaptureId the source's id of the capture; unique within the source
 * @param sourceLesionId the source's id of the lesion, or {@code null} where it names none
 * @param sourceParticipantId the source's id of the person, or {@code null} where it names none
 * @param extent how far the lesion reaches
 * @param facts what is stated with the capture
 * @param diagnosis diagnosis stated with the capture, or {@code null}
 * @param pictures picture files that belong to it; empty where none came
 */
public record SourceCapture(
        Origin origin,
        String sourceCaptureId,
        @Nullable String sourceLesionId,
        @Nullable String sourceParticipantId,
        Extent extent,
        StatedFacts facts,
        @Nullable StatedDiagnosis diagnosis,
        List<Path> pictures)
        implements SourceItem {

    /** A capture of a source that does not say how far lesions reach: they are spots. */
    public SourceCapture(
            Origin origin,
            String sourceCaptureId,
            @Nullable String sourceLesionId,
            @Nullable String sourceParticipantId,
            StatedFacts facts,
            @Nullable StatedDiagnosis diagnosis,
            List<Path> pictures) {
        this(origin, sourceCaptureId, sourceLesionId, sourceParticipantId, Extent.FOCAL, facts, diagnosis, pictures);
    }

    /**
     * A diagnosis as stated.
     *
     * @param code what it was found to be
     * @param confirmation how that is known
     */
    public record StatedDiagnosis(DiagnosisCode code, DiagnosisConfirmation confirmation) {}

    @Override
    public String toString() {
        return "SourceCapture[" + origin + "]";
    }
}
