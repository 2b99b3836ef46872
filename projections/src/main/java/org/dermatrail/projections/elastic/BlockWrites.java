package org.dermatrail.projections.elastic;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.mget.MultiGetResponseItem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.dermatrail.projections.cohort.BlockRow;
import org.dermatrail.projections.cohort.CohortBlock;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes blocks into participants' documents: reads the documents they belong in, puts the blocks in, writes them back.
 * For one thread at a time.
 */
final class BlockWrites {

    private static final int KEYS_AT_ONCE = 5000;
    private static final int DOCUMENTS_AT_ONCE = 200;

    private final Cluster cluster;
    private final IndexWrites index;

    BlockWrites(Cluster cluster, IndexWrites index) {
        this.cluster = cluster;
        this.index = index;
    }

    IndexWrites index() {
        return index;
    }

    void write(List<CohortBlock> blocks) {
        index.claim();
        var last = new LinkedHashMap<String, CohortBlock>();
        blocks.forEach(block -> last.put(block.key(), block));
        var rows = new HashMap<String, List<BlockRow>>();
        for (var block : last.values()) {
            for (var row : block.rows()) {
                rows.computeIfAbsent(row.row().participantKey(), any -> new ArrayList<>())
                        .add(row);
            }
        }
        var concerned = new LinkedHashSet<>(rows.keySet());
        concerned.addAll(owners(last.values()));
        var trees = read(concerned);
        for (var block : last.values()) {
            trees.values().forEach(tree -> tree.drop(block.key()));
        }
        for (var block : last.values()) {
            ownersOf(block).forEach(owner -> tree(trees, owner).put(ownBlock(block, owner)));
        }
        rows.forEach((participant, of) -> tree(trees, participant).state(of));
        var documents = new LinkedHashMap<String, ObjectNode>();
        trees.forEach((participant, tree) -> documents.put(ParticipantTree.id(participant), tree.document()));
        index.write(documents);
        index.show();
    }

    private static ParticipantTree tree(Map<String, ParticipantTree> trees, String participant) {
        return Objects.requireNonNull(trees.get(participant));
    }

    private static Set<String> ownersOf(CohortBlock block) {
        var owners = new LinkedHashSet<String>();
        block.rows().forEach(row -> owners.add(row.row().participantKey()));
        return owners;
    }

    private static CohortBlock ownBlock(CohortBlock block, String owner) {
        return new CohortBlock(
                block.key(),
                block.fresh(),
                block.rows().stream()
                        .filter(row -> row.row().participantKey().equals(owner))
                        .toList());
    }

    /** Participants in whose documents blocks of these keys are. */
    private Set<String> owners(Collection<CohortBlock> blocks) {
        var keys = blocks.stream()
                .filter(block -> !block.fresh())
                .map(CohortBlock::key)
                .toList();
        var owners = new LinkedHashSet<String>();
        for (int from = 0; from < keys.size(); from += KEYS_AT_ONCE) {
            var some = keys.subList(from, Math.min(keys.size(), from + KEYS_AT_ONCE));
            var search = SearchRequest.of(of -> of.index(Generations.writing(index.index()))
                    .size(KEYS_AT_ONCE)
                    .allowPartialSearchResults(false)
                    .source(source -> source.fetch(false))
                    .query(RowQueries.in(Fields.BLOCKS, some)));
            var hits = cluster.insist("finding what is replaced", client -> client.search(search, Void.class))
                    .hits()
                    .hits();
            hits.forEach(hit -> owners.add(Objects.requireNonNull(hit.id()).substring(ParticipantTree.ID.length())));
        }
        return owners;
    }

    private Map<String, ParticipantTree> read(Set<String> participants) {
        var trees = new LinkedHashMap<String, ParticipantTree>();
        var all = List.copyOf(participants);
        for (int from = 0; from < all.size(); from += DOCUMENTS_AT_ONCE) {
            var some = all.subList(from, Math.min(all.size(), from + DOCUMENTS_AT_ONCE));
            var found = cluster.insist("reading what is replaced", client -> documents(client, some));
            for (int i = 0; i < some.size(); i++) {
                trees.put(
                        some.get(i),
                        new ParticipantTree(some.get(i), found.get(i).result().source()));
            }
        }
        return trees;
    }

    private List<MultiGetResponseItem<ObjectNode>> documents(ElasticsearchClient client, List<String> participants)
            throws IOException {
        var found = client.mget(
                        get -> get.index(Generations.writing(index.index()))
                                .ids(participants.stream()
                                        .map(ParticipantTree::id)
                                        .toList()),
                        ObjectNode.class)
                .docs();
        if (found.stream().anyMatch(MultiGetResponseItem::isFailure)) {
            throw new IOException("not every document can be read");
        }
        return found;
    }
}
