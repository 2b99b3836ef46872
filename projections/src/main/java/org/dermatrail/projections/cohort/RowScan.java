package org.dermatrail.projections.cohort;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.dermatrail.projections.access.AccessFilter;
import org.jspecify.annotations.Nullable;

/**
 * Answers cohort questions by going through all rows: slow, plain, and the reference that every index is compared with.
 * Answers questions as of a data cut too, which an index of the present cannot.
 *
 * @param source the rows
 */
public record RowScan(RowSource source) implements CohortIndex {

    private static final int MOST_IDS = 1000;

    @Override
    public CohortCounts count(CohortQuestion question) {
        var count = new RowCount(question);
        source.forEach(each -> {
            if (admits(question.access(), each.row()) && RowMatcher.matches(question.criteria(), each.row())) {
                count.add(each);
            }
        });
        return count.counts();
    }

    @Override
    public CohortPage page(CohortQuestion question, Level level, @Nullable String after, int limit) {
        if (limit < 1 || limit > MOST_IDS) {
            throw new IllegalArgumentException("a page has 1 to " + MOST_IDS + " ids");
        }
        var from = after == null ? "" : new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8);
        var ids = new TreeSet<String>();
        source.forEach(each -> {
            var row = each.row();
            var id = idOf(row, level);
            if (id != null
                    && id.compareTo(from) > 0
                    && !row.withheld()
                    && admits(question.access(), row)
                    && RowMatcher.matches(question.criteria(), row)
                    && ids.add(id)
                    && ids.size() > limit + 1) {
                ids.remove(ids.last());
            }
        });
        var page = ids.stream().limit(limit).toList();
        var last = ids.size() <= limit ? null : page.getLast().getBytes(StandardCharsets.UTF_8);
        return new CohortPage(
                page,
                last == null ? null : Base64.getUrlEncoder().withoutPadding().encodeToString(last));
    }

    private static @Nullable String idOf(CohortRow row, Level level) {
        return switch (level) {
            case PARTICIPANT -> row.participantKey();
            case LESION -> row.lesionId();
            case CAPTURE -> row.captureId();
        };
    }

    @Override
    public List<Integer> persons(AccessFilter access, List<Criteria> criteria, int stopAt) {
        var seen =
                IntStream.range(0, criteria.size()).mapToObj(i -> new BitSet()).toList();
        source.forEach(each -> {
            if (!each.row().withheld() && admits(access, each.row())) {
                for (int i = 0; i < criteria.size(); i++) {
                    if (RowMatcher.matches(criteria.get(i), each.row())) {
                        seen.get(i).set(each.participantOrdinal());
                    }
                }
            }
        });
        return seen.stream().map(BitSet::cardinality).toList();
    }

    @Override
    public List<Integer> personsAt(AccessFilter access, List<Edge> edges, int stopAt) {
        var seen = edges.stream().map(edge -> new AtEdge(edge)).toList();
        source.forEach(each -> {
            if (!each.row().withheld() && admits(access, each.row())) {
                seen.forEach(edge -> edge.add(each));
            }
        });
        return seen.stream().map(edge -> edge.persons.cardinality()).toList();
    }

    /** Who has the furthest value met so far. */
    private static final class AtEdge {
        private final Edge edge;
        private final BitSet persons = new BitSet();
        private int furthest;

        AtEdge(Edge edge) {
            this.edge = edge;
        }

        void add(BlockRow row) {
            var value = row.row().numbers().get(edge.field());
            if (value == null || !RowMatcher.matches(edge.criteria(), row.row())) {
                return;
            }
            if (persons.isEmpty() || edge.beyond(value, furthest)) {
                persons.clear();
                furthest = value;
            }
            if (value == furthest) {
                persons.set(row.participantOrdinal());
            }
        }
    }

    private static boolean admits(AccessFilter access, CohortRow row) {
        return access.admits(row.studyId(), row.siteId(), row.consented());
    }
}
