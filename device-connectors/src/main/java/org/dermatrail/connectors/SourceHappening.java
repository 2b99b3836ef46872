package org.dermatrail.connectors;

import org.dermatrail.connectors.SourceCapture.StatedDiagnosis;
import org.dermatrail.domain.lesion.ProcedureKind;
import org.dermatrail.domain.participant.ParticipantStatus;
import org.dermatrail.domain.participant.StatusReason;
import org.jspecify.annotations.Nullable;

/**
 * Something a source states later about what was captured: a participant left, the laboratory found something, a lesion was
 * removed.
 *
 * <p>Laws: it has an id of its own, unique among the happenings of the source, and is never corrected, only followed by
 * another; it is taken up after all captures that the source yields before it; only sources that name their participants
 * have any. Holds the source's own ids, so it stays at the centre and is never logged whole.
 */
public sealed interface SourceHappening extends SourceItem {

    /** The source's id of the statement. */
    String sourceId();

    /** The source's id of the person. */
    String sourceParticipantId();

    /** The source's id of the lesion, or {@code null} where it is about the participant. */
    default @Nullable String sourceLesionId() {
        return null;
    }

    /**
     * The participant's status changed.
     *
     * @param origin where it stands
     * @param sourceId the source's id of the statement
     * @param sourceParticipantId the source's id of the person
     * @param status new status
     * @param reason why
     */
    record StatusChanged(
            Origin origin, String sourceId, String sourceParticipantId, ParticipantStatus status, StatusReason reason)
            implements SourceHappening {

        @Override
        public String toString() {
            return "StatusChanged[" + origin + "]";
        }
    }

    /**
     * The participant withdrew consent to research use.
     *
     * @param origin where it stands
     * @param sourceId the source's id of the statement
     * @param sourceParticipantId the source's id of the person
     */
    record ConsentWithdrawn(Origin origin, String sourceId, String sourceParticipantId) implements SourceHappening {

        @Override
        public String toString() {
            return "ConsentWithdrawn[" + origin + "]";
        }
    }

    /**
     * A lesion was diagnosed.
     *
     * @param origin where it stands
     * @param sourceId the source's id of the statement
     * @param sourceParticipantId the source's id of the person
     * @param sourceLesionId the source's id of the lesion
     * @param diagnosis what it was found to be, and how that is known
     * @param day relative day, or {@code null} where undated
     * @param supersedes the source's id of the earlier happening, or of a capture with which the diagnosis was stated, that
     *     this one replaces; {@code null} where it replaces none
     */
    record LaterDiagnosis(
            Origin origin,
            String sourceId,
            String sourceParticipantId,
            String sourceLesionId,
            StatedDiagnosis diagnosis,
            @Nullable Integer day,
            @Nullable String supersedes)
            implements SourceHappening {

        @Override
        public String toString() {
            return "LaterDiagnosis[" + origin + "]";
        }
    }

    /**
     * Something was done about a lesion.
     *
     * @param origin where it stands
     * @param sourceId the source's id of the statement
     * @param sourceParticipantId the source's id of the person
     * @param sourceLesionId the source's id of the lesion
     * @param kind what was done
     * @param day relative day, or {@code null} where undated
     */
    record ProcedureDone(
            Origin origin,
            String sourceId,
            String sourceParticipantId,
            String sourceLesionId,
            ProcedureKind kind,
            @Nullable Integer day)
            implements SourceHappening {

        @Override
        public String toString() {
            return "ProcedureDone[" + origin + "]";
        }
    }
}
