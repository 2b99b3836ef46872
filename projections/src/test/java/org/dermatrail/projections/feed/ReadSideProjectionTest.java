package org.dermatrail.projections.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.deadletter.DeadLetteringEventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.deadletter.InMemorySequencedDeadLetterQueue;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.dermatrail.domain.RegistryEvent;
import org.dermatrail.domain.capture.CaptureEvent;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.history.ClinicStory;
import org.dermatrail.projections.history.Histories;
import org.dermatrail.projections.lucene.LuceneCohortIndex;
import org.dermatrail.projections.lucene.LuceneTokenStore;
import org.dermatrail.projections.record.ParticipantEntry;
import org.dermatrail.projections.sqlite.SqliteEntryStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadSideProjectionTest {

    @TempDir
    Path folder = Path.of("");

    private final EmbeddedEventStore log = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final SequencedDeadLetterQueue<EventMessage<?>> parked = InMemorySequencedDeadLetterQueue.defaultQueue();

    /** A read side under a real processor. */
    private final class Running implements AutoCloseable {
        final SqliteEntryStore store = SqliteEntryStore.open(folder.resolve("read.db"));
        final LuceneCohortIndex index = LuceneCohortIndex.open(folder.resolve("cohorts"));
        final ReadSide readSide = new ReadSide(store, index);
        final LuceneTokenStore tokens = new LuceneTokenStore(
                index, Jackson3Serializer.builder().build(), readSide::commit, Duration.ofHours(1), System::nanoTime);
        final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
        final DeadLetteringEventHandlerInvoker invoker = DeadLetteringEventHandlerInvoker.builder()
                .eventHandlers(new ReadSideProjection(readSide))
                .sequencingPolicy(new BySequenceKey())
                .queue(parked)
                .transactionManager(NoTransactionManager.instance())
                .listenerInvocationErrorHandler((failure, event, handler) -> {
                    throw failure;
                })
                .build();
        final PooledStreamingEventProcessor processor = PooledStreamingEventProcessor.builder()
                .name(ReadSideProjection.GROUP)
                .eventHandlerInvoker(invoker)
                .errorHandler(PropagatingErrorHandler.instance())
                .messageSource(log)
                .tokenStore(tokens)
                .transactionManager(NoTransactionManager.instance())
                .coordinatorExecutor(threads)
                .workerExecutor(threads)
                .initialSegmentCount(1)
                .initialToken(source -> source.createTailToken())
                .batchSize(50)
                .build();

        Running() {
            processor.start();
        }

        void waitUntil(BooleanSupplier condition) {
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (!condition.getAsBoolean()) {
                assertThat(System.nanoTime()).as("the processor keeps up").isLessThan(deadline);
                LockSupport.parkNanos(2_000_000);
            }
        }

        long captures() {
            return index.count(new CohortQuestion(AccessFilter.everything(), Criteria.everything(), List.of()))
                    .captures()
                    .count();
        }

        boolean knows(String participantKey) {
            return store.read(reader -> reader.find(ParticipantEntry.class, participantKey) != null);
        }

        @Override
        public void close() {
            processor.shutDown();
            threads.shutdownNow();
            store.close();
            index.close();
        }
    }

    private void happens(List<? extends RegistryEvent> events) {
        log.publish(events.stream().map(GenericEventMessage::asEventMessage).toList());
    }

    @Test
    void follows_the_log() {
        try (var running = new Running()) {
            // When
            happens(Histories.of(4, 400));
            happens(new ClinicStory().enrol("last", null).events());

            // Then
            running.waitUntil(() -> running.knows("last"));
            assertThat(running.captures()).isPositive();
            assertThat(parked.amountOfSequences()).isZero();
        }
    }

    @Test
    void parks_a_poison_event_with_its_participant_and_goes_on_with_the_others() {
        try (var running = new Running()) {
            // Given
            var facts = ClinicStory.dermoscopy(1, 50, "MALE", "BACK");
            happens(new ClinicStory()
                    .enrol("p1", null)
                    .enrol("p2", null)
                    .capture("p1", "c1", facts)
                    .then(new CaptureEvent.CaptureLinked("c1", "p1", "never-identified", "STATED_BY_SOURCE"))
                    .capture("p1", "c2", facts)
                    .capture("p2", "c3", facts)
                    .enrol("p3", null)
                    .events());

            // When
            running.waitUntil(() -> running.knows("p3"));

            // Then
            assertThat(parked.contains("p1")).isTrue();
            assertThat(parked.amountOfSequences()).isEqualTo(1);
            assertThat(running.captures()).isEqualTo(2);
        }
    }

    @Test
    void applies_what_was_parked_once_its_cause_is_gone() {
        try (var running = new Running()) {
            // Given
            var facts = ClinicStory.dermoscopy(1, 50, "MALE", "BACK");
            happens(new ClinicStory()
                    .enrol("p1", null)
                    .then(new CaptureEvent.CaptureLinked("c0", "p1", "never-identified", "STATED_BY_SOURCE"))
                    .capture("p1", "c2", facts)
                    .enrol("p3", null)
                    .events());
            running.waitUntil(() -> running.knows("p3"));
            parked.deadLetters().iterator().next().iterator().forEachRemaining(letter -> {
                if (letter.message().getPayload() instanceof CaptureEvent.CaptureLinked) {
                    parked.evict(letter);
                }
            });

            // When
            running.invoker.processAny();

            // Then
            assertThat(running.captures()).isEqualTo(1);
            assertThat(parked.contains("p1")).isFalse();
        }
    }

    @Test
    void goes_on_where_it_left_off_when_stopped_without_warning() {
        // Given
        happens(Histories.of(5, 200));
        happens(new ClinicStory().enrol("first-last", null).events());
        try (var running = new Running()) {
            running.waitUntil(() -> running.knows("first-last"));
            running.tokens.commit();
            happens(new ClinicStory().enrol("uncommitted", null).events().subList(2, 4));
            running.waitUntil(() -> running.knows("uncommitted"));
        }

        // When
        try (var again = new Running()) {
            happens(new ClinicStory().enrol("second-last", null).events().subList(2, 4));
            again.waitUntil(() -> again.knows("second-last"));

            // Then
            var shown = new CohortQuestion(AccessFilter.everything(), Criteria.everything(), List.of());
            long participants = again.store.read(reader -> reader.size(ParticipantEntry.class));
            assertThat(again.index.count(shown).participants()).isEqualTo(participants);
        }
    }
}
