package org.dermatrail.projections.disclosure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dermatrail.projections.cohort.Criteria;

/**
 * What one question meets and another does not, as a question that is as short as plain logic makes it.
 *
 * <p>Law: a row fits {@link #of} exactly where it fits the one and not the other; where that is plainly no row, the answer is
 * {@link #NOTHING}.
 */
final class Difference {

    /** The question that nothing fits. */
    static final Criteria NOTHING = new Criteria.Any(List.of());

    private Difference() {}

    /** What fits {@code in} and not {@code notIn}. */
    static Criteria of(Criteria in, Criteria notIn) {
        var given = conjuncts(in);
        var denied = conjuncts(notIn);
        // Under what is given these hold anyway.
        denied.removeIf(each -> given.stream().anyMatch(under -> implies(under, each)));
        if (given.contains(NOTHING) || denied.isEmpty()) {
            return NOTHING;
        }
        var all = new ArrayList<>(given);
        if (!denied.contains(NOTHING)) {
            all.add(new Criteria.Not(all(List.copyOf(denied))));
        }
        return all(all);
    }

    /** The same question without conditions that say nothing. */
    static Criteria simplified(Criteria criteria) {
        return switch (criteria) {
            case Criteria.All any -> all(List.copyOf(conjuncts(any)));
            case Criteria.Any any -> any(any);
            case Criteria.Not not -> not(simplified(not.of()));
            case Criteria.In in -> in.values().isEmpty() ? NOTHING : in;
            case Criteria.Between between -> between;
            case Criteria.Known known -> known;
        };
    }

    private static boolean implies(Criteria given, Criteria other) {
        return given.equals(other)
                || (given instanceof Criteria.Between in
                        && other instanceof Criteria.Between out
                        && in.field() == out.field()
                        && (out.from() == null || (in.from() != null && in.from() >= out.from()))
                        && (out.to() == null || (in.to() != null && in.to() <= out.to())));
    }

    private static Set<Criteria> conjuncts(Criteria criteria) {
        var found = new LinkedHashSet<Criteria>();
        if (criteria instanceof Criteria.All all) {
            all.of().forEach(each -> found.addAll(conjuncts(each)));
        } else {
            var simple = simplified(criteria);
            if (simple instanceof Criteria.All all) {
                found.addAll(all.of());
            } else {
                found.add(simple);
            }
        }
        if (found.contains(NOTHING)) {
            return new LinkedHashSet<>(Set.of(NOTHING));
        }
        return found;
    }

    private static Criteria all(List<Criteria> of) {
        return of.size() == 1 ? of.getFirst() : new Criteria.All(of);
    }

    private static Criteria any(Criteria.Any any) {
        var found = new LinkedHashSet<Criteria>();
        for (var each : any.of()) {
            var simple = simplified(each);
            if (simple.equals(Criteria.everything())) {
                return simple;
            }
            if (simple instanceof Criteria.Any inner) {
                found.addAll(inner.of());
            } else {
                found.add(simple);
            }
        }
        return found.size() == 1 ? found.getFirst() : new Criteria.Any(List.copyOf(found));
    }

    private static Criteria not(Criteria of) {
        if (of instanceof Criteria.Not twice) {
            return twice.of();
        }
        if (of.equals(NOTHING)) {
            return Criteria.everything();
        }
        return of.equals(Criteria.everything()) ? NOTHING : new Criteria.Not(of);
    }
}
