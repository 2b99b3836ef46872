package org.dermatrail.projections.elastic;

import static org.dermatrail.projections.elastic.CohortSearch.FACET;
import static org.dermatrail.projections.elastic.CohortSearch.HELD;
import static org.dermatrail.projections.elastic.CohortSearch.MET;
import static org.dermatrail.projections.elastic.CohortSearch.MISSING;
import static org.dermatrail.projections.elastic.CohortSearch.PERSONS;
import static org.dermatrail.projections.elastic.CohortSearch.SHOWN;
import static org.dermatrail.projections.elastic.CohortSearch.SURROGATES;
import static org.dermatrail.projections.elastic.CohortSearch.UNITS;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.TermsAggregationCollectMode;
import java.util.HashMap;
import java.util.Map;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Facet;
import org.dermatrail.projections.cohort.Level;

/**
 * What must be counted for a question. Rows of blocks give participants (the documents they are in), lesions (the blocks
 * they are in) and captures of one row; copies of rows give captures of several (the parents they are in).
 *
 * @param question what is asked
 * @param rows the path of the rows gone through
 * @param valuesOfAFacet most values a facet may have
 */
record CountParts(CohortQuestion question, String rows, int valuesOfAFacet) {

    /** What rows of blocks give. */
    Aggregation ofBlocks() {
        var shown = new HashMap<String, Aggregation>();
        shown.put(PERSONS, persons());
        for (var level : Level.values()) {
            shown.put(level.name(), ofLevel(level, facets(level, true)));
        }
        return fitting(Map.of(
                SHOWN, Aggregation.of(of -> of.filter(RowQueries.shown(rows)).aggregations(shown)),
                HELD,
                        Aggregation.of(of ->
                                of.filter(RowQueries.held(rows)).aggregations(PERSONS, CohortSearch.participants()))));
    }

    /** What copies of rows give. */
    Aggregation ofShared() {
        var shown = facets(Level.CAPTURE, false);
        shown.put(UNITS, captures());
        return fitting(Map.of(
                SHOWN,
                Aggregation.of(of -> of.filter(RowQueries.shown(rows)).aggregations(shown)),
                HELD,
                Aggregation.of(of -> of.filter(RowQueries.held(rows)).aggregations(UNITS, captures()))));
    }

    private Aggregation fitting(Map<String, Aggregation> parts) {
        return Aggregation.of(of -> of.nested(nested -> nested.path(rows))
                .aggregations(MET, met -> met.filter(RowQueries.of(rows, question.criteria()))
                        .aggregations(parts)));
    }

    /** Rows that have something of a level; where nothing asks for it but the total, no more than that is counted. */
    private Aggregation ofLevel(Level level, Map<String, Aggregation> parts) {
        parts.putAll(total(level));
        var having =
                switch (level) {
                    case PARTICIPANT -> RowQueries.every();
                    case LESION -> RowQueries.exists(Fields.of(rows, Fields.LESION));
                    case CAPTURE -> RowQueries.exists(Fields.of(rows, Fields.CAPTURE));
                };
        return Aggregation.of(of -> of.filter(having).aggregations(parts));
    }

    private static Map<String, Aggregation> total(Level level) {
        return switch (level) {
            case PARTICIPANT -> Map.of();
            case LESION -> Map.of(UNITS, blocks(), PERSONS, CohortSearch.participants());
            case CAPTURE -> Map.of(PERSONS, CohortSearch.participants());
        };
    }

    private Map<String, Aggregation> facets(Level level, boolean persons) {
        var parts = new HashMap<String, Aggregation>();
        for (int i = 0; i < question.facets().size(); i++) {
            var facet = question.facets().get(i);
            if (facet.level() == level) {
                var within = persons ? ofBucket(facet) : Map.of(UNITS, captures());
                parts.put(FACET + i, values(facet, within));
                parts.put(MISSING + i, missing(facet, within));
            }
        }
        return parts;
    }

    private Map<String, Aggregation> ofBucket(Facet facet) {
        var within = new HashMap<String, Aggregation>();
        if (facet.level() == Level.LESION) {
            within.put(UNITS, blocks());
        }
        if (question.tellsPersonsOf(facet)) {
            within.put(PERSONS, persons());
        }
        return within;
    }

    private Aggregation values(Facet facet, Map<String, Aggregation> within) {
        var field = Fields.of(rows, facet.field());
        if (facet.field().kind() == CohortField.Kind.NUMBER) {
            return Aggregation.of(of -> of.histogram(histogram -> histogram
                            .field(field)
                            .interval((double) facet.interval())
                            .minDocCount(1))
                    .aggregations(within));
        }
        // Depth first: with few values it is cheaper than going through the rows of each value again.
        return Aggregation.of(of -> of.terms(terms ->
                        terms.field(field).size(valuesOfAFacet).collectMode(TermsAggregationCollectMode.DepthFirst))
                .aggregations(within));
    }

    private Aggregation missing(Facet facet, Map<String, Aggregation> within) {
        var field = Fields.of(rows, facet.field());
        return Aggregation.of(of -> of.missing(missing -> missing.field(field)).aggregations(within));
    }

    private static Aggregation persons() {
        return Aggregation.of(of -> of.reverseNested(root -> root)
                .aggregations(SURROGATES, only -> only.filter(RowQueries.isTrue(Fields.SURROGATE))));
    }

    private static Aggregation blocks() {
        return Aggregation.of(of -> of.reverseNested(block -> block.path(Fields.BLOCK)));
    }

    private static Aggregation captures() {
        return Aggregation.of(of -> of.reverseNested(shared -> shared.path(Fields.SHARED)));
    }
}
