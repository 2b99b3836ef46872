package org.dermatrail.ops.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.dermatrail.ops.conformance.IdleAdapters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdleProcessorStoresTest {

    @Test
    void no_test_of_the_suite_is_passed_by_a_token_store_that_does_nothing() throws Exception {
        assertThat(IdleAdapters.testsThatPass(TokenStoreConformance.class, IdleTokenSuite::new))
                .isEmpty();
    }

    @Test
    void no_test_of_the_suite_is_passed_by_a_queue_that_does_nothing() throws Exception {
        assertThat(IdleAdapters.testsThatPass(DeadLetterQueueConformance.class, IdleQueueSuite::new))
                .isEmpty();
    }

    private static final class IdleTokenSuite extends TokenStoreConformance {
        @Override
        protected TokenStore store() {
            return new IdleTokenStore();
        }

        @Override
        protected TokenStore ofAnotherNode() {
            return new IdleTokenStore();
        }

        @Override
        protected TokenStore restarted() {
            return new IdleTokenStore();
        }
    }

    private static final class IdleTokenStore implements TokenStore {
        @Override
        public void storeToken(@Nullable TrackingToken token, String processorName, int segment) {
            // Takes it and forgets it.
        }

        @Override
        public @Nullable TrackingToken fetchToken(String processorName, int segment) {
            return null;
        }

        @Override
        public void releaseClaim(String processorName, int segment) {
            // Nothing was claimed.
        }

        @Override
        public void deleteToken(String processorName, int segment) {
            // Nothing was stored.
        }

        @Override
        public void initializeTokenSegments(String processorName, int segmentCount) {
            // Takes them and forgets them.
        }

        @Override
        public void initializeTokenSegments(
                String processorName, int segmentCount, @Nullable TrackingToken initialToken) {
            // Takes them and forgets them.
        }

        @Override
        public int[] fetchSegments(String processorName) {
            return new int[0];
        }
    }

    private static final class IdleQueueSuite extends DeadLetterQueueConformance {
        @Override
        protected SequencedDeadLetterQueue<EventMessage<?>> queue(String processor) {
            return new IdleQueue();
        }

        @Override
        protected SequencedDeadLetterQueue<EventMessage<?>> restarted(String processor) {
            return new IdleQueue();
        }
    }

    private static final class IdleQueue implements SequencedDeadLetterQueue<EventMessage<?>> {
        @Override
        public void enqueue(Object sequenceIdentifier, DeadLetter<? extends EventMessage<?>> letter) {
            // Takes it and forgets it.
        }

        @Override
        public void evict(DeadLetter<? extends EventMessage<?>> letter) {
            // Nothing is parked.
        }

        @Override
        public void requeue(
                DeadLetter<? extends EventMessage<?>> letter,
                UnaryOperator<DeadLetter<? extends EventMessage<?>>> letterUpdater) {
            // Nothing is parked.
        }

        @Override
        public boolean contains(Object sequenceIdentifier) {
            return false;
        }

        @Override
        public Iterable<DeadLetter<? extends EventMessage<?>>> deadLetterSequence(Object sequenceIdentifier) {
            return List.of();
        }

        @Override
        public Iterable<Iterable<DeadLetter<? extends EventMessage<?>>>> deadLetters() {
            return List.of();
        }

        @Override
        public boolean isFull(Object sequenceIdentifier) {
            return false;
        }

        @Override
        public long size() {
            return 0;
        }

        @Override
        public long sequenceSize(Object sequenceIdentifier) {
            return 0;
        }

        @Override
        public long amountOfSequences() {
            return 0;
        }

        @Override
        public boolean process(
                Predicate<DeadLetter<? extends EventMessage<?>>> sequenceFilter,
                Function<DeadLetter<? extends EventMessage<?>>, EnqueueDecision<EventMessage<?>>> processingTask) {
            return false;
        }

        @Override
        public void clear() {
            // Nothing is parked.
        }
    }
}
