package org.dermatrail.projections.elastic;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.serialization.Serializer;

/**
 * Entries, cohort index and the place up to which they are fed, all in one cluster: one generation of them.
 *
 * <p>Laws: entries and index come into use together, in one step. One process feeds them at a time; others that opened the
 * same read side answer from it and go on feeding where the first falls silent. What was fed from another log, or whose
 * entries were lost, is emptied by whoever feeds next, so that it is fed anew from the start. Thread-safe.
 */
public final class ElasticReadSide implements AutoCloseable {

    private final Cluster cluster;
    private final ElasticEntryStore entries;
    private final ElasticCohortIndex index;
    private final Feeder feeder;
    private final ElasticTokenStore tokens;
    private final Map<String, ElasticDeadLetters> parked = new ConcurrentHashMap<>();
    private final Source source;

    private ElasticReadSide(Cluster cluster, ElasticEntryStore entries, ElasticCohortIndex index, Source source) {
        this.cluster = cluster;
        this.entries = entries;
        this.index = index;
        this.feeder = new Feeder(cluster, source.feeder(), index::asked, index::concrete);
        this.tokens = new ElasticTokenStore(feeder, source.log(), source.tokens(), entries::position, this::takeOver);
        this.source = source;
    }

    /**
     * Where a read side is fed from, and by whom.
     *
     * @param log identity of the log
     * @param feeder who would feed it in this process; the same after a start anew, and nobody else's
     * @param tokens writes places in the log
     * @param events writes events that are parked
     */
    public record Source(String log, String feeder, Serializer tokens, Serializer events) {}

    /**
     * Opens the read side in use, or makes it; one that an earlier version laid out otherwise is emptied, to be fed anew.
     *
     * @throws ClusterOutage where the cluster does not answer now, or bars this registry; it is not waited for
     */
    public static ElasticReadSide open(ElasticSettings settings, Source source) {
        var cluster = answering(settings);
        try {
            var entries = ElasticEntryStore.open(cluster);
            if (!ElasticCohortIndex.isLaidOutAsNow(cluster)) {
                // Rows come of events alone, and none is fed to entries that have it. The index empties itself after.
                entries.clear();
            }
            return new ElasticReadSide(cluster, entries, ElasticCohortIndex.open(cluster), source);
        } catch (RuntimeException failure) {
            cluster.close();
            throw failure;
        }
    }

    /** Makes an empty read side beside the one in use, which goes on answering; one that was begun before is removed. */
    public static ElasticReadSide beside(ElasticSettings settings, Source source) {
        var cluster = answering(settings);
        try {
            return new ElasticReadSide(
                    cluster, ElasticEntryStore.beside(cluster), ElasticCohortIndex.beside(cluster), source);
        } catch (RuntimeException failure) {
            cluster.close();
            throw failure;
        }
    }

    private static Cluster answering(ElasticSettings settings) {
        var cluster = new Cluster(settings);
        try {
            cluster.reach();
            return cluster;
        } catch (RuntimeException failure) {
            cluster.close();
            throw failure;
        }
    }

    /** The entries. */
    public ElasticEntryStore entries() {
        return entries;
    }

    /** The cohort index. */
    public ElasticCohortIndex index() {
        return index;
    }

    /** Where the processor's place is kept. */
    public ElasticTokenStore tokens() {
        return tokens;
    }

    /** Whether this process is the one that feeds. */
    public boolean feeds() {
        return feeder.feeds();
    }

    /** What a processor parked. */
    public ElasticDeadLetters parked(String processor) {
        return parked.computeIfAbsent(
                processor,
                of -> new ElasticDeadLetters(
                        new ParkedDocuments(
                                cluster,
                                of,
                                entries::asked,
                                () -> Generations.writing(entries.made().index())),
                        new LetterDocuments(source.tokens(), source.events()),
                        feeder::feeds));
    }

    /**
     * Makes sure that a cluster answers.
     *
     * @throws ClusterOutage where it does not
     */
    public static void reach(ElasticSettings settings) {
        answering(settings).close();
    }

    /**
     * Makes sure that the cluster answers.
     *
     * @throws ClusterOutage where it does not
     */
    public void reach() {
        cluster.reach();
    }

    /** Has this read side in use, in one step; the one before goes on being there, unused, until {@link #removeOthers}. */
    public void putInUse() {
        Generations.use(cluster, List.of(entries.made(), index.made()));
        entries.inUse();
        index.inUse();
    }

    /** Removes every generation but the one in use. */
    public static void removeOthers(ElasticSettings settings) {
        try (var cluster = answering(settings)) {
            ElasticEntryStore.generations(cluster).removeOthers();
            ElasticCohortIndex.generations(cluster).removeOthers();
        }
    }

    /** Empties everything, so that it is fed anew from the start of the log. */
    public void clear() {
        feeder.end();
        index.clear();
        entries.clear();
        parked.values().forEach(ElasticDeadLetters::lookAfresh);
    }

    private boolean takeOver(FeederMark before) {
        entries.lookAfresh();
        index.lookAfresh();
        parked.values().forEach(ElasticDeadLetters::lookAfresh);
        boolean ofThisLog = before.log().isEmpty() || before.log().equals(source.log());
        if (ofThisLog && entries.position() >= before.entries()) {
            return true;
        }
        clear();
        return false;
    }

    @Override
    public void close() {
        feeder.close();
        cluster.close();
    }
}
