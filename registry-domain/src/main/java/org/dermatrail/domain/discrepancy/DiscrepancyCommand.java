package org.dermatrail.domain.discrepancy;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.dermatrail.domain.discrepancy.DiscrepancyEvent.Statement;

/** What can be asked of a discrepancy. */
public sealed interface DiscrepancyCommand {

    /** The discrepancy. */
    String discrepancyId();

    /**
     * Raises a discrepancy, or adds statements to one raised before.
     *
     * @param discrepancyId id reserved for this subject and field
     * @param participantKey whose data
     * @param subjectKind what it is about
     * @param subjectId participant key or lesion id
     * @param field the field in dispute
     * @param statements all contradicting statements known, two or more different values
     */
    record RaiseDiscrepancy(
            @TargetAggregateIdentifier String discrepancyId,
            String participantKey,
            SubjectKind subjectKind,
            String subjectId,
            DisputedField field,
            List<Statement> statements)
            implements DiscrepancyCommand {}

    /**
     * Decides which statement holds.
     *
     * @param discrepancyId the discrepancy
     * @param value one of the stated values
     */
    record ResolveDiscrepancy(@TargetAggregateIdentifier String discrepancyId, String value)
            implements DiscrepancyCommand {}
}
