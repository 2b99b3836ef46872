package org.dermatrail.gateway.edge;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a lesion.
 *
 * @param lesionId reserved id
 * @param participantKey its participant
 * @param told whether the registry has acknowledged it
 * @param anatomicSite place first stated, or {@code null}
 * @param laterality side first stated, or {@code null}
 * @param diagnosis diagnosis in force as {@code CODE/CONFIRMATION}, or {@code null}
 * @param diagnosisId its id, or {@code null}
 */
public record KnownLesion(
        String lesionId,
        String participantKey,
        boolean told,
        @Nullable String anatomicSite,
        @Nullable String laterality,
        @Nullable String diagnosis,
        @Nullable String diagnosisId) {

    /** A lesion a row names for the first time; its diagnosis is yet to be recorded. */
    public static KnownLesion firstStated(String lesionId, String participantKey, Stated stated) {
        return new KnownLesion(lesionId, participantKey, false, stated.anatomicSite(), stated.laterality(), null, null);
    }
}
