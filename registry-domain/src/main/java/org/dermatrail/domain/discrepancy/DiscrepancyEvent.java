package org.dermatrail.domain.discrepancy;

import java.util.List;
import org.dermatrail.domain.ParticipantScoped;
import org.dermatrail.domain.WireName;
import org.jspecify.annotations.Nullable;

/** What can have happened to a contradiction between sources. */
public sealed interface DiscrepancyEvent extends ParticipantScoped {

    /** The discrepancy. */
    String discrepancyId();

    /**
     * One of the contradicting statements.
     *
     * @param value what was stated
     * @param captureId a capture with which it was stated, or {@code null}
     */
    record Statement(String value, @Nullable String captureId) {}

    /**
     * Sources contradict one another.
     *
     * @param discrepancyId its id
     * @param participantKey whose data
     * @param subjectKind name of a {@link SubjectKind}
     * @param subjectId participant key or lesion id
     * @param field wire name of a {@link DisputedField}
     * @param statements the contradicting statements, two or more
     */
    @WireName("discrepancy-raised")
    record DiscrepancyRaised(
            String discrepancyId,
            String participantKey,
            String subjectKind,
            String subjectId,
            String field,
            List<Statement> statements)
            implements DiscrepancyEvent {}

    /**
     * A further contradicting statement came in; a resolved discrepancy is open again.
     *
     * @param discrepancyId the discrepancy
     * @param participantKey whose data
     * @param statements all statements now
     */
    @WireName("discrepancy-extended")
    record DiscrepancyExtended(String discrepancyId, String participantKey, List<Statement> statements)
            implements DiscrepancyEvent {}

    /**
     * A person decided.
     *
     * @param discrepancyId the discrepancy
     * @param participantKey whose data
     * @param value the value that holds
     */
    @WireName("discrepancy-resolved")
    record DiscrepancyResolved(String discrepancyId, String participantKey, String value) implements DiscrepancyEvent {}
}
