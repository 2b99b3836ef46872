package org.dermatrail.gateway.edge;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a capture.
 *
 * @param captureId reserved id
 * @param participantKey its participant
 * @param lesionId its lesion, or {@code null}
 * @param diagnosisId diagnosis recorded with it where it has no lesion, or {@code null}
 * @param state where it stands
 * @param digest digest of the row when last acknowledged
 * @param lastImportId the import that last recorded, corrected or met it
 * @param stated what the row stated when last planned
 */
public record KnownCapture(
        String captureId,
        String participantKey,
        @Nullable String lesionId,
        @Nullable String diagnosisId,
        State state,
        String digest,
        String lastImportId,
        Stated stated) {

    /** Where a capture stands. */
    public enum State {
        /** Its id is reserved; the registry may or may not have heard of it. */
        RESERVED,
        /** The registry has acknowledged it. */
        RECORDED,
        /** Its import was undone. */
        WITHHELD
    }
}
