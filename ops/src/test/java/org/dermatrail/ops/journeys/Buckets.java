package org.dermatrail.ops.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Counts by value out of a result. */
final class Buckets {

    private Buckets() {}

    /** The buckets of a facet, all of which are to be there. */
    static Map<String, Long> buckets(JsonNode answer, String facet) {
        var found = answer.path("facets").path(facet);
        assertThat(found.path("others").asLong()).as(facet).isZero();
        return buckets(found.path("buckets"));
    }

    /** An object of numbers. */
    static Map<String, Long> buckets(JsonNode node) {
        assertThat(node.isObject()).as("%s", node).isTrue();
        var counts = new TreeMap<String, Long>();
        node.properties()
                .forEach(each -> counts.put(each.getKey(), each.getValue().asLong()));
        return counts;
    }
}
