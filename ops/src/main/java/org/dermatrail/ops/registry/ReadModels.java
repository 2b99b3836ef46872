package org.dermatrail.ops.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.deadletter.DeadLetteringEventHandlerInvoker;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.serialization.Serializer;
import org.dermatrail.ops.events.TokenSerializer;
import org.dermatrail.ops.eventstore.sqlite.ProcessorFile;
import org.dermatrail.ops.eventstore.sqlite.SqliteDeadLetters;
import org.dermatrail.projections.feed.BySequenceKey;
import org.dermatrail.projections.feed.ReadSide;
import org.dermatrail.projections.feed.ReadSideProjection;
import org.dermatrail.projections.lucene.LuceneCohortIndex;
import org.dermatrail.projections.lucene.LuceneTokenStore;
import org.dermatrail.projections.sqlite.SqliteEntryStore;
import org.slf4j.LoggerFactory;

/**
 * One generation of read models, in a folder of its own, and the processor that feeds it.
 *
 * <p>Laws: entries are made durable before the index that was built from them, and the processor's place is in the index's
 * commits, so a crash at any instant is followed by reading on from a place both have passed; an event that cannot be
 * applied is parked with all later ones of its participant, and the rest goes on.
 */
final class ReadModels implements AutoCloseable {

    private static final int MOST_WORDS = 20;
    private static final int BATCH = 8000;
    private static final Duration COMMIT_EVERY = Duration.ofSeconds(5);
    private static final long LOOK_EVERY_NANOS = 200_000;
    private static final int KNOWN_SEQUENCES = 10_000;
    private static final int IDLE_LOOK_MILLIS = 50;

    private final Path folder;
    private final SqliteEntryStore entries;
    private final LuceneCohortIndex index;
    private final ReadSide readSide;
    private final LuceneTokenStore tokens;
    private final ProcessorFile parkedFile;
    private final SequencedDeadLetterQueue<EventMessage<?>> parked;
    private final DeadLetteringEventHandlerInvoker invoker;
    private final TrackingEventProcessor processor;

    private ReadModels(
            Path folder, StreamableMessageSource<TrackedEventMessage<?>> events, Serializer eventSerializer) {
        var general = TokenSerializer.create();
        this.folder = folder;
        this.entries = SqliteEntryStore.open(folder.resolve("read.db"));
        this.index = LuceneCohortIndex.open(folder.resolve("cohort"));
        this.readSide = new ReadSide(entries, index);
        this.tokens = new LuceneTokenStore(index, general, readSide::commit, COMMIT_EVERY, System::nanoTime);
        this.parkedFile = new ProcessorFile(folder.resolve("parked.db"));
        // A parked event must be durable before the place moves past it, whatever becomes of the batch.
        this.parked =
                new SqliteDeadLetters(parkedFile.eachOnItsOwn(), general, eventSerializer).of(ReadSideProjection.GROUP);
        this.invoker = DeadLetteringEventHandlerInvoker.builder()
                .eventHandlers(new ReadSideProjection(readSide))
                .sequencingPolicy(new BySequenceKey())
                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                .queue(parked)
                .transactionManager(NoTransactionManager.instance())
                .enableSequenceIdentifierCache()
                .sequenceIdentifierCacheSize(KNOWN_SEQUENCES)
                .build();
        this.processor = TrackingEventProcessor.builder()
                .name(ReadSideProjection.GROUP)
                .eventHandlerInvoker(invoker)
                .errorHandler(org.axonframework.eventhandling.PropagatingErrorHandler.INSTANCE)
                .messageSource(events)
                .tokenStore(tokens)
                .transactionManager(NoTransactionManager.INSTANCE)
                .trackingEventProcessorConfiguration(TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                        .andBatchSize(BATCH)
                        // An idle processor sees the wish to stop only when this is over, and every command waits for
                        // it.
                        .andEventAvailabilityTimeout(IDLE_LOOK_MILLIS, TimeUnit.MILLISECONDS)
                        .andInitialTrackingToken(StreamableMessageSource::createTailToken))
                .build();
    }

    /** Opens a generation and starts feeding it. */
    static ReadModels open(
            Path folder, StreamableMessageSource<TrackedEventMessage<?>> events, Serializer eventSerializer) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new FolderUnusable(folder, e);
        }
        var models = new ReadModels(folder, events, eventSerializer);
        models.invoker.processAny();
        models.processor.start();
        return models;
    }

    void makeDurable() {
        readSide.commit();
    }

    SqliteEntryStore entries() {
        return entries;
    }

    LuceneCohortIndex index() {
        return index;
    }

    Path folder() {
        return folder;
    }

    /** Parked events, one sequence a participant. */
    SequencedDeadLetterQueue<EventMessage<?>> parked() {
        return parked;
    }

    /** The first parked event of each sequence, in words without content. */
    List<String> parkedInWords() {
        var words = new ArrayList<String>();
        for (var sequence : parked.deadLetters()) {
            for (var letter : sequence) {
                var why = letter.cause().map(cause -> cause.type()).orElse("a later event of a parked sequence");
                words.add("event " + letter.message().getIdentifier() + ": " + why);
                break;
            }
            if (words.size() == MOST_WORDS) {
                break;
            }
        }
        return words;
    }

    /** Whether the processor has given up; it is then started anew by opening the registry again. */
    boolean failed() {
        return processor.isError();
    }

    /** Place in the log up to which events are applied or parked. */
    long place() {
        return processor.processingStatus().values().stream()
                .mapToLong(status -> status.getCurrentPosition().orElse(0))
                .min()
                .orElse(0);
    }

    /** Waits until the place is reached; whether that was so within the time. */
    boolean awaitPlace(long goal, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        while (place() < goal) {
            if (System.nanoTime() > deadline || failed()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        return true;
    }

    @Override
    public void close() {
        processor.shutDown();
        for (Runnable step : List.<Runnable>of(tokens::commit, index::close, entries::close, parkedFile::close)) {
            try {
                step.run();
            } catch (RuntimeException outage) {
                // On a full disk for instance; nothing is lost, since what is not durable is read from the events
                // again.
                LoggerFactory.getLogger(ReadModels.class)
                        .warn(
                                "read models not closed in order, they catch up when opened again: {}",
                                outage.toString());
            }
        }
    }
}
