package org.dermatrail.projections.elastic;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.Refresh;
import co.elastic.clients.elasticsearch._types.SortOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.elasticsearch.client.ResponseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Parked sequences among the entries, one document each, of a kind that no question about entries asks for.
 *
 * @param cluster where
 * @param processor whose they are
 * @param asked tells by which name the entries are read
 * @param written tells by which name they are written
 */
record ParkedDocuments(Cluster cluster, String processor, Supplier<String> asked, Supplier<String> written) {

    private static final String KIND = "parked";
    private static final String MARK = "mark";
    private static final String LETTERS = "letters";
    private static final int AT_ONCE = 500;

    private String kind() {
        return KIND + "-" + processor;
    }

    private String id(String sequence) {
        return "p:" + processor + "/" + sequence;
    }

    /** The letters of a sequence, as written last; empty where it is not parked. */
    Optional<ArrayNode> letters(String sequence) {
        return cluster.ask("reading what is parked", client -> {
            try {
                var source = client.get(get -> get.index(asked.get()).id(id(sequence)), ObjectNode.class)
                        .source();
                return source == null ? Optional.<ArrayNode>empty() : Optional.of(letters(source));
            } catch (ElasticsearchException | ResponseException e) {
                if (Cluster.isMissing(e)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private static ArrayNode letters(ObjectNode source) {
        return source.path(MARK).path(LETTERS) instanceof ArrayNode all ? all : LetterDocuments.none();
    }

    /** Keeps the letters of a sequence; none takes the sequence away. Everybody sees it when this returns. */
    void keep(String sequence, ArrayNode letters) {
        if (letters.isEmpty()) {
            remove(sequence);
            return;
        }
        var kept = cluster.insist("parking", client -> {
            var document = JsonNodeFactory.instance.objectNode();
            document.put(EntryDocuments.KIND, kind());
            document.put(EntryDocuments.ID, sequence);
            document.putObject(MARK).set(LETTERS, letters);
            return client.index(put -> put.index(written.get())
                            .requireAlias(true)
                            .id(id(sequence))
                            .refresh(Refresh.True)
                            .document(document))
                    .id();
        });
        assert kept.equals(id(sequence)) : "one document a sequence";
    }

    private void remove(String sequence) {
        var removed = cluster.insist("taking back what was parked", client -> {
            try {
                return client.delete(delete ->
                                delete.index(written.get()).id(id(sequence)).refresh(Refresh.True))
                        .id();
            } catch (ElasticsearchException | ResponseException e) {
                if (Cluster.isMissing(e)) {
                    return id(sequence);
                }
                throw e;
            }
        });
        assert removed.equals(id(sequence)) : "one document a sequence";
    }

    /** How many sequences are parked. */
    long size() {
        return cluster.ask("counting what is parked", client -> client.count(count -> count.index(asked.get())
                        .query(query -> query.term(
                                term -> term.field(EntryDocuments.KIND).value(kind()))))
                .count());
    }

    /** All sequences with their letters, by id. */
    Map<String, ArrayNode> all() {
        var all = new LinkedHashMap<String, ArrayNode>();
        String after = null;
        while (true) {
            var page = page(after);
            page.forEach(each -> all.put(each.path(EntryDocuments.ID).asString(""), letters(each)));
            if (page.size() < AT_ONCE) {
                return all;
            }
            after = page.getLast().path(EntryDocuments.ID).asString("");
        }
    }

    private List<ObjectNode> page(@Nullable String after) {
        return cluster.ask("reading what is parked", client -> {
            var found = client.search(
                    search -> {
                        search.index(asked.get())
                                .size(AT_ONCE)
                                .allowPartialSearchResults(false)
                                .query(query -> query.term(
                                        term -> term.field(EntryDocuments.KIND).value(kind())))
                                .sort(sort -> sort.field(
                                        field -> field.field(EntryDocuments.ID).order(SortOrder.Asc)));
                        return after == null ? search : search.searchAfter(FieldValue.of(after));
                    },
                    ObjectNode.class);
            var page = new ArrayList<ObjectNode>();
            found.hits().hits().forEach(hit -> page.add(Objects.requireNonNull(hit.source())));
            return page;
        });
    }
}
