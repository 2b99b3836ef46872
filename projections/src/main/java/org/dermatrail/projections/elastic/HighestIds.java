package org.dermatrail.projections.elastic;

import co.elastic.clients.elasticsearch._types.SortOrder;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dermatrail.projections.record.Entry;

/**
 * The highest id of each kind that was ever written. Ids grow with time, so most of what is new lies above, and need not be
 * looked for.
 *
 * <p>Law: an id above the highest is not there; of one below nothing is said. Thread-safe.
 */
final class HighestIds {

    /** Knows nothing, so that everything is looked for. */
    static final HighestIds ANY = new HighestIds(false);

    private final boolean read;
    private final Map<String, String> byKind = new ConcurrentHashMap<>();

    private HighestIds(boolean read) {
        this.read = read;
    }

    /** Those of an index, all of which is shown. */
    static HighestIds of(Cluster cluster, String index) {
        var highest = new HighestIds(true);
        for (var kind : EntryDocuments.kinds()) {
            cluster.insist("reading the highest ids", client -> client.search(
                                    search -> search.index(index)
                                            .size(1)
                                            .allowPartialSearchResults(false)
                                            .source(source -> source.fetch(false))
                                            .query(RowQueries.in(EntryDocuments.KIND, List.of(kind)))
                                            .sort(sort -> sort.field(field -> field.field(EntryDocuments.ID)
                                                    .order(SortOrder.Desc))),
                                    Void.class)
                            .hits()
                            .hits())
                    .forEach(hit -> highest.met(kind, hit.sort().getFirst().stringValue()));
        }
        return highest;
    }

    /** Takes in what was written. */
    void met(Collection<? extends Entry> entries) {
        entries.forEach(entry -> met(EntryDocuments.kind(entry.getClass()), entry.id()));
    }

    private void met(String kind, String id) {
        byKind.merge(kind, id, (known, other) -> known.compareTo(other) < 0 ? other : known);
    }

    /** Whether there may be a document of this id. */
    boolean mayKnow(String documentId) {
        if (!read) {
            return true;
        }
        int colon = documentId.indexOf(':');
        var highest = byKind.get(documentId.substring(0, colon));
        return highest != null && documentId.substring(colon + 1).compareTo(highest) <= 0;
    }
}
