package org.dermatrail.domain.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One act of asking.
 *
 * @param at when
 * @param account who: name of the account
 * @param role under which role
 * @param project under which project, or {@code null} outside projects
 * @param action what kind of question, for instance {@code cohort} or {@code lesion-history}
 * @param question the question in canonical words; holds ids and criteria, never an identity
 * @param position the data position answered from: the id of a data cut, or {@code live}
 * @param disclosed what left, in words: counts with suppression applied, or the number of records
 * @param subjects ids that were shown one by one, at most a page of them
 */
public record AuditRecord(
        Instant at,
        String account,
        String role,
        @Nullable String project,
        String action,
        String question,
        String position,
        String disclosed,
        List<String> subjects) {}
