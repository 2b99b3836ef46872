package org.dermatrail.projections.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.dermatrail.projections.cohort.Criteria;
import org.jspecify.annotations.Nullable;

/**
 * The questions that differ from a question in one condition: taken for true, taken for false, a value of it left out, a
 * bound of it moved by one. Whoever asked one of these before learns by subtraction whom the two differ in.
 */
final class Neighbours {

    private final List<Criteria> found = new ArrayList<>();

    private Neighbours() {}

    static List<Criteria> of(Criteria criteria) {
        var neighbours = new Neighbours();
        neighbours.vary(criteria, UnaryOperator.identity());
        return List.copyOf(neighbours.found);
    }

    private void vary(Criteria at, UnaryOperator<Criteria> whole) {
        boolean always = at instanceof Criteria.All all && all.of().isEmpty();
        boolean never = at instanceof Criteria.Any any && any.of().isEmpty();
        if (!always) {
            found.add(whole.apply(Criteria.everything()));
        }
        if (!never) {
            found.add(whole.apply(new Criteria.Any(List.of())));
        }
        switch (at) {
            case Criteria.All all -> each(all.of(), of -> whole.apply(new Criteria.All(of)));
            case Criteria.Any any -> each(any.of(), of -> whole.apply(new Criteria.Any(of)));
            case Criteria.Not not -> vary(not.of(), of -> whole.apply(new Criteria.Not(of)));
            case Criteria.In in -> values(in, whole);
            case Criteria.Between between -> bounds(between, whole);
            case Criteria.Known known -> {
                // True or false is all there is to it.
            }
        }
    }

    private void each(List<Criteria> children, Function<List<Criteria>, Criteria> parent) {
        for (int i = 0; i < children.size(); i++) {
            int place = i;
            vary(children.get(i), changed -> {
                var others = new ArrayList<>(children);
                others.set(place, changed);
                return parent.apply(others);
            });
        }
    }

    private void values(Criteria.In in, UnaryOperator<Criteria> whole) {
        if (in.values().size() > 1) {
            for (var value : new TreeSet<>(in.values())) {
                var others = new TreeSet<>(in.values());
                others.remove(value);
                found.add(whole.apply(new Criteria.In(in.field(), others)));
            }
        }
    }

    private void bounds(Criteria.Between between, UnaryOperator<Criteria> whole) {
        for (int step = -1; step <= 1; step += 2) {
            if (between.from() != null) {
                found.add(
                        whole.apply(new Criteria.Between(between.field(), moved(between.from(), step), between.to())));
            }
            if (between.to() != null) {
                found.add(
                        whole.apply(new Criteria.Between(between.field(), between.from(), moved(between.to(), step))));
            }
        }
    }

    private static @Nullable Integer moved(int bound, int step) {
        long moved = (long) bound + step;
        return moved < Integer.MIN_VALUE || moved > Integer.MAX_VALUE ? null : (Integer) (int) moved;
    }
}
