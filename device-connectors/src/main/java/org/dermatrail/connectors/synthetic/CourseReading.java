package org.dermatrail.connectors.synthetic;

import java.util.List;
import org.dermatrail.connectors.SourceCapture.StatedDiagnosis;
import org.dermatrail.connectors.SourceHappening;
import org.dermatrail.connectors.SourceHappening.ConsentWithdrawn;
import org.dermatrail.connectors.SourceHappening.LaterDiagnosis;
import org.dermatrail.connectors.SourceHappening.ProcedureDone;
import org.dermatrail.connectors.SourceHappening.StatusChanged;
import org.dermatrail.connectors.SourceItem.Origin;
import org.dermatrail.connectors.mapping.Vocabulary;
import org.dermatrail.domain.diagnosis.DiagnosisCode;
import org.dermatrail.domain.diagnosis.DiagnosisConfirmation;
import org.dermatrail.domain.lesion.ProcedureKind;
import org.dermatrail.domain.participant.ParticipantStatus;
import org.dermatrail.domain.participant.StatusReason;

/** Turns a row of {@code course.csv} into a happening. */
final class CourseReading {

    private static final Vocabulary<LaterStatement.Kind> KINDS = Vocabulary.of(LaterStatement.Kind.class);
    private static final Vocabulary<ParticipantStatus> STATUSES = Vocabulary.of(ParticipantStatus.class);
    private static final Vocabulary<StatusReason> REASONS = Vocabulary.of(StatusReason.class);
    private static final Vocabulary<DiagnosisCode> CODES = Vocabulary.of(DiagnosisCode.class);
    private static final Vocabulary<DiagnosisConfirmation> CONFIRMATIONS = Vocabulary.of(DiagnosisConfirmation.class);
    private static final Vocabulary<ProcedureKind> PROCEDURES = Vocabulary.of(ProcedureKind.class);

    private CourseReading() {}

    static SourceHappening happening(Origin origin, String id, List<String> cells) throws Unfit {
        var participant = Words.id(cells.get(2), "participant", "PARTICIPANT_ID_BLANK");
        var code = cells.get(5);
        var why = cells.get(6);
        return switch (Words.needed(cells.get(1), "kind", KINDS)) {
            case STATUS ->
                new StatusChanged(
                        origin,
                        id,
                        participant,
                        Words.needed(code, "code", STATUSES),
                        Words.needed(why, "why", REASONS));
            case CONSENT_WITHDRAWN -> new ConsentWithdrawn(origin, id, participant);
            case DIAGNOSIS ->
                new LaterDiagnosis(
                        origin,
                        id,
                        participant,
                        lesion(cells),
                        new StatedDiagnosis(Words.needed(code, "code", CODES), Words.needed(why, "why", CONFIRMATIONS)),
                        Words.day(cells.get(4)),
                        Words.optionalId(cells.get(7), "supersedes"));
            case PROCEDURE ->
                new ProcedureDone(
                        origin,
                        id,
                        participant,
                        lesion(cells),
                        Words.needed(code, "code", PROCEDURES),
                        Words.day(cells.get(4)));
        };
    }

    private static String lesion(List<String> cells) throws Unfit {
        return Words.id(cells.get(3), "lesion", "LESION_ID_BLANK");
    }
}
