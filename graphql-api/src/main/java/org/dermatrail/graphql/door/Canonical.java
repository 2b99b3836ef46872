package org.dermatrail.graphql.door;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.cohort.Facet;
import org.jspecify.annotations.Nullable;

/** Says a question in one way only, so that equal questions read equal in the audit log. Stateless. */
public final class Canonical {

    private static final int LONGEST = 4000;

    private Canonical() {}

    /** Arguments by name, keys sorted, absent ones left out, cut at {@value #LONGEST} characters. */
    static String arguments(Map<String, Object> arguments) {
        return cut(value(arguments));
    }

    /** A cohort question. */
    public static String cohort(Criteria criteria, List<Facet> facets) {
        var words = criteria(criteria);
        return cut(
                facets.isEmpty()
                        ? words
                        : words + " by " + facets.stream().map(Canonical::facet).collect(Collectors.joining(", ")));
    }

    private static String facet(Facet facet) {
        return facet.field().wireName() + (facet.interval() > 0 ? "/" + facet.interval() : "") + " of "
                + facet.level().name();
    }

    private static String criteria(Criteria criteria) {
        return switch (criteria) {
            case Criteria.All all -> group("all", all.of());
            case Criteria.Any any -> group("any", any.of());
            case Criteria.Not not -> "not(" + criteria(not.of()) + ")";
            case Criteria.In in ->
                in.field().wireName() + " in " + in.values().stream().sorted().toList();
            case Criteria.Between between ->
                between.field().wireName() + " from " + bound(between.from()) + " to " + bound(between.to());
            case Criteria.Known known -> known.field().wireName() + " known";
        };
    }

    private static String group(String name, List<Criteria> of) {
        return of.stream().map(Canonical::criteria).sorted().collect(Collectors.joining("; ", name + "(", ")"));
    }

    private static String bound(@Nullable Integer bound) {
        return bound == null ? "*" : bound.toString();
    }

    private static String value(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> map -> {
                var sorted = new TreeMap<String, String>();
                map.forEach((key, each) -> {
                    if (each != null) {
                        sorted.put(String.valueOf(key), value(each));
                    }
                });
                yield sorted.toString();
            }
            case List<?> list -> list.stream().map(Canonical::value).collect(Collectors.joining(", ", "[", "]"));
            default -> value.toString();
        };
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
