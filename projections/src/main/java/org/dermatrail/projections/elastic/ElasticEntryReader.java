package org.dermatrail.projections.elastic;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.CompositeAggregationSource;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.search.Hit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.record.CaptureEntry;
import org.dermatrail.projections.record.DiscrepancyEntry;
import org.dermatrail.projections.record.Entry;
import org.dermatrail.projections.record.EntryReader;
import org.dermatrail.projections.record.LesionEntry;
import org.dermatrail.projections.record.ParticipantEntry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads entries of one view. */
final class ElasticEntryReader implements EntryReader {

    private static final int VALUES_AT_ONCE = 1000;
    private static final String PARTS = "parts";

    private final EntryView view;
    private final EntryDocuments documents;

    ElasticEntryReader(EntryView view, EntryDocuments documents) {
        this.view = view;
        this.documents = documents;
    }

    /** Entries of a kind that belong to participants the caller may see; the one way to what is asked with a filter. */
    private static Query admitted(AccessFilter access, Class<? extends Entry> kind, Query... further) {
        var all = new ArrayList<>(RowQueries.access(access));
        all.add(RowQueries.exists(Fields.access(Fields.STUDY)));
        all.add(of(kind, further));
        return RowQueries.all(all);
    }

    private static Query of(Class<? extends Entry> kind, Query... further) {
        var all = new ArrayList<>(List.of(further));
        all.add(is(EntryDocuments.KIND, EntryDocuments.kind(kind)));
        return RowQueries.all(all);
    }

    private static Query is(String field, String value) {
        return RowQueries.in(field, List.of(value));
    }

    private static Query ofStudy(String studyId) {
        return is(Fields.access(Fields.STUDY), studyId);
    }

    @Override
    public <E extends Entry> @Nullable E find(Class<E> kind, String id) {
        return findAll(kind, List.of(id)).get(id);
    }

    @Override
    public <E extends Entry> Map<String, E> findAll(Class<E> kind, Collection<String> ids) {
        var found = view.documents(
                ids.stream().map(id -> EntryDocuments.id(kind, id)).distinct().toList());
        var entries = new LinkedHashMap<String, E>();
        for (var id : ids) {
            var document = found.get(EntryDocuments.id(kind, id));
            if (document != null) {
                entries.put(id, documents.read(kind, document));
            }
        }
        return entries;
    }

    @Override
    public <E extends Entry> List<E> list(Class<E> kind, @Nullable String after, int limit) {
        return walk(of(kind), after, limit, true, hit -> documents.read(kind, Objects.requireNonNull(hit.source())));
    }

    @Override
    public long size(Class<? extends Entry> kind) {
        var search = view.search()
                .size(0)
                .trackTotalHits(total -> total.enabled(true))
                .query(of(kind))
                .build();
        return view.ask(client -> Objects.requireNonNull(
                        client.search(search, Void.class).hits().total())
                .value());
    }

    @Override
    public List<String> lesionsOf(String participantKey) {
        return ids(of(LesionEntry.class, is(EntryDocuments.PARTICIPANT, participantKey)), null, Integer.MAX_VALUE);
    }

    @Override
    public List<String> capturesOf(String participantKey) {
        return ids(of(CaptureEntry.class, is(EntryDocuments.PARTICIPANT, participantKey)), null, Integer.MAX_VALUE);
    }

    @Override
    public List<String> lesionsOf(Collection<String> participantKeys) {
        return ofEach(participantKeys, query -> ids(of(LesionEntry.class, query), null, Integer.MAX_VALUE));
    }

    @Override
    public List<String> capturesOf(Collection<String> participantKeys) {
        return ofEach(participantKeys, query -> ids(of(CaptureEntry.class, query), null, Integer.MAX_VALUE));
    }

    @Override
    public List<String> capturesWithImage(String digest) {
        return ids(of(CaptureEntry.class, is(EntryDocuments.IMAGE, digest)), null, Integer.MAX_VALUE);
    }

    @Override
    public List<String> participants(AccessFilter access, String studyId, @Nullable String after, int limit) {
        return ids(admitted(access, ParticipantEntry.class, ofStudy(studyId)), after, limit);
    }

    @Override
    public List<DiscrepancyEntry> discrepancies(
            AccessFilter access, boolean openOnly, @Nullable String after, int limit) {
        var kind = DiscrepancyEntry.class;
        var query = openOnly ? admitted(access, kind, open()) : admitted(access, kind);
        return walk(query, after, limit, true, hit -> documents.read(kind, Objects.requireNonNull(hit.source())));
    }

    /** Discrepancies of some participants. */
    List<DiscrepancyEntry> discrepanciesOf(List<String> participantKeys) {
        var kind = DiscrepancyEntry.class;
        return ofEach(
                participantKeys,
                query -> walk(
                        of(kind, query),
                        null,
                        Integer.MAX_VALUE,
                        true,
                        hit -> documents.read(kind, Objects.requireNonNull(hit.source()))));
    }

    /** Asks for what belongs to participants, some of these at a time. */
    private static <T> List<T> ofEach(Collection<String> participantKeys, Function<Query, List<T>> ask) {
        var keys = List.copyOf(participantKeys);
        var all = new ArrayList<T>();
        for (int from = 0; from < keys.size(); from += EntryView.AT_ONCE) {
            var some = keys.subList(from, Math.min(keys.size(), from + EntryView.AT_ONCE));
            all.addAll(ask.apply(RowQueries.in(EntryDocuments.PARTICIPANT, some)));
        }
        return all;
    }

    private static Query open() {
        return RowQueries.isTrue(EntryDocuments.OPEN);
    }

    @Override
    public Map<String, Long> openDiscrepancies(AccessFilter access) {
        return counts(admitted(access, DiscrepancyEntry.class, open()), EntryDocuments.FIELD);
    }

    @Override
    public Map<String, Long> capturesBySite(AccessFilter access, String studyId) {
        var shown = RowQueries.not(RowQueries.isTrue(EntryDocuments.WITHHELD));
        return counts(admitted(access, CaptureEntry.class, ofStudy(studyId), shown), EntryDocuments.SITE);
    }

    @Override
    public Map<String, Long> openDiscrepanciesBySite(AccessFilter access, String studyId) {
        return counts(admitted(access, DiscrepancyEntry.class, ofStudy(studyId), open()), Fields.access(Fields.SITE));
    }

    private Map<String, Long> counts(Query query, String field) {
        var counts = new TreeMap<String, Long>();
        group(query, List.of(field), (key, count) -> counts.put(key.getFirst().stringValue(), count));
        return counts;
    }

    @Override
    public List<Enrolled> enrolled(AccessFilter access, String studyId) {
        var enrolled = new ArrayList<Enrolled>();
        group(
                admitted(access, ParticipantEntry.class, ofStudy(studyId)),
                List.of(
                        Fields.access(Fields.SITE),
                        EntryDocuments.STATUS,
                        EntryDocuments.SURROGATE,
                        Fields.access(Fields.CONSENTED)),
                (key, count) -> enrolled.add(new Enrolled(
                        key.get(0).stringValue(),
                        key.get(1).stringValue(),
                        key.get(2).booleanValue(),
                        key.get(3).booleanValue(),
                        count)));
        return enrolled;
    }

    /** Takes the documents of one combination of values. */
    @FunctionalInterface
    private interface Group {
        void of(List<FieldValue> values, long documents);
    }

    /** Counts documents by the values of some fields, in the order of these. */
    private void group(Query query, List<String> fields, Group group) {
        var sources = fields.stream()
                .map(field -> Map.of(field, CompositeAggregationSource.of(of -> of.terms(terms -> terms.field(field)))))
                .toList();
        Map<String, FieldValue> after = Map.of();
        do {
            var from = after;
            var parts = Aggregation.of(of -> of.composite(composite -> {
                composite.size(VALUES_AT_ONCE).sources(sources);
                return from.isEmpty() ? composite : composite.after(from);
            }));
            var search = view.search()
                    .size(0)
                    .trackTotalHits(total -> total.enabled(false))
                    .query(query)
                    .aggregations(PARTS, parts)
                    .build();
            var found = Objects.requireNonNull(view.ask(client -> client.search(search, Void.class))
                            .aggregations()
                            .get(PARTS))
                    .composite();
            for (var bucket : found.buckets().array()) {
                group.of(
                        fields.stream()
                                .map(field ->
                                        Objects.requireNonNull(bucket.key().get(field)))
                                .toList(),
                        bucket.docCount());
            }
            after = found.buckets().array().size() < VALUES_AT_ONCE ? Map.of() : found.afterKey();
        } while (!after.isEmpty());
    }

    private List<String> ids(Query query, @Nullable String after, int limit) {
        return walk(query, after, limit, false, hit -> hit.sort().getFirst().stringValue());
    }

    /** Goes through what is found by id, some at a time, each time from where the last ended. */
    private <T> List<T> walk(
            Query query, @Nullable String after, int limit, boolean withSource, Function<Hit<ObjectNode>, T> read) {
        var found = new ArrayList<T>();
        var beyond = after == null ? query : RowQueries.all(List.of(query, beyond(after)));
        List<FieldValue> from = List.of();
        while (found.size() < limit) {
            int most = Math.min(EntryView.AT_ONCE, limit - found.size());
            var search = view.search()
                    .size(most)
                    .trackTotalHits(total -> total.enabled(false))
                    .source(source -> source.fetch(withSource))
                    .query(beyond)
                    .sort(SortOptions.of(sort ->
                            sort.field(field -> field.field(EntryDocuments.ID).order(SortOrder.Asc))));
            if (!from.isEmpty()) {
                search.searchAfter(from);
            }
            var request = search.build();
            var hits = view.ask(client -> client.search(request, ObjectNode.class))
                    .hits()
                    .hits();
            hits.forEach(hit -> found.add(read.apply(hit)));
            if (hits.size() < most) {
                break;
            }
            from = hits.getLast().sort();
        }
        return found;
    }

    private static Query beyond(String id) {
        return Query.of(q ->
                q.range(any -> any.term(term -> term.field(EntryDocuments.ID).gt(id))));
    }
}
