package org.dermatrail.projections.elastic;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.elasticsearch.client.ResponseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes documents of one index.
 *
 * <p>Laws: where another took writing over, nothing of this one is taken any more, however late it arrives; every try carries a version above that of all tries before it, by this writer or an earlier one, so that what
 * arrives late never overwrites what came after; no more bytes are under way than allowed; of a bulk only the documents
 * that failed in passing are tried again; the mark is changed only by who wrote it last. For one thread at a time.
 */
final class IndexWrites {

    private static final int CONFLICT = 409;
    private static final int TRIES_OF_A_WRITER = 32;

    /** A document on its way. */
    private record Parcel(String id, BinaryData document) {}

    /** The mark as it is stored, with what must be the same for it to be changed. */
    private record StoredMark(Mark mark, long sequence, long term) {}

    private final Cluster cluster;
    private final String index;
    private @Nullable StoredMark own;
    private long tries;
    /** Whether something written may not be seen yet, by an earlier writer too. */
    private boolean unseen = true;

    IndexWrites(Cluster cluster, String index) {
        this.cluster = cluster;
        this.index = index;
    }

    String index() {
        return index;
    }

    /** The mark as everybody sees it. */
    Mark mark() {
        return stored().mark();
    }

    private StoredMark stored() {
        return cluster.insist("reading how far " + index + " is", client -> {
            try {
                var found =
                        client.get(get -> get.index(Generations.writing(index)).id(Generations.MARK), ObjectNode.class);
                var source = found.source();
                if (source != null && found.seqNo() != null && found.primaryTerm() != null) {
                    return new StoredMark(Mark.of(source), found.seqNo(), found.primaryTerm());
                }
            } catch (ElasticsearchException | ResponseException e) {
                if (!Cluster.isMissing(e)) {
                    throw e;
                }
            }
            throw new WriterSuperseded(index);
        });
    }

    /** Takes writing over where this writer has not yet, else makes sure that nobody else has; then all written is seen. */
    void claim() {
        claimMark();
        if (unseen) {
            show();
        }
    }

    private void claimMark() {
        var before = own;
        if (before != null) {
            if (stored().mark().writer() != before.mark().writer()) {
                throw new WriterSuperseded(index);
            }
            return;
        }
        for (int time = 1; time <= TRIES_OF_A_WRITER; time++) {
            var found = stored();
            var taken = swap(found, found.mark().takenOver());
            if (taken.isPresent()) {
                Generations.admit(cluster, index, taken.get().mark().writer());
                own = taken.get();
                return;
            }
        }
        throw new WriterSuperseded(index);
    }

    /** Changes the mark; documents come before it. */
    void mark(long position, Map<String, Long> further) {
        if (own == null) {
            claimMark();
        }
        var before = own;
        for (int time = 1; before != null && time <= TRIES_OF_A_WRITER; time++) {
            var wanted = before.mark().at(position, further);
            if (wanted.equals(before.mark())) {
                own = before;
                return;
            }
            var changed = swap(before, wanted);
            if (changed.isPresent()) {
                own = changed.get();
                return;
            }
            // Either another writer took over, or an answer was lost and the mark is as it was wanted.
            var found = stored();
            if (found.mark().writer() != before.mark().writer()) {
                throw new WriterSuperseded(index);
            }
            before = found;
        }
        throw new WriterSuperseded(index);
    }

    private Optional<StoredMark> swap(StoredMark before, Mark after) {
        return cluster.insist("marking how far " + index + " is", client -> {
            try {
                var done = client.index(put -> put.index(Generations.writing(index))
                        .requireAlias(true)
                        .id(Generations.MARK)
                        .ifSeqNo(before.sequence())
                        .ifPrimaryTerm(before.term())
                        .document(after.document()));
                return done.seqNo() == null || done.primaryTerm() == null
                        ? Optional.<StoredMark>empty()
                        : Optional.of(new StoredMark(after, done.seqNo(), done.primaryTerm()));
            } catch (ElasticsearchException | ResponseException e) {
                if (Cluster.isConflict(e)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    /** Writes documents by id; when it returns all are taken, though not seen before {@link #show}. */
    void write(Map<String, ObjectNode> documents) {
        long deadline = cluster.deadline();
        var waiting = new ArrayDeque<Parcel>();
        documents.forEach((id, document) -> waiting.add(new Parcel(
                id, BinaryData.of(cluster.json().writeValueAsBytes(document), ContentType.APPLICATION_JSON))));
        int failures = 0;
        unseen = true;
        while (!waiting.isEmpty()) {
            var under = next(waiting);
            var again = send(under, deadline);
            if (again.isEmpty()) {
                failures = 0;
                continue;
            }
            again.reversed().forEach(waiting::addFirst);
            Cluster.pause(++failures);
            // Where another took writing over, this one's name for the index is gone for good.
            claimMark();
        }
    }

    /** As many as may be under way at once, one at least. */
    private List<Parcel> next(ArrayDeque<Parcel> waiting) {
        var under = new ArrayList<Parcel>();
        long bytes = 0;
        for (var parcel = waiting.peek(); parcel != null; parcel = waiting.peek()) {
            bytes += parcel.document().size();
            if (!under.isEmpty() && bytes > cluster.settings().limits().bytesInFlight()) {
                break;
            }
            under.add(waiting.remove());
        }
        return under;
    }

    /** Sends, and gives back what must be sent again. */
    private List<Parcel> send(List<Parcel> parcels, long deadline) {
        BulkResponse answer;
        try {
            var request = request(parcels);
            answer = cluster.once(client -> client.bulk(request));
        } catch (IOException | ElasticsearchException e) {
            cluster.throwWhereBarred(e);
            if (!Cluster.passes(e)) {
                throw new ClusterRefusal(
                        ClusterRefusal.NOT_DONE_BY_CLUSTER, "documents are not taken: " + e.getMessage(), e);
            }
            giveUpAfter(deadline, e);
            return parcels;
        }
        var again = new ArrayList<Parcel>();
        for (int i = 0; answer.errors() && i < parcels.size(); i++) {
            var item = answer.items().get(i);
            if (item.error() != null && toBeSentAgain(item)) {
                again.add(parcels.get(i));
            }
        }
        if (!again.isEmpty()) {
            giveUpAfter(deadline, new IOException(again.size() + " documents were turned away"));
        }
        return again;
    }

    private BulkRequest request(List<Parcel> parcels) {
        var writer = own;
        if (writer == null) {
            throw new IllegalStateException("claim the index first");
        }
        long version = (writer.mark().writer() << 32) + ++tries;
        var operations = new ArrayList<BulkOperation>(parcels.size());
        for (var parcel : parcels) {
            operations.add(BulkOperation.of(operation -> operation.index(put -> put.id(parcel.id())
                    .version(version)
                    .versionType(VersionType.External)
                    .document(parcel.document()))));
        }
        return BulkRequest.of(
                bulk -> bulk.index(Generations.writing(index, writer.mark().writer()))
                        .requireAlias(true)
                        .operations(operations));
    }

    private boolean toBeSentAgain(BulkResponseItem item) {
        if (item.status() == CONFLICT) {
            throw new WriterSuperseded(index);
        }
        if (Cluster.passes(item.status())) {
            return true;
        }
        var error = item.error();
        cluster.throwWhereBarred(item.status(), error == null ? null : error.type() + ", " + error.reason());
        throw new ClusterRefusal(
                ClusterRefusal.DOCUMENT_NOT_TAKEN,
                "a document of " + index + " is not taken: " + (error == null ? item.status() : error.reason()));
    }

    private static void giveUpAfter(long deadline, Exception cause) {
        if (System.nanoTime() - deadline >= 0) {
            throw new ClusterOutage("documents cannot be written: " + cause.getMessage(), cause);
        }
    }

    /** Has everything written seen by every later question. */
    void show() {
        cluster.insist("showing what was written", client -> {
            var shards = client.indices()
                    .refresh(refresh -> refresh.index(Generations.writing(index)))
                    .shards();
            if (shards != null && shards.failed().intValue() > 0) {
                throw new IOException("not every copy shows it");
            }
            return index;
        });
        unseen = false;
    }
}
