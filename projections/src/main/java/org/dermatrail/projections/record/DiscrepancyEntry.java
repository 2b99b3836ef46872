package org.dermatrail.projections.record;

import java.util.List;
import org.dermatrail.domain.discrepancy.DiscrepancyEvent.Statement;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a contradiction.
 *
 * @param discrepancyId id
 * @param order when raised
 * @param participantKey whose data
 * @param studyId the participant's study
 * @param siteId the participant's site
 * @param subjectKind participant or lesion
 * @param subjectId participant key or lesion id
 * @param field field in dispute
 * @param stages how it went on, oldest first
 */
public record DiscrepancyEntry(
        String discrepancyId,
        long order,
        String participantKey,
        String studyId,
        String siteId,
        String subjectKind,
        String subjectId,
        String field,
        List<Stage> stages)
        implements Entry {

    /**
     * How things stand from an order on.
     *
     * @param order from when
     * @param statements what is stated
     * @param resolvedTo the value decided for, or {@code null} while open
     */
    public record Stage(
            long order,
            List<Statement> statements,
            @Nullable String resolvedTo) {}

    @Override
    public String id() {
        return discrepancyId;
    }

    /** How things stood before an order, or {@code null} where it was not raised yet. */
    public @Nullable Stage stageBefore(long before) {
        return Entry.lastBefore(stages, before, Stage::order);
    }

    /** How things stand now. */
    public Stage stage() {
        return stages.getLast();
    }

    DiscrepancyEntry with(Stage stage) {
        return new DiscrepancyEntry(
                discrepancyId,
                order,
                participantKey,
                studyId,
                siteId,
                subjectKind,
                subjectId,
                field,
                Entry.with(stages, stage));
    }
}
