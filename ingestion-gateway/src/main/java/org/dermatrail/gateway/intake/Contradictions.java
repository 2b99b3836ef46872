package org.dermatrail.gateway.intake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.dermatrail.domain.discrepancy.DiscrepancyCommand.RaiseDiscrepancy;
import org.dermatrail.domain.discrepancy.DiscrepancyEvent.Statement;
import org.dermatrail.domain.discrepancy.DisputedField;
import org.dermatrail.domain.discrepancy.SubjectKind;
import org.dermatrail.gateway.edge.SourceMap;
import org.dermatrail.gateway.edge.SourceMap.StatedColumn;
import org.jspecify.annotations.Nullable;

/**
 * Notices rows that contradict one another and asks for a discrepancy.
 *
 * <p>Laws: a blank contradicts nothing; no statement is dropped and none wins by coming last; a subject and field have
 * one discrepancy, which later statements extend.
 */
final class Contradictions {

    private final SourceMap map;
    private final Supplier<String> ids;

    Contradictions(SourceMap map, Supplier<String> ids) {
        this.map = map;
        this.ids = ids;
    }

    /** What rows state of a subject: each different value with one capture that states it. */
    Map<String, String> stated(StatedColumn column, String participantKey, String subjectId) {
        return map.statements(column, participantKey, subjectId);
    }

    /**
     * The command that raises or extends the discrepancy over these statements.
     *
     * @param values each stated value with a capture that states it, or {@code null} where it was stated with none
     */
    RaiseDiscrepancy raise(
            String participantKey,
            DisputedField field,
            String subjectId,
            Map<String, ? extends @Nullable String> values,
            String importId) {
        var discrepancyId = map.discrepancy(subjectId, field.wireName());
        if (discrepancyId == null) {
            discrepancyId = ids.get();
            map.reserveDiscrepancy(subjectId, field.wireName(), discrepancyId, importId);
        }
        var kind = subjectId.equals(participantKey) ? SubjectKind.PARTICIPANT : SubjectKind.LESION;
        return new RaiseDiscrepancy(discrepancyId, participantKey, kind, subjectId, field, statements(values));
    }

    private static List<Statement> statements(Map<String, ? extends @Nullable String> values) {
        var statements = new ArrayList<Statement>();
        values.forEach((value, captureId) -> statements.add(new Statement(value, captureId)));
        statements.sort(
                Comparator.comparing(Statement::captureId, Comparator.nullsFirst(Comparator.<String>naturalOrder())));
        return statements;
    }
}
