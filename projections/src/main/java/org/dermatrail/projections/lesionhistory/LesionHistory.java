package org.dermatrail.projections.lesionhistory;

import java.util.List;
import org.dermatrail.domain.capture.CaptureFacts;
import org.dermatrail.domain.image.Image;
import org.jspecify.annotations.Nullable;

/**
 * The life of one lesion.
 *
 * @param lesionId the lesion that stays, where the one asked for was merged into it
 * @param participantKey whose it is
 * @param studyId study
 * @param extent extent
 * @param anatomicSite place, or {@code null}
 * @param laterality side, or {@code null}
 * @param aliases lesions merged into this one
 * @param entries dated ones by day, then undated ones in the order they became known
 * @param withheld how many captures of it are withheld and therefore not shown
 * @param openDisputes fields in open dispute
 * @param parked whether events of this participant wait for an operator, so that something may be missing
 */
public record LesionHistory(
        String lesionId,
        String participantKey,
        String studyId,
        String extent,
        @Nullable String anatomicSite,
        @Nullable String laterality,
        List<String> aliases,
        List<Entry> entries,
        int withheld,
        List<String> openDisputes,
        boolean parked) {

    /** Something that happened to the lesion. */
    public sealed interface Entry {

        /** Day relative to the participant's baseline, or {@code null} where undated. */
        @Nullable
        Integer day();
    }

    /**
     * A capture that shows the lesion.
     *
     * @param captureId the capture
     * @param facts what is stated with it, corrections applied
     * @param images its pictures
     * @param corrections how often it was corrected
     */
    public record Captured(String captureId, CaptureFacts facts, List<Image> images, int corrections) implements Entry {

        @Override
        public @Nullable Integer day() {
            return facts.day();
        }
    }

    /**
     * A diagnosis.
     *
     * @param diagnosisId the diagnosis
     * @param day relative day, or {@code null}
     * @param code what it was found to be
     * @param confirmation how that is known
     * @param supersedes the diagnosis it replaces, or {@code null}
     * @param inForce whether nothing supersedes it
     */
    public record Diagnosed(
            String diagnosisId,
            @Nullable Integer day,
            String code,
            String confirmation,
            @Nullable String supersedes,
            boolean inForce)
            implements Entry {}

    /**
     * A procedure.
     *
     * @param procedureId the procedure
     * @param day relative day, or {@code null}
     * @param kind what was done
     */
    public record Treated(String procedureId, @Nullable Integer day, String kind) implements Entry {}
}
