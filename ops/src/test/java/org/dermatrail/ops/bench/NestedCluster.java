package org.dermatrail.ops.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dermatrail.ops.bench.lucene.BareIndex.Condition;
import org.dermatrail.projections.cohort.CohortField;
import tools.jackson.databind.JsonNode;

/**
 * The registry's own documents, asked by hand for what a researcher's answer rests on: totals with persons at three levels, and
 * the persons and surrogates of every bucket of ten facets, exactly. No access filter, and no control of other questions.
 */
final class NestedCluster {

    private static final String ROWS = "block.row";
    private static final String AGES = "ageYears";

    private final PlainCluster cluster;
    private final String index;

    /** Asks the cohort index there is, the only one. */
    NestedCluster(PlainCluster cluster) throws IOException {
        this.cluster = cluster;
        var found = new ArrayList<String>();
        for (var each : cluster.send("GET", "/_cat/indices/*-cohort-*?format=json", "")) {
            found.add(each.path("index").asString());
        }
        if (found.size() != 1) {
            throw new IOException("one cohort index is expected, not " + found);
        }
        index = found.getFirst();
    }

    /** Of how many segments the index is, which each question begins anew with. */
    int segments() throws IOException {
        return cluster.send("GET", "/_cat/segments/" + index + "?format=json", "")
                .size();
    }

    Spread tenFacets(Condition condition) throws IOException {
        var fits = filter(condition);
        var shown = Map.of("bool", Map.of("filter", all(), "must_not", term("withheld", true)));
        var captured = Map.of("bool", Map.of("filter", all(), "must_not", term("words", "-capture")));
        var lesioned = Map.of("bool", Map.of("filter", all(), "must_not", term("words", "-lesion")));
        var held = Map.of("bool", Map.of("filter", List.of(term("withheld", true), captured)));
        var captures = new LinkedHashMap<String, Object>(facets());
        captures.put("persons", persons());
        var lesions = Map.of("lesions", Map.of("reverse_nested", Map.of("path", "block")), "persons", persons());
        var levels = Map.of(
                "captures", part("filter", captured, captures),
                "lesions", part("filter", lesioned, lesions),
                "persons", persons());
        var parts = Map.of(
                "shown", part("filter", shown, levels),
                "held", part("filter", held, Map.of("persons", persons())));
        var met = Map.of("met", part("filter", fits, parts));
        var answer = cluster.search(
                index,
                Map.of(
                        "size",
                        0,
                        "track_total_hits",
                        false,
                        "query",
                        Map.of("nested", Map.of("path", ROWS, "score_mode", "none", "query", fits)),
                        "aggs",
                        Map.of("rows", part("nested", Map.of("path", ROWS), met))));
        return spread(answer.path("aggregations")
                .path("rows")
                .path("met")
                .path("shown")
                .path("captures"));
    }

    private static Map<String, Object> filter(Condition condition) {
        var all = new ArrayList<Object>();
        condition
                .keywords()
                .forEach((field, values) -> all.add(Map.of(
                        "terms",
                        Map.of(
                                ROWS + ".words",
                                values.stream()
                                        .map(value -> letter(field) + "=" + value)
                                        .toList()))));
        condition
                .numbers()
                .forEach((field, bounds) -> all.add(
                        Map.of("range", Map.of(ROWS + ".f." + field, Map.of("gte", bounds[0], "lte", bounds[1])))));
        return Map.of("bool", Map.of("filter", all));
    }

    private static Map<String, Object> facets() {
        var letters = fields().stream().map(NestedCluster::letter).collect(Collectors.joining("", "[", "].*"));
        var words = Map.of("field", ROWS + ".words", "size", 10_000, "collect_mode", "depth_first", "include", letters);
        var ages = Map.of("field", ROWS + ".f." + AGES, "interval", 10, "min_doc_count", 1);
        var within = Map.<String, Object>of("persons", persons());
        return Map.of(
                "words", part("terms", words, within),
                "ages", part("histogram", ages, within),
                "ageless", part("missing", Map.of("field", ROWS + ".f." + AGES), within));
    }

    /** The words asked for; age is a number. */
    private static List<String> fields() {
        return AnchorQuestions.tenOfBareIndexes().stream()
                .filter(field -> !field.equals("ageDecade"))
                .toList();
    }

    private static Map<String, Object> persons() {
        return part(
                "reverse_nested",
                Map.of(),
                Map.of("surrogates", Map.of("filter", Map.of("term", Map.of("surrogate", true)))));
    }

    private static Map<String, Object> part(String kind, Map<String, ?> how, Map<String, ?> within) {
        return Map.of(kind, how, "aggs", within);
    }

    private static Map<String, Object> term(String field, Object value) {
        return Map.of("term", Map.of(ROWS + "." + field, value));
    }

    private static Map<String, Object> all() {
        return Map.of("match_all", Map.of());
    }

    private static String letter(String field) {
        var fields = List.of(CohortField.values());
        return String.valueOf(
                (char) ('a' + fields.indexOf(CohortField.named(field).orElseThrow())));
    }

    private static Spread spread(JsonNode captures) {
        var facets = new HashMap<String, Map<String, Long>>();
        for (var field : fields()) {
            var values = facets.computeIfAbsent(field, any -> new HashMap<>());
            for (var bucket : captures.path("words").path("buckets")) {
                var word = bucket.path("key").asString();
                if (word.startsWith(letter(field) + "=")) {
                    values.put(word.substring(2), bucket.path("doc_count").asLong());
                }
            }
        }
        var ages = facets.computeIfAbsent(AGES, any -> new HashMap<>());
        for (var bucket : captures.path("ages").path("buckets")) {
            ages.put(
                    Integer.toString(bucket.path("key").asInt()),
                    bucket.path("doc_count").asLong());
        }
        return new Spread(captures.path("doc_count").asInt(), facets);
    }
}
