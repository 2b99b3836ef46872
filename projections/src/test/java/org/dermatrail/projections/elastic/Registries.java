package org.dermatrail.projections.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.dermatrail.projections.cohort.CohortBlock;

/** Registries on the shared server, each under a prefix of its own; removed when closed. */
final class Registries implements AutoCloseable {

    /** The system property that names a cluster to use in place of the shared server. */
    static final String ADDRESS = "dermatrail.elastic.address";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final List<Runnable> opened = new ArrayList<>();
    private final List<String> prefixes = new ArrayList<>();

    private static URI address() {
        var named = System.getProperty(ADDRESS);
        return named == null ? ElasticServer.shared().address() : URI.create(named);
    }

    /** Settings of a registry that nobody has used. */
    ElasticSettings fresh() {
        var prefix = "r" + NUMBER.incrementAndGet();
        prefixes.add(prefix);
        return ElasticSettings.of(List.of(address()), prefix, new ElasticSettings.Anonymous());
    }

    ElasticCohortIndex open(ElasticSettings settings) {
        var index = ElasticCohortIndex.open(settings);
        closing(index::close);
        return index;
    }

    /** A cohort index that holds these blocks, written in several batches and some of them twice. */
    ElasticCohortIndex holding(List<CohortBlock> blocks) {
        var index = open(fresh());
        int third = blocks.size() / 3;
        index.write(blocks.subList(0, third));
        index.write(blocks.subList(third, 2 * third));
        index.write(blocks.subList(2 * third, blocks.size()));
        index.write(blocks.subList(0, third).stream()
                .map(block -> new CohortBlock(block.key(), false, block.rows()))
                .toList());
        return index;
    }

    void closing(Runnable last) {
        opened.add(last);
    }

    /** Has the cohort index in use as one that another version made. */
    static void layOutOtherwise(ElasticSettings settings) {
        assertThat(plainly(
                        "PUT",
                        "/" + settings.prefix() + "-cohort/_mapping",
                        "{\"_meta\": {\"layout\": \"of another version\"}}"))
                .contains("\"acknowledged\":true");
    }

    /** Asks the server something plainly. */
    static String plainly(String method, String path, String body) {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(address() + path))
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        opened.forEach(Runnable::run);
        for (var prefix : prefixes) {
            var indices = plainly("GET", "/_cat/indices/" + prefix + "-*?h=index", "")
                    .lines()
                    .toList();
            for (var index : indices) {
                assertThat(plainly("DELETE", "/" + index.strip(), "")).contains("acknowledged");
            }
        }
    }
}
