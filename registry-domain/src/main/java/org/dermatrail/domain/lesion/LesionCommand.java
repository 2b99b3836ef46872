package org.dermatrail.domain.lesion;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.dermatrail.domain.anatomy.AnatomicSite;
import org.dermatrail.domain.anatomy.Laterality;
import org.dermatrail.domain.diagnosis.DiagnosisCode;
import org.dermatrail.domain.diagnosis.DiagnosisConfirmation;
import org.jspecify.annotations.Nullable;

/** What can be asked of a participant's lesion register. */
public sealed interface LesionCommand {

    /** Whose register. */
    String participantKey();

    /** The stream the command is for. */
    @TargetAggregateIdentifier
    default String stream() {
        return LesionRegister.stream(participantKey());
    }

    /**
     * Identifies a lesion.
     *
     * @param participantKey whose it is
     * @param lesionId new id
     * @param extent how far it reaches
     * @param anatomicSite where, or {@code null} where not stated
     * @param laterality which side, or {@code null}
     */
    record IdentifyLesion(
            String participantKey,
            String lesionId,
            Extent extent,
            @Nullable AnatomicSite anatomicSite,
            @Nullable Laterality laterality)
            implements LesionCommand {}

    /**
     * Says anew where a lesion is.
     *
     * @param participantKey whose it is
     * @param lesionId the lesion
     * @param anatomicSite where, or {@code null}
     * @param laterality which side, or {@code null}
     */
    record DescribeLesion(
            String participantKey,
            String lesionId,
            @Nullable AnatomicSite anatomicSite,
            @Nullable Laterality laterality)
            implements LesionCommand {}

    /**
     * Makes one lesion an alias of another.
     *
     * @param participantKey whose they are
     * @param lesionId the lesion that becomes an alias
     * @param intoLesionId the lesion that stays
     * @param reason why
     */
    record MergeLesions(String participantKey, String lesionId, String intoLesionId, MergeReason reason)
            implements LesionCommand {}

    /**
     * Tells a new lesion apart from a known one; captures are relinked one by one.
     *
     * @param participantKey whose they are
     * @param lesionId the known lesion
     * @param newLesionId id of the new one
     * @param reason why
     */
    record SplitLesion(String participantKey, String lesionId, String newLesionId, MergeReason reason)
            implements LesionCommand {}

    /**
     * Records a diagnosis of a lesion, or of what a capture shows where the lesion is not known.
     *
     * @param participantKey whose it is
     * @param diagnosisId new id
     * @param lesionId the lesion, or {@code null}
     * @param captureId the capture it was stated with, or {@code null}
     * @param code what it was found to be
     * @param confirmation how that is known
     * @param day relative day, or {@code null} where undated
     * @param supersedes an earlier diagnosis that it replaces, or {@code null}
     */
    record RecordDiagnosis(
            String participantKey,
            String diagnosisId,
            @Nullable String lesionId,
            @Nullable String captureId,
            DiagnosisCode code,
            DiagnosisConfirmation confirmation,
            @Nullable Integer day,
            @Nullable String supersedes)
            implements LesionCommand {}

    /**
     * Records a procedure.
     *
     * @param participantKey whose it is
     * @param procedureId new id
     * @param lesionId the lesion
     * @param kind what was done
     * @param day relative day, or {@code null} where undated
     */
    record RecordProcedure(
            String participantKey,
            String procedureId,
            String lesionId,
            ProcedureKind kind,
            @Nullable Integer day) implements LesionCommand {}
}
