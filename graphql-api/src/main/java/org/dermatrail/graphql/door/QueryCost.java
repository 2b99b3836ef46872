package org.dermatrail.graphql.door;

import graphql.analysis.QueryVisitorFieldEnvironment;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLTypeUtil;
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

    static int of(QueryVisitorFieldEnvironment env) {
        int cost = COSTS.getOrDefault(coordinate(env), 1);
        if (env.getArguments().get("facets") instanceof Collection<?> facets) {
            cost += OF_A_FACET * facets.size();
        }
        return cost;
    }

    static int timesBelow(QueryVisitorFieldEnvironment env) {
        var type = (GraphQLNamedType)
                GraphQLTypeUtil.unwrapAll(env.getFieldDefinition().getType());
        if (type.getName().endsWith("Connection")) {
            return env.getArguments().get("first") instanceof Integer first ? Math.max(1, first) : USUAL_PAGE;
        }
        return USUAL_LENGTHS.getOrDefault(coordinate(env), 1);
    }

    private static String coordinate(QueryVisitorFieldEnvironment env) {
        return ((GraphQLNamedType) GraphQLTypeUtil.unwrapAll(env.getParentType())).getName() + "."
                + env.getFieldDefinition().getName();
    }
}
