package org.dermatrail.projections.elastic;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.cohort.CohortBlock;
import org.dermatrail.projections.cohort.CohortCounts;
import org.dermatrail.projections.cohort.CohortIndex;
import org.dermatrail.projections.cohort.CohortIndexWriter;
import org.dermatrail.projections.cohort.CohortPage;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.cohort.Edge;
import org.dermatrail.projections.cohort.Level;
import org.jspecify.annotations.Nullable;

/**
 * A cohort index in Elasticsearch.
 *
 * <p>Every question is one search, and every number is a number of documents, so it is exact. A batch is seen at once and
 * whole when {@link #write} returns, and is then on the disks of the cluster. An index made {@link #beside} the one in use is
 * fed and asked by itself until {@link #putInUse}, which changes over in one step. A failure that passes is tried again
 * until the patience of the settings ends, and is then a {@link ClusterOutage}; what never passes is a
 * {@link ClusterRefusal}, and a facet of too many values is refused to the asker. Questions are thread-safe; see
 * {@link CohortIndex} and {@link CohortIndexWriter} for the laws.
 */
public final class ElasticCohortIndex implements CohortIndex, CohortIndexWriter, AutoCloseable {

    private static final int MOST_IDS = 1000;
    private static final String KIND = "cohort";

    private final Cluster cluster;
    private final Generations generations;
    private volatile CompletableFuture<Boolean> following = CompletableFuture.completedFuture(true);
    private volatile String asked;
    private @Nullable BlockWrites writes;

    private ElasticCohortIndex(Cluster cluster, Generations generations, String asked) {
        this.cluster = cluster;
        this.generations = generations;
        this.asked = asked;
    }

    /** Opens the index in use, or makes it; one that an earlier version laid out otherwise is emptied, to be fed anew. */
    public static ElasticCohortIndex open(ElasticSettings settings) {
        return open(new Cluster(settings));
    }

    static ElasticCohortIndex open(Cluster cluster) {
        var generations = generations(cluster);
        var index = new ElasticCohortIndex(cluster, generations, generations.alias());
        if (!isLaidOutAsNow(cluster)) {
            index.clear();
        }
        return index;
    }

    /** Whether this program can go on with the index in use. */
    static boolean isLaidOutAsNow(Cluster cluster) {
        var generations = generations(cluster);
        return generations.isLaidOutAsNow(generations.inUse());
    }

    static Generations generations(Cluster cluster) {
        return new Generations(cluster, KIND, Words.LAYOUT);
    }

    /** Makes an empty index beside the one in use, which goes on answering; one that was begun before is removed. */
    public static ElasticCohortIndex beside(ElasticSettings settings) {
        return beside(new Cluster(settings));
    }

    static ElasticCohortIndex beside(Cluster cluster) {
        var generations = generations(cluster);
        return new ElasticCohortIndex(cluster, generations, generations.makeBeside());
    }

    /** Has this index in use, in one step; the one before is removed. */
    public synchronized void putInUse() {
        if (!asked.equals(generations.alias())) {
            generations.use(asked);
            asked = generations.alias();
        }
    }

    /** The index and the kind it is of, to be put in use together with another. */
    synchronized Generations.Made made() {
        return new Generations.Made(generations, writes().index().index());
    }

    /** Says that the index was put in use. */
    synchronized void inUse() {
        asked = generations.alias();
    }

    /** Forgets what this process knows, since another may have written meanwhile; the next write takes writing over. */
    synchronized void lookAfresh() {
        writes = null;
    }

    private CohortSearch search() {
        return new CohortSearch(asked);
    }

    private <T> T ask(Cluster.Call<T> question) {
        settle();
        return cluster.ask("a cohort question", question);
    }

    @Override
    public CohortCounts count(CohortQuestion question) {
        Map<String, Aggregate> answer;
        try {
            answer = ask(client ->
                    client.search(search().count(question), Void.class).aggregations());
        } catch (ClusterRefusal refused) {
            if (Cluster.tooManyBuckets(refused.getCause())) {
                throw CountReading.tooManyValues("Its facets have");
            }
            throw refused;
        }
        return new CountReading(question, answer, cluster.settings().limits().valuesOfAFacet()).counts();
    }

    @Override
    public CohortPage page(CohortQuestion question, Level level, @Nullable String after, int limit) {
        if (limit < 1 || limit > MOST_IDS) {
            throw new IllegalArgumentException("a page has 1 to " + MOST_IDS + " ids");
        }
        var from = after == null ? null : new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8);
        var ids = level == Level.PARTICIPANT
                ? participants(question, from, limit + 1)
                : units(question, level, from, limit + 1);
        if (ids.size() <= limit) {
            return new CohortPage(ids, null);
        }
        var page = List.copyOf(ids.subList(0, limit));
        var last = page.getLast().getBytes(StandardCharsets.UTF_8);
        return new CohortPage(page, Base64.getUrlEncoder().withoutPadding().encodeToString(last));
    }

    private List<String> participants(CohortQuestion question, @Nullable String after, int limit) {
        return ask(client ->
                client.search(search().participants(question, after, limit), Void.class).hits().hits().stream()
                        .map(hit -> hit.sort().getFirst().stringValue())
                        .toList());
    }

    private List<String> units(CohortQuestion question, Level level, @Nullable String after, int limit) {
        return ask(client -> {
            var answer = client.search(search().units(question, level, after, limit), Void.class);
            var ids = met(answer.aggregations()).get(CohortSearch.ID);
            return Objects.requireNonNull(ids).composite().buckets().array().stream()
                    .map(bucket -> Objects.requireNonNull(bucket.key().get(CohortSearch.ID))
                            .stringValue())
                    .toList();
        });
    }

    @Override
    public List<Integer> persons(AccessFilter access, List<Criteria> criteria, int stopAt) {
        if (criteria.isEmpty()) {
            return List.of();
        }
        return ask(client -> {
            var counts = new ArrayList<Integer>(criteria.size());
            for (var each : client.msearch(search().persons(access, criteria, stopAt), Void.class)
                    .responses()) {
                if (each.isFailure()) {
                    throw CohortSearch.failure(each.failure());
                }
                var total = Objects.requireNonNull(each.result().hits().total());
                counts.add(Math.toIntExact(total.value()));
            }
            return List.copyOf(counts);
        });
    }

    @Override
    public List<Integer> personsAt(AccessFilter access, List<Edge> edges, int stopAt) {
        if (edges.isEmpty()) {
            return List.of();
        }
        return ask(client -> {
            var answer = client.search(search().edges(access, edges), Void.class);
            var met = met(answer.aggregations());
            var counts = new ArrayList<Integer>(edges.size());
            for (int i = 0; i < edges.size(); i++) {
                counts.add(atEdge(Objects.requireNonNull(met.get(CohortSearch.EDGE + i))));
            }
            return List.copyOf(counts);
        });
    }

    /** What was found of the rows met. */
    private static Map<String, Aggregate> met(Map<String, Aggregate> answer) {
        var rows = Objects.requireNonNull(answer.get(Fields.BLOCK)).nested();
        return Objects.requireNonNull(rows.aggregations().get(CohortSearch.MET))
                .filter()
                .aggregations();
    }

    private static int atEdge(Aggregate edge) {
        var furthest = Objects.requireNonNull(edge.filter().aggregations().get(CohortSearch.ID))
                .lterms()
                .buckets()
                .array();
        return furthest.isEmpty()
                ? 0
                : Math.toIntExact(Objects.requireNonNull(
                                furthest.getFirst().aggregations().get(CohortSearch.PERSONS))
                        .reverseNested()
                        .docCount());
    }

    private record Moment(String index, long sequence) {}

    @Override
    public Object moment() {
        return ask(client -> {
            var last = client.search(
                            any -> any.index(asked)
                                    .size(1)
                                    .source(source -> source.fetch(false))
                                    .trackTotalHits(total -> total.enabled(false))
                                    .allowPartialSearchResults(false)
                                    .sort(sort -> sort.field(
                                            field -> field.field("_seq_no").order(SortOrder.Desc))),
                            Void.class)
                    .hits()
                    .hits();
            return last.isEmpty()
                    ? new Moment(asked, -1)
                    : new Moment(
                            Objects.requireNonNull(last.getFirst().index()),
                            last.getFirst().sort().getFirst().longValue());
        });
    }

    @Override
    public void announce() {
        following = new CompletableFuture<>();
    }

    @Override
    public void announced() {
        boolean first = following.complete(true);
        assert first || following.isDone() : "an announcement ends";
    }

    /** Waits until everything announced is written. */
    private void settle() {
        var patience = cluster.settings().patience().write();
        try {
            boolean followed = following.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            assert followed : "an announcement ends well";
        } catch (TimeoutException | ExecutionException e) {
            throw new ClusterOutage("what is being written does not come to an end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterOutage("waiting for what is being written was interrupted", e);
        }
    }

    private synchronized BlockWrites writes() {
        var open = writes;
        if (open == null) {
            open = new BlockWrites(cluster, new IndexWrites(cluster, concrete()));
            writes = open;
        }
        return open;
    }

    /** The name by which questions reach it. */
    String asked() {
        return asked;
    }

    /** The index behind that name now, which another process may have changed over to. */
    String concrete() {
        return asked.equals(generations.alias()) ? generations.inUse() : asked;
    }

    @Override
    public synchronized void write(List<CohortBlock> blocks) {
        if (!blocks.isEmpty()) {
            writes().write(blocks);
        }
    }

    @Override
    public synchronized void commit(long position) {
        writes().index().mark(position, Map.of());
    }

    @Override
    public synchronized long committedPosition() {
        return writes().index().mark().position();
    }

    @Override
    public synchronized void clear() {
        var empty = generations.make();
        if (asked.equals(generations.alias())) {
            generations.use(empty);
        } else {
            generations.remove(asked);
            asked = empty;
        }
        writes = null;
    }

    @Override
    public void close() {
        cluster.close();
    }
}
