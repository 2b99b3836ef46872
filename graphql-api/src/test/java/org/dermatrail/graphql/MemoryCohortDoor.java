package org.dermatrail.graphql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.CohortPage;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.CohortRow;
import org.dermatrail.projections.cohort.Facet;
import org.dermatrail.projections.cohort.Level;
import org.dermatrail.projections.cohort.RowMatcher;
import org.dermatrail.projections.disclosure.CohortAnswer;
import org.dermatrail.projections.disclosure.CohortAnswer.BucketAnswer;
import org.dermatrail.projections.disclosure.CohortAnswer.FacetAnswer;
import org.dermatrail.projections.disclosure.Count;
import org.dermatrail.projections.disclosure.DisclosurePolicy;
import org.dermatrail.projections.disclosure.FirstPage;
import org.dermatrail.projections.record.AsOf;
import org.jspecify.annotations.Nullable;

/** A door over the rows of a registry in memory: counts by the reference matcher, whole answers suppressed or none. */
final class MemoryCohortDoor implements CohortDoor {

    private final MemoryRegistry registry;

    MemoryCohortDoor(MemoryRegistry registry) {
        this.registry = registry;
    }

    private List<CohortRow> rows(CohortQuestion question, boolean withheld) {
        var rows = new ArrayList<CohortRow>();
        for (var capture : registry.captures.values()) {
            var participant = registry.participant(capture.participantKey());
            var lesionId =
                    capture.lesionIds().isEmpty() ? null : capture.lesionIds().getFirst();
            var row = new CohortRow(
                    capture.participantKey(),
                    lesionId,
                    capture.captureId(),
                    capture.studyId(),
                    capture.facts().siteId(),
                    participant.consented(),
                    capture.withheld(),
                    false,
                    Map.of(
                            CohortField.STUDY, Set.of(capture.studyId()),
                            CohortField.SITE, Set.of(capture.facts().siteId()),
                            CohortField.MODALITY, Set.of(capture.facts().modality())),
                    Map.of(CohortField.AGE_YEARS, 61));
            if (row.withheld() == withheld
                    && question.access().admits(row.studyId(), row.siteId(), row.consented())
                    && RowMatcher.matches(question.criteria(), row)) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static Set<String> ids(List<CohortRow> rows, Level level) {
        var ids = new TreeSet<String>();
        for (var row : rows) {
            var id =
                    switch (level) {
                        case PARTICIPANT -> row.participantKey();
                        case LESION -> row.lesionId();
                        case CAPTURE -> row.captureId();
                    };
            if (id != null) {
                ids.add(id);
            }
        }
        return ids;
    }

    @Override
    public CohortAnswer ask(CohortQuestion question, DisclosurePolicy policy, AsOf asOf) {
        if (asOf instanceof AsOf.Cut cut) {
            throw new AsOfNotAnswered(cut.cutId());
        }
        var rows = rows(question, false);
        boolean hide = ids(rows, Level.PARTICIPANT).size() < policy.threshold();
        return new CohortAnswer(
                count(ids(rows, Level.PARTICIPANT).size(), hide),
                count(ids(rows, Level.LESION).size(), hide),
                count(ids(rows, Level.CAPTURE).size(), hide),
                count(rows(question, true).size(), hide),
                question.facets().stream()
                        .map(facet -> facet(facet, rows, hide))
                        .toList(),
                hide,
                0);
    }

    private static FacetAnswer facet(Facet facet, List<CohortRow> rows, boolean hide) {
        var buckets = rows.stream()
                .flatMap(row -> row.keywords().getOrDefault(facet.field(), Set.of()).stream())
                .collect(Collectors.groupingBy(value -> value, Collectors.counting()));
        var shown = buckets.entrySet().stream()
                .map(entry -> new BucketAnswer(entry.getKey(), new Count.Exact(entry.getValue())))
                .toList();
        return new FacetAnswer(facet, hide ? List.of() : shown, count(0, hide), hide ? -1 : 0, 0);
    }

    private static Count count(long value, boolean hide) {
        return hide ? new Count.Suppressed() : new Count.Exact(value);
    }

    @Override
    public CohortPage page(
            CohortQuestion question,
            DisclosurePolicy policy,
            AsOf asOf,
            Level level,
            @Nullable String after,
            int limit) {
        var rows = rows(question, false);
        if (ids(rows, Level.PARTICIPANT).size() < policy.threshold()) {
            return new CohortPage(List.of(), null);
        }
        var rest = ids(rows, level).stream()
                .filter(id -> after == null || id.compareTo(after) > 0)
                .toList();
        var page = rest.subList(0, Math.min(limit, rest.size()));
        return new CohortPage(page, rest.size() > limit ? page.getLast() : null);
    }

    @Override
    public FirstPage begin(CohortQuestion question, DisclosurePolicy policy, Level level, int limit) {
        registry.pagesBegun.add(level + " " + limit);
        return new FirstPage() {
            @Override
            public Level level() {
                return level;
            }

            @Override
            public int limit() {
                return limit;
            }

            @Override
            public CohortPage open() {
                return page(question, policy, new AsOf.Live(), level, null, limit);
            }
        };
    }
}
