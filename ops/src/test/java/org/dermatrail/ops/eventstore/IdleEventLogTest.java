package org.dermatrail.ops.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;
import org.dermatrail.ops.conformance.IdleAdapters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdleEventLogTest {

    @Test
    void no_test_of_the_suites_is_passed_by_a_log_that_does_nothing() throws Exception {
        assertThat(IdleAdapters.testsThatPass(EventLogConformance.class, IdleStoring::new))
                .isEmpty();
        assertThat(IdleAdapters.testsThatPass(FollowingTheLogConformance.class, IdleFollowing::new))
                .isEmpty();
    }

    private static final class IdleStoring extends EventLogConformance {
        @Override
        protected EventLogs make() {
            return new IdleLogs();
        }
    }

    private static final class IdleFollowing extends FollowingTheLogConformance {
        @Override
        protected EventLogs make() {
            return new IdleLogs();
        }
    }

    private static final class IdleLogs implements EventLogs {
        @Override
        public EventLog log() {
            return new IdleLog();
        }

        @Override
        public EventLog restarted() {
            return new IdleLog();
        }

        @Override
        public EventLog another() {
            return new IdleLog();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private static final class IdleLog implements EventLog {
        @Override
        public String identity() {
            return "";
        }

        @Override
        public EventStorageEngine engine() {
            return new IdleEventStorageEngineTest.IdleEngine();
        }

        @Override
        public StreamableMessageSource<TrackedEventMessage<?>> tail() {
            return new IdleTail();
        }

        @Override
        public long lastPosition() {
            return 0;
        }

        @Override
        public long lastPositionOf(String aggregateIdentifier) {
            return 0;
        }

        @Override
        public long positionBehind(long events) {
            return 0;
        }

        @Override
        public long brokenStreams() {
            return 0;
        }

        @Override
        public OptionalLong count() {
            return OptionalLong.empty();
        }

        @Override
        public Stream<StoredEvent> scan(@Nullable TrackingToken after) {
            return Stream.empty();
        }

        @Override
        public void appendStored(List<StoredEvent> events) {
            // Takes them and forgets them.
        }

        @Override
        public boolean severalStreamsAtOnce() {
            return false;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private static final class IdleTail implements StreamableMessageSource<TrackedEventMessage<?>> {
        @Override
        public TrackingEventStream openStream(@Nullable TrackingToken token) {
            return new IdleStream();
        }

        @Override
        public @Nullable TrackingToken createTailToken() {
            return null;
        }

        @Override
        public @Nullable TrackingToken createHeadToken() {
            return null;
        }
    }

    private static final class IdleStream implements TrackingEventStream {
        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return Optional.empty();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) {
            return false;
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() {
            throw new IllegalStateException("there is none");
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
