package org.dermatrail.projections.cohort;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.dermatrail.projections.access.AccessFilter;
import org.jspecify.annotations.Nullable;

/** Counts rows by their ids as the words of the questions say, with nothing of an engine in it. */
record ByHand(List<CohortRow> rows) {

    static ByHand of(List<CohortBlock> blocks) {
        return new ByHand(blocks.stream()
                .flatMap(block -> block.rows().stream())
                .map(BlockRow::row)
                .toList());
    }

    private List<CohortRow> matching(CohortQuestion question, boolean withheld) {
        return rows.stream()
                .filter(row -> row.withheld() == withheld)
                .filter(row -> question.access().admits(row.studyId(), row.siteId(), row.consented()))
                .filter(row -> RowMatcher.matches(question.criteria(), row))
                .toList();
    }

    CohortCounts count(CohortQuestion question) {
        var shown = matching(question, false);
        var facets = new ArrayList<CohortCounts.FacetCounts>();
        for (var facet : question.facets()) {
            facets.add(facet(shown, facet, question.tellsPersonsOf(facet)));
        }
        return new CohortCounts(
                units(shown, Level.PARTICIPANT).size(),
                units(shown.stream().filter(CohortRow::surrogate).toList(), Level.PARTICIPANT)
                        .size(),
                tally(shown, Level.LESION),
                tally(shown, Level.CAPTURE),
                tally(matching(question, true), Level.CAPTURE),
                facets);
    }

    private static CohortCounts.Tally tally(List<CohortRow> of, Level level) {
        var bucket = bucket("", of, level, row -> true);
        return new CohortCounts.Tally(bucket.count(), bucket.participants());
    }

    private static CohortCounts.FacetCounts facet(List<CohortRow> shown, Facet facet, boolean tellsPersons) {
        var values = new TreeSet<String>();
        shown.forEach(row -> values.addAll(values(row, facet)));
        var buckets = new TreeMap<String, CohortCounts.Bucket>();
        for (var value : values) {
            var bucket = bucket(
                    value, shown, facet.level(), row -> values(row, facet).contains(value));
            if (bucket.count() > 0) {
                buckets.put(value, tellsPersons ? bucket : impersonal(bucket));
            }
        }
        var missing = bucket("", shown, facet.level(), row -> values(row, facet).isEmpty());
        return new CohortCounts.FacetCounts(
                facet, List.copyOf(buckets.values()), tellsPersons ? missing : impersonal(missing));
    }

    private static CohortCounts.Bucket impersonal(CohortCounts.Bucket bucket) {
        return new CohortCounts.Bucket(bucket.value(), bucket.count(), 0, 0);
    }

    private static CohortCounts.Bucket bucket(
            String value, List<CohortRow> of, Level level, Predicate<CohortRow> belongs) {
        var in = of.stream()
                .filter(row -> idOf(row, level) != null)
                .filter(belongs)
                .toList();
        return new CohortCounts.Bucket(
                value,
                units(in, level).size(),
                units(in, Level.PARTICIPANT).size(),
                units(in.stream().filter(CohortRow::surrogate).toList(), Level.PARTICIPANT)
                        .size());
    }

    private static Set<String> values(CohortRow row, Facet facet) {
        if (facet.interval() == 0) {
            return row.keywords().getOrDefault(facet.field(), Set.of());
        }
        var number = row.numbers().get(facet.field());
        return number == null
                ? Set.of()
                : Set.of(Integer.toString((int) Math.floor((double) number / facet.interval()) * facet.interval()));
    }

    /** How many participants have the edge's value. */
    int atEdge(AccessFilter access, Edge edge) {
        var shown = matching(new CohortQuestion(access, edge.criteria(), List.of()), false).stream()
                .filter(row -> row.numbers().containsKey(edge.field()))
                .toList();
        var values = shown.stream().map(row -> row.numbers().get(edge.field()));
        var furthest = edge.least() ? values.min(Integer::compare) : values.max(Integer::compare);
        return furthest.map(value -> units(
                                shown.stream()
                                        .filter(row ->
                                                value.equals(row.numbers().get(edge.field())))
                                        .toList(),
                                Level.PARTICIPANT)
                        .size())
                .orElse(0);
    }

    List<String> ids(CohortQuestion question, Level level) {
        return List.copyOf(new TreeSet<>(units(matching(question, false), level)));
    }

    private static Set<String> units(List<CohortRow> of, Level level) {
        var ids = new HashSet<String>();
        for (var row : of) {
            var id = idOf(row, level);
            if (id != null) {
                ids.add(id);
            }
        }
        return ids;
    }

    private static @Nullable String idOf(CohortRow row, Level level) {
        return switch (level) {
            case PARTICIPANT -> row.participantKey();
            case LESION -> row.lesionId();
            case CAPTURE -> row.captureId();
        };
    }
}
