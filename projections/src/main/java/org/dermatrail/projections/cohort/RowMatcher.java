package org.dermatrail.projections.cohort;

import java.util.Collections;
import java.util.Set;

/** The meaning of criteria, said once and plainly: the reference every index is compared with. */
public final class RowMatcher {

    private RowMatcher() {}

    /** Whether the row fits the criteria. */
    public static boolean matches(Criteria criteria, CohortRow row) {
        return switch (criteria) {
            case Criteria.All all -> all.of().stream().allMatch(each -> matches(each, row));
            case Criteria.Any any -> any.of().stream().anyMatch(each -> matches(each, row));
            case Criteria.Not not -> !matches(not.of(), row);
            case Criteria.In in ->
                !Collections.disjoint(row.keywords().getOrDefault(in.field(), Set.of()), in.values());
            case Criteria.Between between -> inRange(between, row);
            case Criteria.Known known ->
                row.keywords().containsKey(known.field()) || row.numbers().containsKey(known.field());
        };
    }

    private static boolean inRange(Criteria.Between between, CohortRow row) {
        var number = row.numbers().get(between.field());
        return number != null
                && (between.from() == null || number >= between.from())
                && (between.to() == null || number <= between.to());
    }
}
