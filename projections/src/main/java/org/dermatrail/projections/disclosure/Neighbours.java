package org.dermatrail.projections.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.Criteria;

/**
 * The questions that differ from a question in one condition: taken for true, taken for false, a value of it left out, a
 * bound of it moved. Whoever asked one of these before learns by subtraction whom the two differ in.
 */
final class Neighbours {

    /**
     * A bound that can be moved by any width.
     *
     * @param field the number it bounds
     * @param furthest the question with the bound moved as far as it goes
     * @param fromLeast whether moving meets the least of the values between first, else the greatest
     */
    record Bound(CohortField field, Criteria furthest, boolean fromLeast) {}

    private final List<Criteria> questions = new ArrayList<>();
    private final List<Bound> bounds = new ArrayList<>();

    private Neighbours() {}

    static Neighbours of(Criteria criteria) {
        var neighbours = new Neighbours();
        neighbours.vary(criteria, UnaryOperator.identity());
        return neighbours;
    }

    List<Criteria> questions() {
        return List.copyOf(questions);
    }

    List<Bound> bounds() {
        return List.copyOf(bounds);
    }

    private void vary(Criteria at, UnaryOperator<Criteria> whole) {
        boolean always = at instanceof Criteria.All all && all.of().isEmpty();
        boolean never = at instanceof Criteria.Any any && any.of().isEmpty();
        if (!always) {
            questions.add(whole.apply(Criteria.everything()));
        }
        if (!never) {
            questions.add(whole.apply(new Criteria.Any(List.of())));
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
                questions.add(whole.apply(new Criteria.In(in.field(), others)));
            }
        }
    }

    private void bounds(Criteria.Between between, UnaryOperator<Criteria> whole) {
        var field = between.field();
        var never = whole.apply(new Criteria.Any(List.of()));
        if (between.from() != null) {
            bounds.add(new Bound(field, whole.apply(new Criteria.Between(field, null, between.to())), false));
            bounds.add(new Bound(field, never, true));
        }
        if (between.to() != null) {
            bounds.add(new Bound(field, whole.apply(new Criteria.Between(field, between.from(), null)), true));
            bounds.add(new Bound(field, never, false));
        }
    }
}
