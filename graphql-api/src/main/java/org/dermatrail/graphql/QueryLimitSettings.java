package org.dermatrail.graphql;

import java.time.Duration;

/**
 * How much one request may ask.
 *
 * @param deepest deepest nesting of fields
 * @param mostFields most fields, fragments spread out
 * @param mostAliases most aliased fields
 * @param highestCost highest cost, see {@code QueryCost}
 * @param longestDocument longest document, in characters
 * @param mostTokens most tokens in the document
 * @param longestRun how long a request may run; no further field is fetched after it
 */
public record QueryLimitSettings(
        int deepest,
        int mostFields,
        int mostAliases,
        int highestCost,
        int longestDocument,
        int mostTokens,
        Duration longestRun) {

    /** What holds unless the settings say otherwise. */
    public static final QueryLimitSettings USUAL =
            new QueryLimitSettings(12, 500, 50, 20_000, 50_000, 5_000, Duration.ofSeconds(10));

    /** Refuses limits that would refuse everything. */
    public QueryLimitSettings {
        if (deepest < 1
                || mostFields < 1
                || mostAliases < 0
                || highestCost < 1
                || longestDocument < 1
                || mostTokens < 1
                || !longestRun.isPositive()) {
            throw new IllegalArgumentException("query limits must be positive");
        }
    }
}
