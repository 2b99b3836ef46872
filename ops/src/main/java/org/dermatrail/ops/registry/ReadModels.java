package org.dermatrail.ops.registry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.deadletter.DeadLetteringEventHandlerInvoker;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.dermatrail.ops.eventstore.EventLog;
import org.dermatrail.projections.cohort.CohortIndex;
import org.dermatrail.projections.feed.BySequenceKey;
import org.dermatrail.projections.feed.ReadSide;
import org.dermatrail.projections.feed.ReadSideProjection;
import org.dermatrail.projections.record.EntryStore;
import org.dermatrail.projections.record.Outage;

/**
 * One generation of read models and the processor that feeds it, in this process or, where stores are shared, in another.
 *
 * <p>Law: an event that cannot be applied is parked with all later ones of its participant, and the rest goes on.
 */
final class ReadModels implements AutoCloseable {

    private static final int MOST_WORDS = 20;
    private static final int BATCH = 8000;
    private static final long LOOK_EVERY_NANOS = 200_000;
    private static final long LOOK_AT_OTHERS_EVERY_NANOS = 20_000_000;
    private static final long LONGEST_OUTAGE_NANOS = 10_000_000_000L;
    private static final int KNOWN_SEQUENCES = 10_000;
    private static final int IDLE_LOOK_MILLIS = 50;

    private final ReadStores stores;
    private final ReadSide readSide;
    private final DeadLetteringEventHandlerInvoker invoker;
    private final TrackingEventProcessor processor;
    private final Nudge nudge;
    private final long stored;
    private volatile boolean caughtUp;
    /** Questions under way; the one party that is always there is this object, until it closes. */
    private final Phaser visitors = new Phaser(1) {
        @Override
        protected boolean onAdvance(int phase, int registered) {
            return true;
        }
    };

    private ReadModels(ReadStores stores, StreamableMessageSource<TrackedEventMessage<?>> events, long stored) {
        this.stores = stores;
        this.stored = stored;
        this.readSide = new ReadSide(stores.entries(), stores.rows());
        this.invoker = DeadLetteringEventHandlerInvoker.builder()
                .eventHandlers(new ReadSideProjection(readSide))
                .sequencingPolicy(new BySequenceKey())
                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                .queue(stores.parked())
                .transactionManager(NoTransactionManager.instance())
                .enableSequenceIdentifierCache()
                .sequenceIdentifierCacheSize(KNOWN_SEQUENCES)
                .build();
        this.processor = TrackingEventProcessor.builder()
                .name(ReadSideProjection.GROUP)
                .eventHandlerInvoker(invoker)
                .errorHandler(org.axonframework.eventhandling.PropagatingErrorHandler.INSTANCE)
                .messageSource(events)
                .tokenStore(stores.tokens(readSide))
                .transactionManager(NoTransactionManager.INSTANCE)
                .trackingEventProcessorConfiguration(TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                        .andBatchSize(BATCH)
                        // An idle processor sees the wish to stop only when this is over, and every command waits for
                        // it.
                        .andEventAvailabilityTimeout(IDLE_LOOK_MILLIS, TimeUnit.MILLISECONDS)
                        .andInitialTrackingToken(StreamableMessageSource::createTailToken))
                .build();
        this.nudge = new Nudge(processor, stores::reach);
    }

    /** Starts feeding a generation, which is closed with this. */
    static ReadModels feed(ReadStores stores, EventLog log) {
        var models = new ReadModels(stores, log.tail(), log.lastPosition());
        if (!stores.shared()) {
            models.invoker.processAny();
        }
        models.processor.start();
        return models;
    }

    void makeDurable() {
        stores.makeDurable(readSide);
    }

    ReadStores stores() {
        return stores;
    }

    EntryStore entries() {
        return stores.entries();
    }

    CohortIndex index() {
        return stores.index();
    }

    /** Parked events, one sequence a participant. */
    SequencedDeadLetterQueue<EventMessage<?>> parked() {
        return stores.parked();
    }

    /** Begins a question; false where this is closed or about to be. */
    boolean enter() {
        return visitors.register() >= 0;
    }

    /** Ends a question. */
    void leave() {
        int phase = visitors.arriveAndDeregister();
        assert phase < 0 || visitors.getRegisteredParties() >= 0 : "who leaves has entered";
    }

    /** The first parked event of each sequence, in words without content. */
    List<String> parkedInWords() {
        var words = new ArrayList<String>();
        for (var sequence : parked().deadLetters()) {
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

    /** What keeps the stores from being fed just now; it is tried again. */
    Optional<Outage> outage() {
        return processor.processingStatus().values().stream()
                .filter(EventTrackerStatus::isErrorState)
                .map(EventTrackerStatus::getError)
                .filter(Outage.class::isInstance)
                .map(Outage.class::cast)
                .findFirst();
    }

    /** Throws where nothing is fed just now. */
    void throwWhereStuck() {
        outage().ifPresent(outage -> {
            throw outage;
        });
        if (failed()) {
            throw new IllegalStateException("the read models are not fed any more");
        }
    }

    /** Place in the log up to which events are applied or parked. */
    long place() {
        var own = processor.processingStatus();
        if (own.isEmpty() && stores.shared()) {
            return stores.fedByOthers().map(token -> token.position().orElse(0)).orElse(0L);
        }
        return own.values().stream()
                .mapToLong(status -> status.getCurrentPosition().orElse(0))
                .min()
                .orElse(0);
    }

    /**
     * Waits until what was stored when feeding began can be asked about. Where whoever feeds cannot be asked how far it is, the
     * stores themselves say what there is to be said.
     *
     * @return whether that was so within the time
     */
    boolean awaitStored(Duration within) {
        if (caughtUp) {
            return true;
        }
        var place = knownPlace();
        if (place.isEmpty()) {
            return true;
        }
        caughtUp = place.getAsLong() >= stored || awaitPlace(stored, within);
        return caughtUp;
    }

    /** Throws where an answer would lack some of what was stored before. */
    void throwWhereBehind(Duration patience) {
        if (!awaitStored(patience)) {
            throw new CatchingUp(place(), stored);
        }
    }

    /** The share of what was stored that can be asked about. */
    double shareOfStored() {
        return stored == 0 ? 1 : Math.min(1, (double) knownPlace().orElse(stored) / stored);
    }

    /** The place, unless another process feeds and cannot be asked for it. */
    private OptionalLong knownPlace() {
        try {
            return OptionalLong.of(place());
        } catch (Outage _) {
            return OptionalLong.empty();
        }
    }

    /**
     * Waits until the place is reached; whether that was so within the time. Ends early where nothing is fed and the first
     * attempts to go on fail, or where whoever feeds cannot be asked for as long.
     */
    boolean awaitPlace(long goal, Duration within) {
        long fedAt = System.nanoTime();
        long deadline = fedAt + within.toNanos();
        for (var place = knownPlace(); place.orElse(Long.MIN_VALUE) < goal; place = knownPlace()) {
            long now = System.nanoTime();
            fedAt = place.isEmpty() || outage().isPresent() ? fedAt : now;
            if (now - deadline > 0 || failed() || now - fedAt > LONGEST_OUTAGE_NANOS) {
                return false;
            }
            LockSupport.parkNanos(stores.shared() ? LOOK_AT_OTHERS_EVERY_NANOS : LOOK_EVERY_NANOS);
        }
        return true;
    }

    @Override
    public void close() {
        nudge.close();
        processor.shutDown();
        visitors.arriveAndDeregister();
        try {
            var _ = visitors.awaitAdvanceInterruptibly(0, 1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.TimeoutException late) {
            // Whoever still asks is told that it is closed.
            visitors.forceTermination();
        }
        stores.close();
    }
}
