package org.dermatrail.projections.discrepancy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dermatrail.projections.access.AccessFilter;
import org.jspecify.annotations.Nullable;

/** Lists contradictions between sources. Thread-safe. */
public interface Discrepancies {

    /**
     * One contradiction.
     *
     * @param discrepancyId id
     * @param participantKey whose data
     * @param studyId study
     * @param subjectKind participant or lesion
     * @param subjectId participant key or lesion id
     * @param field field in dispute
     * @param statements what is stated
     * @param resolvedTo value decided for, or {@code null} while open
     */
    record DiscrepancyRecord(
            String discrepancyId,
            String participantKey,
            String studyId,
            String subjectKind,
            String subjectId,
            String field,
            List<Stated> statements,
            @Nullable String resolvedTo) {}

    /**
     * One statement.
     *
     * @param value what was stated
     * @param captureId a capture it was stated with, or {@code null}
     */
    record Stated(String value, @Nullable String captureId) {}

    /** Discrepancies after an id, at most {@code limit}, ordered by id. */
    List<DiscrepancyRecord> list(AccessFilter access, boolean openOnly, @Nullable String after, int limit);

    /** One discrepancy. */
    Optional<DiscrepancyRecord> find(AccessFilter access, String discrepancyId);

    /** Number of open discrepancies by field. */
    Map<String, Long> openByField(AccessFilter access);
}
