package org.dermatrail.ops.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.dermatrail.ops.conformance.IdleAdapters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdleEventStorageEngineTest {

    @Test
    void no_test_of_the_suite_is_passed_by_an_engine_that_does_nothing() throws Exception {
        assertThat(IdleAdapters.testsThatPass(EventStorageEngineConformance.class, IdleSuite::new))
                .isEmpty();
    }

    private static final class IdleSuite extends EventStorageEngineConformance {
        @Override
        protected EventStorageEngine engine() {
            return new IdleEngine();
        }

        @Override
        protected EventStorageEngine restarted() {
            return new IdleEngine();
        }
    }

    static final class IdleEngine implements EventStorageEngine {
        @Override
        public void appendEvents(List<? extends EventMessage<?>> events) {
            // Takes them and forgets them.
        }

        @Override
        public void storeSnapshot(DomainEventMessage<?> snapshot) {
            // Takes it and forgets it.
        }

        @Override
        public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
            return Stream.empty();
        }

        @Override
        public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
            return DomainEventStream.empty();
        }

        @Override
        public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
            return Optional.empty();
        }

        @Override
        public @Nullable TrackingToken createHeadToken() {
            return null;
        }

        @Override
        public @Nullable TrackingToken createTokenAt(Instant dateTime) {
            return null;
        }
    }
}
