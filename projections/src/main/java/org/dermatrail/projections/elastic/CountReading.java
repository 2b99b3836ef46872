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

import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.SingleBucketAggregateBase;
import co.elastic.clients.elasticsearch._types.aggregations.StringTermsBucket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.dermatrail.domain.Refusal;
import org.dermatrail.projections.cohort.CohortCounts;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Facet;
import org.dermatrail.projections.cohort.Level;
import org.dermatrail.projections.record.AskingRefused;
import org.jspecify.annotations.Nullable;

/** Reads the answer to {@link CohortSearch#count}. */
final class CountReading {

    /** Code where a facet has more values than the cluster is asked for. */
    static final String TOO_MANY_VALUES = "TOO_MANY_VALUES";

    /** Something that was counted, with what was counted within it. */
    private record Part(String value, long rows, Map<String, Aggregate> within) {

        static Part of(SingleBucketAggregateBase part) {
            return new Part("", part.docCount(), part.aggregations());
        }

        Part filter(String name) {
            return of(Objects.requireNonNull(within.get(name)).filter());
        }

        Part parents(String name) {
            return of(Objects.requireNonNull(within.get(name)).reverseNested());
        }

        /** Those without a value of a facet. */
        Optional<Part> missing(int number, Facet facet) {
            if (facet.field().kind() == CohortField.Kind.NUMBER) {
                return Optional.of(
                        of(Objects.requireNonNull(within.get(MISSING + number)).missing()));
            }
            return words(facet)
                    .filter(bucket -> Words.isNone(bucket.key().stringValue()))
                    .map(bucket -> new Part("", bucket.docCount(), bucket.aggregations()))
                    .findFirst();
        }

        /** Those with each value of a facet. */
        List<Part> values(int number, Facet facet) {
            if (facet.field().kind() == CohortField.Kind.NUMBER) {
                return Objects.requireNonNull(within.get(FACET + number)).histogram().buckets().array().stream()
                        .map(bucket ->
                                new Part(Long.toString((long) bucket.key()), bucket.docCount(), bucket.aggregations()))
                        .toList();
            }
            return words(facet)
                    .filter(bucket -> !Words.isNone(bucket.key().stringValue()))
                    .map(bucket ->
                            new Part(Words.value(bucket.key().stringValue()), bucket.docCount(), bucket.aggregations()))
                    .toList();
        }

        private Stream<StringTermsBucket> words(Facet facet) {
            var words = Objects.requireNonNull(within.get(WORDS)).sterms();
            if (words.sumOtherDocCount() != null && words.sumOtherDocCount() > 0) {
                throw tooManyValues("Its facets have");
            }
            return words.buckets().array().stream()
                    .filter(bucket -> Words.isAbout(facet.field(), bucket.key().stringValue()));
        }

        /** Captures among rows, given those of them that have copies, and the captures these are of. */
        long captures(Part copies) {
            return rows - copies.rows + copies.parents(UNITS).rows;
        }
    }

    private final CohortQuestion question;
    private final int valuesOfAFacet;
    private final Part blocks;
    private final Part shared;

    CountReading(CohortQuestion question, Map<String, Aggregate> answer, int valuesOfAFacet) {
        this.question = question;
        this.valuesOfAFacet = valuesOfAFacet;
        blocks = Part.of(Objects.requireNonNull(answer.get(Fields.BLOCK)).nested())
                .filter(MET);
        shared = Part.of(Objects.requireNonNull(answer.get(Fields.SHARED)).nested())
                .filter(MET);
    }

    CohortCounts counts() {
        var shown = blocks.filter(SHOWN);
        var lesions = shown.filter(Level.LESION.name());
        var captures = shown.filter(Level.CAPTURE.name());
        var withheld = blocks.filter(HELD);
        var persons = shown.parents(PERSONS);
        var facets = new ArrayList<CohortCounts.FacetCounts>();
        for (int i = 0; i < question.facets().size(); i++) {
            facets.add(facet(i));
        }
        return new CohortCounts(
                persons.rows(),
                persons.filter(SURROGATES).rows(),
                new CohortCounts.Tally(
                        lesions.parents(UNITS).rows(), lesions.parents(PERSONS).rows()),
                new CohortCounts.Tally(
                        captures.captures(shared.filter(SHOWN)),
                        captures.parents(PERSONS).rows()),
                new CohortCounts.Tally(
                        withheld.captures(shared.filter(HELD)),
                        withheld.parents(PERSONS).rows()),
                List.copyOf(facets));
    }

    private CohortCounts.FacetCounts facet(int i) {
        var facet = question.facets().get(i);
        var level = blocks.filter(SHOWN).filter(facet.level().name());
        var copies = new HashMap<String, Part>();
        Part missingCopies = null;
        if (facet.level() == Level.CAPTURE) {
            var copiesShown = shared.filter(SHOWN);
            copiesShown.values(i, facet).forEach(part -> copies.put(part.value(), part));
            missingCopies = copiesShown.missing(i, facet).orElse(null);
        }
        var values = level.values(i, facet);
        if (facet.field().kind() == CohortField.Kind.KEYWORD && values.size() > valuesOfAFacet) {
            throw tooManyValues("The field " + facet.field().wireName() + " has");
        }
        var buckets = new ArrayList<CohortCounts.Bucket>();
        for (var part : values) {
            buckets.add(bucket(facet, part, copies.get(part.value())));
        }
        var without = level.missing(i, facet);
        return new CohortCounts.FacetCounts(
                facet,
                buckets,
                without.isPresent()
                        ? bucket(facet, without.get(), missingCopies)
                        : new CohortCounts.Bucket("", 0, 0, 0));
    }

    private CohortCounts.Bucket bucket(Facet facet, Part part, @Nullable Part copies) {
        long count =
                switch (facet.level()) {
                    case PARTICIPANT -> part.parents(PERSONS).rows();
                    case LESION -> part.parents(UNITS).rows();
                    case CAPTURE -> copies == null ? part.rows() : part.captures(copies);
                };
        if (!question.tellsPersonsOf(facet)) {
            return new CohortCounts.Bucket(part.value(), count, 0, 0);
        }
        var persons = part.parents(PERSONS);
        return new CohortCounts.Bucket(
                part.value(), count, persons.rows(), persons.filter(SURROGATES).rows());
    }

    static AskingRefused tooManyValues(String what) {
        return new AskingRefused(
                new Refusal(TOO_MANY_VALUES, what + " too many values to be spread over; ask more narrowly."));
    }
}
