package org.dermatrail.projections.elastic;

import static org.dermatrail.projections.elastic.CohortSearch.FACET;
import static org.dermatrail.projections.elastic.CohortSearch.HELD;
import static org.dermatrail.projections.elastic.CohortSearch.MET;
import static org.dermatrail.projections.elastic.CohortSearch.MISSING;
import static org.dermatrail.projections.elastic.CohortSearch.PERSONS;
import static org.dermatrail.projections.elastic.CohortSearch.SHOWN;
import static org.dermatrail.projections.elastic.CohortSearch.SURROGATES;
import static org.dermatrail.projections.elastic.CohortSearch.UNITS;
import static org.dermatrail.projections.elastic.CohortSearch.WORDS;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.TermsAggregationCollectMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
 */
record CountParts(CohortQuestion question, String rows) {

    /** As many as a cluster gives at once; where there are more, it says so. */
    private static final int MOST_WORDS = 65_535;

    /** What rows of blocks give. */
    Aggregation ofBlocks() {
        var shown = new HashMap<String, Aggregation>();
        shown.put(PERSONS, persons());
        for (var level : Level.values()) {
            shown.put(level.name(), ofLevel(level));
        }
        return fitting(Map.of(
                SHOWN, Aggregation.of(of -> of.filter(RowQueries.shown(rows)).aggregations(shown)),
                HELD,
                        Aggregation.of(of ->
                                of.filter(RowQueries.held(rows)).aggregations(PERSONS, CohortSearch.participants()))));
    }

    /** What copies of rows give. */
    Aggregation ofShared() {
        var shown = facets(Level.CAPTURE, Map.of(UNITS, captures()));
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
    private Aggregation ofLevel(Level level) {
        var parts = facets(level, ofBucket(level));
        parts.putAll(total(level));
        return Aggregation.of(of -> of.filter(RowQueries.having(rows, level)).aggregations(parts));
    }

    private static Map<String, Aggregation> total(Level level) {
        return switch (level) {
            case PARTICIPANT -> Map.of();
            case LESION -> Map.of(UNITS, blocks(), PERSONS, CohortSearch.participants());
            case CAPTURE -> Map.of(PERSONS, CohortSearch.participants());
        };
    }

    /** What is counted in each bucket of a level's facets. */
    private Map<String, Aggregation> ofBucket(Level level) {
        var within = new HashMap<String, Aggregation>();
        if (level == Level.LESION) {
            within.put(UNITS, blocks());
        }
        if (level == Level.PARTICIPANT || question.personsOfBuckets()) {
            within.put(PERSONS, persons());
        }
        return within;
    }

    private Map<String, Aggregation> facets(Level level, Map<String, Aggregation> within) {
        var parts = new HashMap<String, Aggregation>();
        var inWords = new ArrayList<CohortField>();
        for (int i = 0; i < question.facets().size(); i++) {
            var facet = question.facets().get(i);
            if (facet.level() != level) {
                continue;
            }
            if (facet.field().kind() == CohortField.Kind.KEYWORD) {
                inWords.add(facet.field());
            } else {
                parts.put(FACET + i, histogram(facet, within));
                parts.put(MISSING + i, missing(facet, within));
            }
        }
        if (!inWords.isEmpty()) {
            parts.put(WORDS, words(inWords, within));
        }
        return parts;
    }

    private Aggregation words(List<CohortField> fields, Map<String, Aggregation> within) {
        // Depth first: with few values it is cheaper than going through the rows of each value again.
        return Aggregation.of(of -> of.terms(terms -> {
                    terms.field(Fields.words(rows))
                            .size(MOST_WORDS)
                            .collectMode(TermsAggregationCollectMode.DepthFirst);
                    // Where a word takes no more than adding one, looking whether it is wanted would take longer.
                    return within.isEmpty() ? terms : terms.include(any -> any.regexp(Words.about(fields)));
                })
                .aggregations(within));
    }

    private Aggregation histogram(Facet facet, Map<String, Aggregation> within) {
        return Aggregation.of(of -> of.histogram(histogram -> histogram
                        .field(Fields.number(rows, facet.field()))
                        .interval((double) facet.interval())
                        .minDocCount(1))
                .aggregations(within));
    }

    private Aggregation missing(Facet facet, Map<String, Aggregation> within) {
        var field = Fields.number(rows, facet.field());
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
