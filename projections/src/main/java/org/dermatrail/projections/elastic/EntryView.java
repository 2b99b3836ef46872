package org.dermatrail.projections.elastic;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.mget.MultiGetResponseItem;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What of the entries is looked at: one moment, or whatever was written last. */
sealed interface EntryView {

    /** Most documents fetched at once. */
    int AT_ONCE = 1000;

    /** Has a search look here. */
    SearchRequest.Builder search();

    /** The documents of these ids that there are. */
    Map<String, ObjectNode> documents(List<String> ids);

    /** Asks. */
    <T> T ask(Cluster.Call<T> question);

    /**
     * One moment, kept by the cluster until it is closed.
     */
    final class Moment implements EntryView, AutoCloseable {

        private static final String KEPT = "2m";

        private final Cluster cluster;
        private final String index;
        private @Nullable String point;

        /** The moment begins when it is first looked at. */
        Moment(Cluster cluster, String index) {
            this.cluster = cluster;
            this.index = index;
        }

        private String point() {
            var known = point;
            if (known == null) {
                known = cluster.ask("keeping a moment", client -> client.openPointInTime(
                                open -> open.index(index).keepAlive(kept -> kept.time(KEPT)))
                        .id());
                point = known;
            }
            return known;
        }

        @Override
        public SearchRequest.Builder search() {
            return new SearchRequest.Builder().pit(pit -> pit.id(point()).keepAlive(kept -> kept.time(KEPT)));
        }

        @Override
        public Map<String, ObjectNode> documents(List<String> ids) {
            var found = new LinkedHashMap<String, ObjectNode>();
            for (int from = 0; from < ids.size(); from += AT_ONCE) {
                var some = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
                var search = search().size(AT_ONCE)
                        .trackTotalHits(total -> total.enabled(false))
                        .query(Query.of(q -> q.ids(any -> any.values(some))))
                        .build();
                ask(client -> client.search(search, ObjectNode.class))
                        .hits()
                        .hits()
                        .forEach(hit ->
                                found.put(Objects.requireNonNull(hit.id()), Objects.requireNonNull(hit.source())));
            }
            return found;
        }

        @Override
        public <T> T ask(Cluster.Call<T> question) {
            return cluster.ask("a question about entries", question);
        }

        @Override
        public void close() {
            var known = point;
            if (known == null) {
                return;
            }
            try {
                point = cluster.once(client -> client.closePointInTime(close -> close.id(known))
                                .succeeded())
                        ? null
                        : known;
            } catch (IOException | ElasticsearchException e) {
                // The answer is there, and the cluster lets the moment go by itself.
                point = null;
            }
        }
    }

    /**
     * Whatever was written last.
     *
     * @param cluster where
     * @param index name by which the index is written
     * @param highest keeps from looking for what is new
     */
    record Latest(Cluster cluster, String index, HighestIds highest) implements EntryView {

        @Override
        public SearchRequest.Builder search() {
            return new SearchRequest.Builder().index(index).allowPartialSearchResults(false);
        }

        @Override
        public Map<String, ObjectNode> documents(List<String> ids) {
            var found = new LinkedHashMap<String, ObjectNode>();
            var known = ids.stream().filter(highest::mayKnow).toList();
            for (int from = 0; from < known.size(); from += AT_ONCE) {
                var some = known.subList(from, Math.min(known.size(), from + AT_ONCE));
                ask(client -> fetch(client, some)).forEach(item -> {
                    var source = item.result().source();
                    if (source != null) {
                        found.put(item.result().id(), source);
                    }
                });
            }
            return found;
        }

        private List<MultiGetResponseItem<ObjectNode>> fetch(ElasticsearchClient client, List<String> ids)
                throws IOException {
            var found = client.mget(get -> get.index(index).ids(ids), ObjectNode.class)
                    .docs();
            if (found.stream().anyMatch(MultiGetResponseItem::isFailure)) {
                throw new IOException("not every document can be read");
            }
            return found;
        }

        @Override
        public <T> T ask(Cluster.Call<T> question) {
            return cluster.insist("reading entries", question);
        }
    }
}
