package org.dermatrail.projections.record;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A diagnosis as recorded.
 *
 * @param order when it became known
 * @param diagnosisId its id
 * @param captureId the capture it was stated with, or {@code null}
 * @param code what it was found to be
 * @param confirmation how that is known
 * @param day relative day, or {@code null}
 * @param supersedes the diagnosis it replaces, or {@code null}
 */
public record Diagnosis(
        long order,
        String diagnosisId,
        @Nullable String captureId,
        String code,
        String confirmation,
        @Nullable Integer day,
        @Nullable String supersedes) {

    /** Ids of those that another one of these, known before an order, replaces. */
    public static Set<String> superseded(List<Diagnosis> all, long before) {
        var replaced = new HashSet<String>();
        for (var each : all) {
            if (each.supersedes != null && each.order < before) {
                replaced.add(each.supersedes);
            }
        }
        return replaced;
    }

    /**
     * The one in force: the latest that nothing supersedes, one that was decided for going first.
     *
     * @param all in the order they became known
     * @param before only those known before this order
     * @param decidedFor what a person decided for, as {@code CODE} or {@code CODE/CONFIRMATION}, or {@code null}
     */
    public static @Nullable Diagnosis inForce(List<Diagnosis> all, long before, @Nullable String decidedFor) {
        if (all.isEmpty()) {
            return null;
        }
        var replaced = superseded(all, before);
        Diagnosis latest = null;
        Diagnosis decided = null;
        for (var each : all) {
            if (each.order < before && !replaced.contains(each.diagnosisId)) {
                latest = each;
                decided = each.isWhat(decidedFor) ? each : decided;
            }
        }
        return decided == null ? latest : decided;
    }

    private boolean isWhat(@Nullable String decidedFor) {
        return code.equals(decidedFor) || (code + "/" + confirmation).equals(decidedFor);
    }
}
