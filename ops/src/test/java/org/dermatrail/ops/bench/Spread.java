package org.dermatrail.ops.bench;

import java.io.IOException;
import java.util.Map;

/**
 * What an engine answered: how many captures match, and how they spread over facets.
 *
 * @param captures how many match; -1 where that is kept back
 * @param facets for each field, for each of its values how many captures; a value that is kept back is absent
 */
record Spread(int captures, Map<String, Map<String, Long>> facets) {

    /** Fails where another engine found anything else. */
    void mustEqual(Spread other, String question) throws IOException {
        if (!equals(other)) {
            throw new IOException("answers differ: " + this + " and " + other + " to " + question);
        }
    }

    /** Fails where anything that is told differs from what another engine found. */
    void mustBePartOf(Spread other, String question) throws IOException {
        boolean differs = captures >= 0 && captures != other.captures;
        for (var facet : facets.entrySet()) {
            var expected = other.facets.getOrDefault(facet.getKey(), Map.of());
            differs |= !expected.entrySet().containsAll(facet.getValue().entrySet());
        }
        if (differs) {
            throw new IOException("answers differ: " + this + " is no part of " + other + ", to " + question);
        }
    }
}
