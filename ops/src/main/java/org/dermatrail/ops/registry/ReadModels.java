package org.dermatrail.ops.registry;

import java.time.Duration;
import org.axonframework.config.Configurer;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.dermatrail.projections.feed.BySequenceKey;
import org.dermatrail.projections.feed.ReadSide;
import org.dermatrail.projections.feed.ReadSideProjection;
import org.dermatrail.projections.lucene.LuceneCohortIndex;
import org.dermatrail.projections.lucene.LuceneTokenStore;
import org.dermatrail.projections.sqlite.SqliteEntryStore;

/**
 * The read models of one data folder and the processor that feeds them.
 *
 * <p>Law: entries are made durable before the index that was built from them, and the processor's place is in the index's
 * commits, so a crash at any instant is followed by reading on from a place both have passed.
 */
final class ReadModels implements AutoCloseable {

    /** Name of the processor. */
    static final String PROCESSOR = ReadSideProjection.GROUP;

    private static final int BATCH = 2000;
    private static final Duration COMMIT_EVERY = Duration.ofSeconds(5);

    private final SqliteEntryStore entries;
    private final LuceneCohortIndex index;
    private final LuceneTokenStore tokens;
    private final ReadSide readSide;

    private ReadModels(SqliteEntryStore entries, LuceneCohortIndex index) {
        this.entries = entries;
        this.index = index;
        this.readSide = new ReadSide(entries, index);
        this.tokens = new LuceneTokenStore(
                index, Jackson3Serializer.builder().build(), this::makeDurable, COMMIT_EVERY, System::nanoTime);
    }

    static ReadModels open(DataFolder folder) {
        return new ReadModels(SqliteEntryStore.open(folder.entries()), LuceneCohortIndex.open(folder.cohortIndex()));
    }

    private void makeDurable() {
        entries.sync();
        index.commit(entries.position());
    }

    /** Has a processor of this configuration feed the read models. */
    void feedFrom(Configurer configurer) {
        configurer
                .eventProcessing()
                .registerEventHandler(configuration -> new ReadSideProjection(readSide))
                .assignHandlerInstancesMatching(PROCESSOR, handler -> handler instanceof ReadSideProjection)
                .registerSequencingPolicy(PROCESSOR, configuration -> new BySequenceKey())
                .registerTokenStore(PROCESSOR, configuration -> tokens)
                .registerTrackingEventProcessor(
                        PROCESSOR,
                        org.axonframework.config.Configuration::eventStore,
                        configuration -> TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                                .andBatchSize(BATCH)
                                .andInitialTrackingToken(source -> new GlobalSequenceTrackingToken(0)));
    }

    SqliteEntryStore entries() {
        return entries;
    }

    LuceneCohortIndex index() {
        return index;
    }

    /** Place up to which the processor has applied events, as far as it has said. */
    static long placeOf(TrackingEventProcessor processor) {
        return processor.processingStatus().values().stream()
                .mapToLong(status -> status.getCurrentPosition().orElse(0))
                .min()
                .orElse(0);
    }

    @Override
    public void close() {
        tokens.commit();
        index.close();
        entries.close();
    }
}
