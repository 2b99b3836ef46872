package org.dermatrail.ops.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dermatrail.ops.bench.lucene.BareIndex.Condition;
import tools.jackson.databind.json.JsonMapper;

/** A plain Elasticsearch index of captures, asked without anything around it: rows counted, no persons, no access filter. */
final class FlatCluster {

    private static final int BATCH = 5000;
    private static final String INDEX = "/bench-flat";

    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final URI address;

    FlatCluster(URI address) {
        this.address = address;
    }

    /** Takes in a generated table. */
    void fill(Path table) throws IOException {
        var fields = new LinkedHashMap<String, Object>();
        AnchorQuestions.tenOfBareIndexes().forEach(field -> fields.put(field, Map.of("type", "keyword")));
        fields.put("day", Map.of("type", "integer"));
        fields.put("ageYears", Map.of("type", "integer"));
        var settings = Map.of("number_of_shards", 1, "number_of_replicas", 0, "refresh_interval", "-1");
        send(
                "PUT",
                INDEX,
                json.writeValueAsString(Map.of("settings", settings, "mappings", Map.of("properties", fields))));
        try (var lines = Files.lines(table)) {
            var bulk = new StringBuilder();
            int held = 0;
            for (var line : (Iterable<String>) lines.skip(1)::iterator) {
                var cells = line.split(",", -1);
                var row = new LinkedHashMap<String, Object>(OverHttp.keywords(cells));
                row.putAll(OverHttp.numbers(cells));
                bulk.append("{\"index\":{}}\n")
                        .append(json.writeValueAsString(row))
                        .append('\n');
                if (++held % BATCH == 0) {
                    send("POST", INDEX + "/_bulk", bulk.toString());
                    bulk.setLength(0);
                }
            }
            if (!bulk.isEmpty()) {
                send("POST", INDEX + "/_bulk", bulk.toString());
            }
        }
        send("POST", INDEX + "/_forcemerge?max_num_segments=1", "");
        send("POST", INDEX + "/_refresh", "");
    }

    /** Asks for the total and the ten facets in one search; how many captures match. */
    int tenFacets(Condition condition) throws IOException {
        var filters = new ArrayList<Map<String, Object>>();
        condition.keywords().forEach((field, values) -> filters.add(Map.of("terms", Map.of(field, values))));
        condition
                .numbers()
                .forEach((field, bounds) ->
                        filters.add(Map.of("range", Map.of(field, Map.of("gte", bounds[0], "lte", bounds[1])))));
        var facets = new LinkedHashMap<String, Object>();
        for (var field : AnchorQuestions.tenOfBareIndexes()) {
            facets.put(field, Map.of("terms", Map.of("field", field, "size", 100)));
        }
        var search = Map.of(
                "size",
                0,
                "track_total_hits",
                true,
                "query",
                Map.of("bool", Map.of("filter", List.copyOf(filters))),
                "aggs",
                facets);
        var answer =
                json.readTree(send("POST", INDEX + "/_search?request_cache=false", json.writeValueAsString(search)));
        return answer.path("hits").path("total").path("value").asInt();
    }

    private byte[] send(String method, String path, String body) throws IOException {
        var request = HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var reply = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (reply.statusCode() != 200) {
                throw new IOException("the cluster does not answer " + path + ": " + reply.statusCode());
            }
            return reply.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
