package org.dermatrail.gateway.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.dermatrail.domain.discrepancy.DiscrepancyCommand.RaiseDiscrepancy;
import org.dermatrail.domain.discrepancy.DiscrepancyEvent.Statement;
import org.dermatrail.domain.discrepancy.DisputedField;
import org.dermatrail.domain.discrepancy.SubjectKind;
import org.dermatrail.gateway.edge.SourceMap;
import org.dermatrail.gateway.edge.SourceMap.StatedColumn;

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
    Map<String, String> stated(StatedColumn column, String subjectId) {
        return map.statements(column, subjectId);
    }

    /** The command that raises or extends the discrepancy over these statements. */
    RaiseDiscrepancy raise(
            String participantKey, DisputedField field, String subjectId, Map<String, String> values, String importId) {
        var discrepancyId = map.discrepancy(subjectId, field.wireName());
        if (discrepancyId == null) {
            discrepancyId = ids.get();
            map.reserveDiscrepancy(subjectId, field.wireName(), discrepancyId, importId);
        }
        var kind = subjectId.equals(participantKey) ? SubjectKind.PARTICIPANT : SubjectKind.LESION;
        return new RaiseDiscrepancy(discrepancyId, participantKey, kind, subjectId, field, statements(values));
    }

    private static List<Statement> statements(Map<String, String> values) {
        var statements = new ArrayList<Statement>();
        values.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(entry -> statements.add(new Statement(entry.getKey(), entry.getValue())));
        return statements;
    }
}
