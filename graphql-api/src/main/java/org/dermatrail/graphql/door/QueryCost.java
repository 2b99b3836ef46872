package org.dermatrail.graphql.door;

import java.util.Collection;
import java.util.Map;

/**
 * What a field costs, and how often what stands below it is asked for.
 *
 * <p>A plain field costs 1. A field that reaches into a store costs what the table says. A connection multiplies what
 * stands below it by its page size, any other list by the length that is usual for it. Stateless.
 */
final class QueryCost {

    private static final int OF_A_FACET = 20;
    private static final int USUAL_PAGE = 20;

    private static final Map<String, Integer> COSTS = Map.ofEntries(
            Map.entry("Query.cohort", 100),
            Map.entry("Query.participants", 20),
            Map.entry("Query.discrepancies", 20),
            Map.entry("Query.auditLog", 20),
            Map.entry("Query.enrolment", 50),
            Map.entry("Query.node", 5),
            Map.entry("Cohort.participants", 50),
            Map.entry("Cohort.lesions", 50),
            Map.entry("Cohort.captures", 50),
            Map.entry("Lesion.history", 20),
            Map.entry("Lesion.diagnoses", 20),
            Map.entry("Lesion.procedures", 20));

    private static final Map<String, Integer> USUAL_LENGTHS = Map.ofEntries(
            Map.entry("Query.studies", 5),
            Map.entry("Query.sites", 10),
            Map.entry("Study.sites", 10),
            Map.entry("Query.enrolment", 10),
            Map.entry("LesionHistory.entries", 20),
            Map.entry("Cohort.facets", 5),
            Map.entry("FacetAnswer.buckets", 20),
            Map.entry("Capture.lesions", 2));

    private QueryCost() {}

    /** What one call of a field costs, the field named as {@code Type.field}. */
    static int of(String coordinate, Map<String, Object> arguments) {
        int cost = COSTS.getOrDefault(coordinate, 1);
        if (arguments.get("facets") instanceof Collection<?> facets) {
            cost += OF_A_FACET * facets.size();
        }
        return cost;
    }

    /** How often what stands below a field is asked for. */
    static int timesBelow(String coordinate, String type, Map<String, Object> arguments) {
        if (type.endsWith("Connection")) {
            return arguments.get("first") instanceof Integer first ? Math.max(1, first) : USUAL_PAGE;
        }
        return USUAL_LENGTHS.getOrDefault(coordinate, 1);
    }
}
