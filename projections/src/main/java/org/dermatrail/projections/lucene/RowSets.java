package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.apache.lucene.index.LeafReader;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.Criteria;
import org.jspecify.annotations.Nullable;

/**
 * Finds which rows of one segment fit criteria and access filter. What was found for a condition is kept at hand, since the
 * control of small differences asks for the same conditions in many combinations. For one question and one thread.
 */
final class RowSets {

    private static final RowSet ALL = new RowSet.Same(true);
    private static final RowSet NONE = new RowSet.Same(false);

    private final Segment segment;
    private final LeafReader reader;
    private final AccessFilter access;
    private final FoundRows found;
    private final IdentityHashMap<Criteria, RowSet> atHand = new IdentityHashMap<>();
    private @Nullable List<RowSet> whatIsShown;
    private @Nullable List<RowSet> whatIsWithheld;

    RowSets(Segment segment, LeafReader reader, AccessFilter access, FoundRows found) {
        this.segment = segment;
        this.reader = reader;
        this.access = access;
        this.found = found;
    }

    /** Rows that fit and may be seen, and are withheld or not. */
    RowSet of(Criteria criteria, boolean withheld) throws IOException {
        var gate = withheld ? withheld() : shown();
        if (gate.contains(NONE)) {
            return NONE;
        }
        var parts = new ArrayList<RowSet>(gate.size() + 1);
        parts.add(of(criteria));
        parts.addAll(gate);
        return every(parts);
    }

    private List<RowSet> shown() throws IOException {
        var known = whatIsShown;
        if (known == null) {
            known = gates(false);
            whatIsShown = known;
        }
        return known;
    }

    private List<RowSet> withheld() throws IOException {
        var known = whatIsWithheld;
        if (known == null) {
            known = gates(true);
            whatIsWithheld = known;
        }
        return known;
    }

    /** What a row must pass for whoever asks to be told of it. */
    private List<RowSet> gates(boolean withheld) throws IOException {
        var parts = new ArrayList<RowSet>();
        restrict(parts, Gate.STUDY, access.studies());
        restrict(parts, Gate.SITE, access.sites());
        if (access.consentedOnly()) {
            parts.add(gate(Gate.CONSENTED, Set.of(Gate.YES)));
        }
        var hidden = gate(Gate.WITHHELD, Set.of(Gate.YES));
        parts.add(withheld ? hidden : not(hidden));
        return parts;
    }

    private void restrict(List<RowSet> parts, Gate gate, AccessFilter.Scope scope) throws IOException {
        if (scope instanceof AccessFilter.Only only) {
            parts.add(gate(gate, only.ids()));
        }
    }

    private RowSet gate(Gate gate, Set<String> values) throws IOException {
        return found.of(segment, List.of(gate, values), () -> {
            var column = segment.gate(gate, reader);
            return fitting(column, code -> hasOne(column.values()[code], values));
        });
    }

    private RowSet of(Criteria criteria) throws IOException {
        return switch (criteria) {
            case Criteria.All all -> every(each(all.of()));
            case Criteria.Any any -> some(each(any.of()));
            case Criteria.Not not -> not(of(not.of()));
            default -> {
                var known = atHand.get(criteria);
                if (known == null) {
                    known = condition(criteria);
                    atHand.put(criteria, known);
                }
                yield known;
            }
        };
    }

    private RowSet condition(Criteria criteria) throws IOException {
        return switch (criteria) {
            case Criteria.In in -> in(in);
            case Criteria.Between between -> between(between);
            case Criteria.Known known ->
                found.of(segment, known, () -> fitting(segment.field(known.field(), reader), code -> code != 0));
            default -> throw new IllegalArgumentException("a condition is not made of others");
        };
    }

    private List<RowSet> each(List<Criteria> criteria) throws IOException {
        var sets = new ArrayList<RowSet>(criteria.size());
        for (var each : criteria) {
            sets.add(of(each));
        }
        return sets;
    }

    /** Value by value, so that other choices among the same values need no new finding. */
    private RowSet in(Criteria.In in) throws IOException {
        var sets = new ArrayList<RowSet>(in.values().size());
        for (var value : in.values()) {
            var one = Set.of(value);
            sets.add(found.of(segment, new Criteria.In(in.field(), one), () -> {
                var column = (Column.Keywords) segment.field(in.field(), reader);
                return fitting(column, code -> hasOne(column.values()[code], one));
            }));
        }
        return some(sets);
    }

    /** Bound by bound, for the same reason. */
    private RowSet between(Criteria.Between between) throws IOException {
        var field = between.field();
        var sets = new ArrayList<RowSet>(2);
        if (between.from() != null) {
            int from = between.from();
            sets.add(numbers(new Criteria.Between(field, from, null), field, value -> value >= from));
        }
        if (between.to() != null) {
            int to = between.to();
            sets.add(numbers(new Criteria.Between(field, null, to), field, value -> value <= to));
        }
        return sets.isEmpty() ? of(new Criteria.Known(field)) : every(sets);
    }

    private RowSet numbers(Criteria bound, CohortField field, IntPredicate fits) throws IOException {
        return found.of(segment, bound, () -> {
            var column = (Column.Numbers) segment.field(field, reader);
            return fitting(column, code -> code != 0 && fits.test(column.values()[code]));
        });
    }

    /** The rows whose code fits; where all codes or none do there is nothing to look for. */
    private static RowSet fitting(Column column, IntPredicate fits) {
        var accepted = new boolean[column.size()];
        int count = 0;
        for (int code = 0; code < accepted.length; code++) {
            accepted[code] = fits.test(code);
            count += accepted[code] ? 1 : 0;
        }
        if (count == 0) {
            return NONE;
        }
        return count == accepted.length ? ALL : new RowSet.Found(column.codes().fitting(accepted));
    }

    private static boolean hasOne(String[] values, Set<String> wanted) {
        for (var value : values) {
            if (wanted.contains(value)) {
                return true;
            }
        }
        return false;
    }

    private static RowSet every(List<RowSet> sets) {
        if (sets.contains(NONE)) {
            return NONE;
        }
        var rest = sets.stream().filter(set -> !set.equals(ALL)).toList();
        return switch (rest.size()) {
            case 0 -> ALL;
            case 1 -> rest.getFirst();
            default -> new RowSet.Every(rest);
        };
    }

    private static RowSet some(List<RowSet> sets) {
        if (sets.contains(ALL)) {
            return ALL;
        }
        var rest = sets.stream().filter(set -> !set.equals(NONE)).toList();
        return switch (rest.size()) {
            case 0 -> NONE;
            case 1 -> rest.getFirst();
            default -> new RowSet.Some(rest);
        };
    }

    private static RowSet not(RowSet set) {
        return set instanceof RowSet.Same same ? (same.all() ? NONE : ALL) : new RowSet.Others(set);
    }
}
