package org.dermatrail.domain.lesion;

import org.dermatrail.domain.ParticipantScoped;
import org.dermatrail.domain.WireName;
import org.jspecify.annotations.Nullable;

/** What can have happened in a participant's lesion register. */
public sealed interface LesionEvent extends ParticipantScoped {

    /**
     * A lesion was identified.
     *
     * @param participantKey whose it is
     * @param lesionId its id
     * @param extent name of an {@link Extent}
     * @param anatomicSite name of an anatomic site, or {@code null} where not stated
     * @param laterality name of a laterality, or {@code null}
     */
    @WireName("lesion-identified")
    record LesionIdentified(
            String participantKey,
            String lesionId,
            String extent,
            @Nullable String anatomicSite,
            @Nullable String laterality)
            implements LesionEvent {}

    /**
     * What is said of a lesion's place changed.
     *
     * @param participantKey whose it is
     * @param lesionId the lesion
     * @param anatomicSite name of an anatomic site, or {@code null}
     * @param laterality name of a laterality, or {@code null}
     */
    @WireName("lesion-described")
    record LesionDescribed(
            String participantKey,
            String lesionId,
            @Nullable String anatomicSite,
            @Nullable String laterality) implements LesionEvent {}

    /**
     * One lesion is known to be the same as another; from now on it is an alias of it.
     *
     * @param participantKey whose they are
     * @param lesionId the lesion that goes on as an alias
     * @param intoLesionId the lesion that stays
     * @param reason name of a {@link MergeReason}
     */
    @WireName("lesions-merged")
    record LesionsMerged(String participantKey, String lesionId, String intoLesionId, String reason)
            implements LesionEvent {}

    /**
     * A new lesion was told apart from one known before.
     *
     * @param participantKey whose they are
     * @param lesionId the lesion known before
     * @param newLesionId the lesion told apart, of the same place and extent until described anew
     * @param reason name of a {@link MergeReason}
     */
    @WireName("lesion-split")
    record LesionSplit(String participantKey, String lesionId, String newLesionId, String reason)
            implements LesionEvent {}

    /**
     * A diagnosis was recorded.
     *
     * @param participantKey whose it is
     * @param diagnosisId its id
     * @param lesionId the lesion, or {@code null} where the source names none
     * @param captureId the capture it was stated with, or {@code null}
     * @param code name of a diagnosis code
     * @param confirmation name of a diagnosis confirmation
     * @param day day relative to the participant's baseline, or {@code null} where undated
     * @param supersedes the diagnosis it replaces, or {@code null}
     */
    @WireName("diagnosis-recorded")
    record DiagnosisRecorded(
            String participantKey,
            String diagnosisId,
            @Nullable String lesionId,
            @Nullable String captureId,
            String code,
            String confirmation,
            @Nullable Integer day,
            @Nullable String supersedes)
            implements LesionEvent {}

    /**
     * A procedure was performed on a lesion.
     *
     * @param participantKey whose it is
     * @param procedureId its id
     * @param lesionId the lesion
     * @param kind name of a {@link ProcedureKind}
     * @param day day relative to the participant's baseline, or {@code null} where undated
     */
    @WireName("procedure-performed")
    record ProcedurePerformed(
            String participantKey,
            String procedureId,
            String lesionId,
            String kind,
            @Nullable Integer day) implements LesionEvent {}
}
