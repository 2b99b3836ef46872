package org.dermatrail.projections.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.dermatrail.domain.RegistryEvent;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.cohort.BlockRow;
import org.dermatrail.projections.cohort.CohortBlock;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.CohortIndexWriter;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.CohortRow;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.cohort.Facet;
import org.dermatrail.projections.elastic.ElasticCohortIndex;
import org.dermatrail.projections.elastic.ElasticEntryStore;
import org.dermatrail.projections.elastic.ElasticServer;
import org.dermatrail.projections.elastic.ElasticSettings;
import org.dermatrail.projections.feed.ReadSide;

/**
 * Run with the number of captures; asks the same ten facets of the cohort index and of a flat index of the same rows, in
 * turn, and prints how long each took: rows only, with distinct participants by sketches, and ours.
 */
public final class ElasticAskBench {

    private static final PrintStream OUT = System.out;
    private static final int TIMES = 60;
    private static final int BATCH = 8000;

    private static final List<CohortField> FIELDS = List.of(
            CohortField.SITE,
            CohortField.SEX,
            CohortField.DIAGNOSIS,
            CohortField.DIAGNOSIS_GROUP,
            CohortField.CONFIRMATION,
            CohortField.ANATOMIC_SITE,
            CohortField.ANATOMIC_REGION,
            CohortField.MODALITY,
            CohortField.LINKED,
            CohortField.IDENTIFICATION);

    /** Hands blocks on and keeps their rows. */
    private record Kept(CohortIndexWriter index, Map<String, CohortBlock> blocks) implements CohortIndexWriter {

        List<CohortRow> rows() {
            return blocks.values().stream()
                    .flatMap(block -> block.rows().stream())
                    .map(BlockRow::row)
                    .toList();
        }

        @Override
        public void write(List<CohortBlock> some) {
            some.forEach(block -> blocks.put(block.key(), block));
            index.write(some);
        }

        @Override
        public void announce() {
            index.announce();
        }

        @Override
        public void announced() {
            index.announced();
        }

        @Override
        public void commit(long position) {
            index.commit(position);
        }

        @Override
        public long committedPosition() {
            return index.committedPosition();
        }

        @Override
        public void clear() {
            index.clear();
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;

    private ElasticAskBench(URI server) {
        this.server = server;
    }

    /** Measures. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int captures = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        var log = new ArrayList<RegistryEvent>();
        new ImportMix().captures(captures, log::add);
        try (var elastic = ElasticServer.make(Path.of("target"))) {
            elastic.start();
            var settings = ElasticSettings.of(List.of(elastic.address()), "bench", new ElasticSettings.Anonymous());
            try (var store = ElasticEntryStore.open(settings);
                    var index = ElasticCohortIndex.open(settings)) {
                var rows = new Kept(index, new LinkedHashMap<>());
                follow(log, new ReadSide(store, rows));
                var bench = new ElasticAskBench(elastic.address());
                bench.fill(rows.rows());
                bench.compare("everything", index, i -> Criteria.everything(), i -> "{\"match_all\":{}}");
                var places = List.of("BACK", "FACE", "CHEST", "ABDOMEN", "SCALP", "HAND", "FOOT");
                bench.compare(
                        "one place",
                        index,
                        i -> new Criteria.In(CohortField.ANATOMIC_SITE, Set.of(places.get(i % places.size()))),
                        i -> "{\"term\":{\"anatomicSite\":\"" + places.get(i % places.size()) + "\"}}");
            }
        }
    }

    private static void follow(List<RegistryEvent> log, ReadSide readSide) {
        for (int at = 0; at < log.size(); at += BATCH) {
            var batch = log.subList(at, Math.min(log.size(), at + BATCH));
            readSide.begin(() -> batch);
            for (int i = 0; i < batch.size(); i++) {
                readSide.apply(batch.get(i), at + i);
            }
            readSide.flush();
            readSide.end();
        }
    }

    private String ask(String method, String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(answer.body());
        }
        return answer.body();
    }

    /** A flat index of the rows, each with its participant. */
    private void fill(List<CohortRow> rows) throws IOException, InterruptedException {
        var fields = FIELDS.stream()
                .map(field -> "\"" + field.wireName() + "\":{\"type\":\"keyword\"}")
                .collect(Collectors.joining(","));
        ask(
                "PUT",
                "/raw",
                "{\"settings\":{\"number_of_shards\":1,\"number_of_replicas\":0,\"refresh_interval\":\"-1\"},"
                        + "\"mappings\":{\"properties\":{\"participant\":{\"type\":\"keyword\"}," + fields + "}}}");
        for (int at = 0; at < rows.size(); at += BATCH) {
            var bulk = new StringBuilder();
            for (var row : rows.subList(at, Math.min(rows.size(), at + BATCH))) {
                bulk.append("{\"index\":{}}\n{\"participant\":\"")
                        .append(row.participantKey())
                        .append('"');
                for (var field : FIELDS) {
                    var values = row.keywords().get(field);
                    if (values != null) {
                        bulk.append(",\"")
                                .append(field.wireName())
                                .append("\":[\"")
                                .append(String.join("\",\"", values))
                                .append("\"]");
                    }
                }
                bulk.append("}\n");
            }
            ask("POST", "/raw/_bulk", bulk.toString());
        }
        ask("POST", "/raw/_refresh", "");
        OUT.printf(Locale.ROOT, "%d rows%n", rows.size());
    }

    private void compare(
            String what, ElasticCohortIndex index, IntFunction<Criteria> criteria, IntFunction<String> query)
            throws IOException, InterruptedException {
        var facets = FIELDS.stream().map(Facet::of).toList();
        var rows = new double[TIMES];
        var sketches = new double[TIMES];
        var ours = new double[TIMES];
        for (int i = -TIMES / 2; i < TIMES; i++) {
            int at = Math.max(i, 0);
            int asked = i + TIMES;
            rows[at] = time(() -> ask("POST", "/raw/_search?request_cache=false", raw(query.apply(asked), "")));
            sketches[at] = time(
                    () -> ask(
                            "POST",
                            "/raw/_search?request_cache=false",
                            raw(
                                    query.apply(asked),
                                    ",\"aggs\":{\"p\":{\"cardinality\":{\"field\":\"participant\",\"precision_threshold\":40000}}}")));
            // Another word each time, so that no answer is one kept from before.
            var never = new Criteria.Not(new Criteria.In(CohortField.SITE, Set.of("never-" + what + i)));
            ours[at] = time(() -> index.count(new CohortQuestion(
                    AccessFilter.everything(), new Criteria.All(List.of(criteria.apply(asked), never)), facets)));
        }
        OUT.printf(
                Locale.ROOT,
                "ten facets, %s: rows only %.1f ms, with persons by sketches %.1f ms, ours %.1f ms (p50); ratio %.2f and %.2f%n",
                what,
                median(rows),
                median(sketches),
                median(ours),
                median(ours) / median(rows),
                median(ours) / median(sketches));
    }

    private static String raw(String query, String within) {
        return "{\"size\":0,\"track_total_hits\":true,\"query\":" + query + ",\"aggs\":{"
                + FIELDS.stream()
                        .map(field -> "\"" + field.wireName() + "\":{\"terms\":{\"field\":\"" + field.wireName()
                                + "\",\"size\":1000}" + within + "}")
                        .collect(Collectors.joining(","))
                + "}}";
    }

    private interface Question {
        Object ask() throws IOException, InterruptedException;
    }

    private static double time(Question question) throws IOException, InterruptedException {
        long began = System.nanoTime();
        var answer = question.ask();
        if (answer.toString().isEmpty()) {
            throw new IOException("nothing was answered");
        }
        return (System.nanoTime() - began) / 1e6;
    }

    private static double median(double[] millis) {
        var sorted = millis.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
