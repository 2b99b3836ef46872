package org.dermatrail.ops.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dermatrail.domain.anatomy.AnatomicSite;
import org.dermatrail.domain.diagnosis.DiagnosisCode;
import org.dermatrail.ops.bench.lucene.BareIndex.Condition;

/** A plain Elasticsearch index of captures, asked without anything around it: rows counted, no persons, no access filter. */
final class FlatCluster {

    private static final int BATCH = 5000;
    private static final String INDEX = "bench-flat";

    /** Fields of several values, as the registry has them, by the fields of one letter that stand in for them. */
    private static final Map<String, String> WHOLE = Map.of("anatomicRegion", "regions", "diagnosisGroup", "groups");

    private final PlainCluster cluster;

    FlatCluster(PlainCluster cluster) {
        this.cluster = cluster;
    }

    /** Takes in a generated table; one segment in the end. */
    void fill(Path table) throws IOException {
        var fields = new LinkedHashMap<String, Object>();
        AnchorQuestions.tenOfBareIndexes().forEach(field -> fields.put(field, Map.of("type", "keyword")));
        WHOLE.values().forEach(field -> fields.put(field, Map.of("type", "keyword")));
        fields.put("day", Map.of("type", "integer"));
        fields.put("ageYears", Map.of("type", "integer"));
        var settings = Map.of("number_of_shards", 1, "number_of_replicas", 0, "refresh_interval", "-1");
        var properties = Map.of("properties", fields);
        cluster.send("PUT", "/" + INDEX, cluster.written(Map.of("settings", settings, "mappings", properties)));
        try (var lines = Files.lines(table)) {
            var bulk = new StringBuilder();
            int held = 0;
            for (var line : (Iterable<String>) lines.skip(1)::iterator) {
                var cells = line.split(",", -1);
                bulk.append("{\"index\":{}}\n")
                        .append(cluster.written(document(cells)))
                        .append('\n');
                if (++held % BATCH == 0) {
                    cluster.send("POST", "/" + INDEX + "/_bulk", bulk.toString());
                    bulk.setLength(0);
                }
            }
            if (!bulk.isEmpty()) {
                cluster.send("POST", "/" + INDEX + "/_bulk", bulk.toString());
            }
        }
        cluster.send("POST", "/" + INDEX + "/_forcemerge?max_num_segments=1", "");
        cluster.send("POST", "/" + INDEX + "/_refresh", "");
    }

    private static Map<String, Object> document(String[] cells) {
        var row = new LinkedHashMap<String, Object>(OverHttp.keywords(cells));
        row.putAll(OverHttp.numbers(cells));
        row.put(
                "regions",
                AnatomicSite.valueOf(cells[8]).withAncestors().stream()
                        .map(AnatomicSite::name)
                        .toList());
        row.put(
                "groups",
                DiagnosisCode.valueOf(cells[10]).withAncestors().stream()
                        .map(DiagnosisCode::name)
                        .toList());
        return row;
    }

    /** Asks for the total and ten facets in one search, each of one value a row. */
    Spread tenFacets(Condition condition) throws IOException {
        return ask(condition, AnchorQuestions.tenOfBareIndexes());
    }

    /** The same with every region and every wider diagnosis, as the registry tells them. */
    Spread tenWholeFacets(Condition condition) throws IOException {
        return ask(
                condition,
                AnchorQuestions.tenOfBareIndexes().stream()
                        .map(field -> WHOLE.getOrDefault(field, field))
                        .toList());
    }

    private Spread ask(Condition condition, List<String> fields) throws IOException {
        var filters = new ArrayList<Map<String, Object>>();
        condition.keywords().forEach((field, values) -> filters.add(Map.of("terms", Map.of(field, values))));
        condition
                .numbers()
                .forEach((field, bounds) ->
                        filters.add(Map.of("range", Map.of(field, Map.of("gte", bounds[0], "lte", bounds[1])))));
        var facets = new LinkedHashMap<String, Object>();
        fields.forEach(field -> facets.put(field, Map.of("terms", Map.of("field", field, "size", 100))));
        var answer = cluster.search(
                INDEX,
                Map.of(
                        "size",
                        0,
                        "track_total_hits",
                        true,
                        "query",
                        Map.of("bool", Map.of("filter", List.copyOf(filters))),
                        "aggs",
                        facets));
        var spread = new HashMap<String, Map<String, Long>>();
        for (var field : fields) {
            var values = spread.computeIfAbsent(asAsked(field), any -> new HashMap<>());
            for (var bucket : answer.path("aggregations").path(field).path("buckets")) {
                values.put(
                        asTold(field, bucket.path("key").asString()),
                        bucket.path("doc_count").asLong());
            }
        }
        return new Spread(answer.path("hits").path("total").path("value").asInt(), spread);
    }

    private static String asAsked(String field) {
        return switch (field) {
            case "regions" -> "anatomicRegion";
            case "groups" -> "diagnosisGroup";
            case "ageDecade" -> "ageYears";
            default -> field;
        };
    }

    /** A value in the registry's words. */
    private static String asTold(String field, String value) {
        return switch (field) {
            case "site" -> "bench/" + value;
            case "ageDecade" -> Integer.toString(10 * Integer.parseInt(value));
            default -> value;
        };
    }
}
