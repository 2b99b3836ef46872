package org.dermatrail.ops.registry;

import java.util.Locale;
import java.util.Optional;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.dermatrail.projections.cohort.CohortIndex;
import org.dermatrail.projections.cohort.CohortIndexWriter;
import org.dermatrail.projections.elastic.ElasticReadSide;
import org.dermatrail.projections.elastic.ElasticSettings;
import org.dermatrail.projections.feed.ReadSide;
import org.dermatrail.projections.feed.ReadSideProjection;
import org.dermatrail.projections.record.EntryStore;

/**
 * Read models in Elasticsearch, shared by all who share the log.
 *
 * <p>Laws: the names of indices hold a part of the log's identity, so those of two logs never meet, whatever the prefix; one
 * process feeds at a time.
 */
final class ElasticReadEngine implements ReadEngine {

    private static final int IDENTITY_LETTERS = 12;

    private final ElasticSettings settings;
    private final ElasticReadSide.Source source;

    /**
     * Keeps generations in a cluster.
     *
     * @param settings where the cluster is
     * @param source the log, and who this process is
     */
    ElasticReadEngine(ElasticSettings settings, ElasticReadSide.Source source) {
        this.settings = settings.with(settings.prefix() + "-" + shortened(source.log()));
        this.source = source;
    }

    private static String shortened(String log) {
        var letters = log.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return letters.substring(0, Math.min(IDENTITY_LETTERS, letters.length()));
    }

    @Override
    public String inWords() {
        return "Elasticsearch at " + settings.hosts() + ", indices " + settings.prefix() + "-*";
    }

    @Override
    public void reach() {
        ElasticReadSide.reach(settings);
    }

    @Override
    public ReadStores open() {
        return new Stores(ElasticReadSide.open(settings, source));
    }

    @Override
    public ReadStores openAnew(ReadStores old) {
        of(old).clear();
        return old;
    }

    @Override
    public ReadStores beside() {
        return new Stores(ElasticReadSide.beside(settings, source));
    }

    @Override
    public void putInUse(ReadStores fresh) {
        of(fresh).putInUse();
    }

    @Override
    public void removeOthers() {
        ElasticReadSide.removeOthers(settings);
    }

    private static ElasticReadSide of(ReadStores stores) {
        return ((Stores) stores).readSide;
    }

    /**
     * One generation.
     *
     * @param readSide its parts
     */
    private record Stores(ElasticReadSide readSide) implements ReadStores {

        @Override
        public EntryStore entries() {
            return readSide.entries();
        }

        @Override
        public CohortIndex index() {
            return readSide.index();
        }

        @Override
        public CohortIndexWriter rows() {
            return readSide.index();
        }

        @Override
        public TokenStore tokens(ReadSide fed) {
            return readSide.tokens();
        }

        @Override
        public SequencedDeadLetterQueue<EventMessage<?>> parked() {
            return readSide.parked(ReadSideProjection.GROUP);
        }

        @Override
        public void reach() {
            readSide.reach();
        }

        @Override
        public boolean shared() {
            return true;
        }

        @Override
        public Optional<TrackingToken> fedByOthers() {
            return readSide.tokens().look(ReadSideProjection.GROUP);
        }

        @Override
        public void makeDurable(ReadSide fed) {
            // What the cluster acknowledged is on its disks already.
        }

        @Override
        public void close() {
            readSide.close();
        }
    }
}
