package org.dermatrail.projections.elastic;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.ErrorResponse;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.CompositeAggregationSource;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.MsearchRequest;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.msearch.RequestItem;
import co.elastic.clients.util.NamedValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.cohort.Edge;
import org.dermatrail.projections.cohort.Level;
import org.jspecify.annotations.Nullable;

/**
 * Cohort questions as searches.
 *
 * <p>Law: every search is made by {@link #search}, which nobody gets past without an access filter. Stateless.
 *
 * @param index name or alias of the index
 */
record CohortSearch(String index) {

    static final String ROWS = Fields.rows(Fields.BLOCK);
    static final String COPIES = Fields.rows(Fields.SHARED);

    /** Names of parts of an answer. */
    static final String MET = "met";

    static final String SHOWN = "shown";
    static final String HELD = "held";
    static final String UNITS = "units";
    static final String PERSONS = "persons";
    static final String SURROGATES = "surrogates";
    static final String WORDS = "words";
    static final String FACET = "facet-";
    static final String MISSING = "missing-";
    static final String ID = "id";
    static final String EDGE = "edge-";

    private SearchRequest.Builder search(AccessFilter access, Query rows) {
        return new SearchRequest.Builder()
                .index(index)
                .size(0)
                .trackTotalHits(total -> total.enabled(false))
                .allowPartialSearchResults(false)
                .query(RowQueries.participants(access, rows));
    }

    /** All that {@link CountReading} reads. */
    SearchRequest count(CohortQuestion question) {
        var criteria = question.criteria();
        return search(question.access(), RowQueries.of(ROWS, criteria))
                .aggregations(Fields.BLOCK, new CountParts(question, ROWS).ofBlocks())
                .aggregations(Fields.SHARED, new CountParts(question, COPIES).ofShared())
                .build();
    }

    /** Ids of participants beyond one, as hits. */
    SearchRequest participants(CohortQuestion question, @Nullable String after, int limit) {
        var search = search(question.access(), RowQueries.shown(ROWS, question.criteria()))
                .size(limit)
                .source(source -> source.fetch(false))
                .sort(SortOptions.of(sort ->
                        sort.field(field -> field.field(Fields.PARTICIPANT).order(SortOrder.Asc))));
        if (after != null) {
            search.searchAfter(FieldValue.of(after));
        }
        return search.build();
    }

    /** Ids of lesions or captures beyond one, as buckets. */
    SearchRequest units(CohortQuestion question, Level level, @Nullable String after, int limit) {
        var shown = RowQueries.shown(ROWS, question.criteria());
        var source = CompositeAggregationSource.of(of -> of.terms(terms -> terms.field(idOf(level))));
        var ids = Aggregation.of(of -> of.composite(composite -> {
            composite.size(limit).sources(List.of(Map.of(ID, source)));
            return after == null ? composite : composite.after(ID, after);
        }));
        return search(question.access(), shown)
                .aggregations(Fields.BLOCK, rows(shown, Map.of(ID, ids)))
                .build();
    }

    /** For each of the criteria a search that ends when so many participants are found. */
    MsearchRequest persons(AccessFilter access, List<Criteria> criteria, int stopAt) {
        var items = new ArrayList<RequestItem>(criteria.size());
        for (var each : criteria) {
            var search = search(access, RowQueries.shown(ROWS, each)).build();
            items.add(RequestItem.of(
                    item -> item.header(header -> header.index(index).allowPartialSearchResults(false))
                            .body(body -> body.size(0)
                                    .query(search.query())
                                    .trackTotalHits(total -> total.enabled(true))
                                    .terminateAfter((long) stopAt))));
        }
        return MsearchRequest.of(all -> all.searches(items));
    }

    /** For each edge the furthest value and who has it; rows are gone through once for all edges. */
    SearchRequest edges(AccessFilter access, List<Edge> edges) {
        var any = new Criteria.Any(edges.stream().map(Edge::criteria).toList());
        var parts = new HashMap<String, Aggregation>();
        for (int i = 0; i < edges.size(); i++) {
            var edge = edges.get(i);
            var order = edge.least() ? SortOrder.Asc : SortOrder.Desc;
            var furthest = Aggregation.of(of -> of.terms(terms -> terms.field(Fields.number(ROWS, edge.field()))
                            .size(1)
                            .order(NamedValue.of("_key", order)))
                    .aggregations(PERSONS, participants()));
            parts.put(EDGE + i, Aggregation.of(of -> of.filter(RowQueries.of(ROWS, edge.criteria()))
                    .aggregations(ID, furthest)));
        }
        return search(access, RowQueries.shown(ROWS, any))
                .aggregations(Fields.BLOCK, rows(RowQueries.shown(ROWS), parts))
                .build();
    }

    private static Aggregation rows(Query fitting, Map<String, Aggregation> parts) {
        return Aggregation.of(of -> of.nested(nested -> nested.path(ROWS))
                .aggregations(MET, met -> met.filter(fitting).aggregations(parts)));
    }

    /** The participants of rows. */
    static Aggregation participants() {
        return Aggregation.of(of -> of.reverseNested(root -> root));
    }

    /** What one of several searches failed of, as a failure of its own. */
    static ElasticsearchException failure(ErrorResponse failed) {
        return new ElasticsearchException("msearch", failed);
    }

    private static String idOf(Level level) {
        return switch (level) {
            case PARTICIPANT -> Fields.PARTICIPANT;
            case LESION -> Fields.of(ROWS, Fields.LESION);
            case CAPTURE -> Fields.of(ROWS, Fields.CAPTURE);
        };
    }
}
