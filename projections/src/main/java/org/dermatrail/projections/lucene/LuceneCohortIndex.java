package org.dermatrail.projections.lucene;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.BytesRef;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.cohort.Aside;
import org.dermatrail.projections.cohort.CohortBlock;
import org.dermatrail.projections.cohort.CohortCounts;
import org.dermatrail.projections.cohort.CohortIndex;
import org.dermatrail.projections.cohort.CohortIndexWriter;
import org.dermatrail.projections.cohort.CohortPage;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.cohort.Edge;
import org.dermatrail.projections.cohort.Facet;
import org.dermatrail.projections.cohort.Level;
import org.jspecify.annotations.Nullable;

/**
 * A cohort index in one folder: Lucene keeps the rows, in segments that never change, and says which of them count; questions
 * are answered from the segments' columns, which are held in memory once they were asked for, about 50 bytes a row at most.
 *
 * <p>Rows are taken in on a thread of its own while the next batch is folded; a question waits for what was written before
 * it. A failure to write shows at the next call that writes, after the index went back to its last commit. Questions are
 * thread-safe; see {@link CohortIndex} and {@link CohortIndexWriter} for the laws.
 */
public final class LuceneCohortIndex implements CohortIndex, CohortIndexWriter, AutoCloseable {

    private static final int MOST_IDS = 1000;
    /** With fewer, counting all persons takes less than counting again where some turn out to be few. */
    private static final long MANY_ROWS = 200_000;

    private static final String UNREADABLE = "the cohort index cannot be read";

    private final IndexFolder folder;
    private final Segments segments;

    private LuceneCohortIndex(IndexFolder folder) {
        this.folder = folder;
        segments = new Segments(folder.words());
    }

    /** Opens the index in a folder, or makes it. */
    public static LuceneCohortIndex open(Path folder) {
        try {
            return new LuceneCohortIndex(new IndexFolder(folder));
        } catch (IOException e) {
            throw new IndexOutage("the cohort index cannot be opened", e);
        }
    }

    @Override
    public CohortCounts count(CohortQuestion question) {
        return searching(leaves -> {
            int limit = folder.participantLimit();
            var shares = Shares.of(question.facets());
            var asides = shares.others().stream()
                    .map(facets -> Aside.offer(() -> facets(question, facets, leaves, limit)))
                    .toList();
            try (var search = new RowSearch(segments, leaves, question.access())) {
                var withheld = search.through(question.criteria(), true, new Totals(limit))
                        .captures();
                var tally = search.through(question.criteria(), false, new RowTally(question, shares.own(), limit));
                var facets = new ArrayList<>(tally.facets());
                asides.forEach(aside -> facets.addAll(aside.answer()));
                return tally.counts(withheld, facets);
            } finally {
                // None may read on when the searcher is released.
                asides.forEach(Aside::settle);
            }
        });
    }

    private List<CohortCounts.FacetCounts> facets(
            CohortQuestion question, List<Facet> facets, List<LeafReaderContext> leaves, int limit) {
        try (var search = new RowSearch(segments, leaves, question.access())) {
            return search.through(question.criteria(), false, FacetsTally.of(question, facets, limit))
                    .counts();
        } catch (IOException e) {
            throw new IndexOutage(UNREADABLE, e);
        }
    }

    @Override
    public boolean isQuickerUpTo(int persons) {
        return persons <= FewPersons.MOST
                && searching(leaves -> leaves.stream()
                                .mapToLong(leaf -> leaf.reader().maxDoc())
                                .sum()
                        >= MANY_ROWS);
    }

    @Override
    public CohortPage page(CohortQuestion question, Level level, @Nullable String after, int limit) {
        if (limit < 1 || limit > MOST_IDS) {
            throw new IllegalArgumentException("a page has 1 to " + MOST_IDS + " ids");
        }
        var from = new BytesRef(
                after == null ? new byte[0] : Base64.getUrlDecoder().decode(after));
        var ids = searching(leaves -> {
            // The rest of the segments is soon passed over.
            try (var search = new RowSearch(segments, segments.byLeastHead(leaves, level), question.access())) {
                return search.through(question.criteria(), false, new PageTally(level, from, limit + 1))
                        .ids();
            }
        });
        if (ids.size() <= limit) {
            return new CohortPage(List.copyOf(ids), null);
        }
        var page = List.copyOf(ids.subList(0, limit));
        var last = page.getLast().getBytes(StandardCharsets.UTF_8);
        return new CohortPage(page, Base64.getUrlEncoder().withoutPadding().encodeToString(last));
    }

    @Override
    public List<Integer> persons(AccessFilter access, List<Criteria> criteria, int stopAt) {
        return search(access, search -> {
            var counts = new ArrayList<Integer>(criteria.size());
            for (var each : criteria) {
                counts.add(search.through(each, false, new PersonTally(stopAt)).count());
            }
            return counts;
        });
    }

    @Override
    public List<Integer> personsAt(AccessFilter access, List<Edge> edges, int stopAt) {
        return search(access, search -> {
            var counts = new ArrayList<Integer>(edges.size());
            for (var edge : edges) {
                var furthest = search.furthest(edge);
                counts.add(
                        furthest.isEmpty()
                                ? 0
                                : search.through(
                                                edge.criteria(),
                                                false,
                                                new EdgeTally(edge, stopAt, furthest.getAsInt()))
                                        .count());
            }
            return counts;
        });
    }

    private record Moment(LuceneCohortIndex index, long version) {}

    @Override
    public Object moment() {
        return new Moment(this, folder.version());
    }

    /** Something asked of one moment. */
    @FunctionalInterface
    private interface Asking<S, T> {
        T of(S search) throws IOException;
    }

    private <T> T search(AccessFilter access, Asking<RowSearch, T> question) {
        return searching(leaves -> {
            try (var search = new RowSearch(segments, leaves, access)) {
                return question.of(search);
            }
        });
    }

    private <T> T searching(Asking<List<LeafReaderContext>, T> question) {
        folder.settle();
        try {
            var searcher = folder.acquire();
            try {
                return question.of(searcher.getIndexReader().leaves());
            } finally {
                folder.release(searcher);
            }
        } catch (IOException e) {
            throw new IndexOutage(UNREADABLE, e);
        }
    }

    @Override
    public void announce() {
        folder.announce();
    }

    @Override
    public void announced() {
        folder.announced();
    }

    @Override
    public void write(List<CohortBlock> blocks) {
        folder.write(blocks);
    }

    @Override
    public void commit(long position) {
        folder.commit(position);
    }

    @Override
    public long committedPosition() {
        return Long.parseLong(folder.marks().getOrDefault(IndexFolder.POSITION, "-1"));
    }

    @Override
    public void clear() {
        folder.clear();
    }

    /** Marks that will be durable with the next commit, as they stand. */
    Map<String, String> marks() {
        return folder.marks();
    }

    /** Sets a mark, or takes it away. */
    void mark(String name, @Nullable String value) {
        folder.mark(name, value);
    }

    @Override
    public void close() {
        folder.close();
    }
}
