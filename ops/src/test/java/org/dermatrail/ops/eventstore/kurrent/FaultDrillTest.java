package org.dermatrail.ops.eventstore.kurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermatrail.ops.eventstore.SampleEvents.newStream;
import static org.dermatrail.ops.eventstore.SampleEvents.streamOf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.dermatrail.ops.eventstore.StoredEvent;
import org.dermatrail.ops.eventstore.kurrent.twin.KurrentTwin;
import org.dermatrail.ops.eventstore.kurrent.twin.SubscriptionFault;
import org.dermatrail.ops.eventstore.kurrent.twin.TwinSettings;
import org.dermatrail.ops.eventstore.kurrent.twin.TwinVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Everything that can go wrong between the registry and its event store, by seed, in the middle of appends, reads and
 * subscriptions: nothing that was acknowledged is missing, nothing is there twice, and who follows meets the log itself.
 */
class FaultDrillTest {

    private static final int WRITERS = 8;
    private static final int STREAMS_OF_A_WRITER = 20;
    private static final int APPENDS_OF_A_STREAM = 5;
    private static final int EVENTS_OF_AN_APPEND = 2;
    private static final int EVENTS = WRITERS * STREAMS_OF_A_WRITER * APPENDS_OF_A_STREAM * EVENTS_OF_AN_APPEND;
    private static final int BROKEN_SUBSCRIPTIONS = 60;
    private static final double CHANCE = 0.12;
    private static final long DEADLINE_SECONDS = 60;

    @ParameterizedTest
    @EnumSource(TwinVersion.class)
    void nothing_is_lost_or_doubled_whatever_becomes_of_connections(TwinVersion version) throws Exception {
        long seed = 20_261_120L + version.name().hashCode();
        try (var twin = KurrentTwin.start(TwinSettings.DEFAULT.withVersion(version));
                var engine = TwinSide.engine(TwinSide.hasty(twin));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // Given
            Set<String> acknowledged = ConcurrentHashMap.newKeySet();
            twin.faults().atRandom(seed, CHANCE);
            breakSubscriptions(twin, new Random(seed));
            var follower = threads.submit(() -> follow(engine));

            // When
            var writers = new ArrayList<Future<Integer>>();
            for (int writer = 0; writer < WRITERS; writer++) {
                writers.add(threads.submit(() -> write(engine, twin, acknowledged)));
            }
            for (var writer : writers) {
                assertThat(writer.get()).as("seed %d", seed).isEqualTo(STREAMS_OF_A_WRITER);
            }
            var followed = follower.get();

            // Then
            twin.faults().none();
            var log = stored(engine);
            assertThat(ids(log)).as("seed %d", seed).doesNotHaveDuplicates().hasSize(EVENTS);
            assertThat(acknowledged).hasSize(EVENTS).isEqualTo(Set.copyOf(ids(log)));
            assertThat(followed).as("seed %d", seed).isEqualTo(ids(log));
            assertEachStreamCountsUp(log);
            assertThat(twin.faults().injected().size()).as("faults").isGreaterThan(100);
        }
    }

    /** The follower's subscription breaks every few events, in one way or another. */
    private static void breakSubscriptions(KurrentTwin twin, Random random) {
        var ways = SubscriptionFault.values();
        for (int i = 0; i < BROKEN_SUBSCRIPTIONS; i++) {
            twin.faults().onNextSubscription(ways[random.nextInt(ways.length)], random.nextInt(30));
        }
    }

    private static int write(KurrentEventStorageEngine engine, KurrentTwin twin, Set<String> acknowledged) {
        for (int stream = 0; stream < STREAMS_OF_A_WRITER; stream++) {
            var events = streamOf(newStream(), APPENDS_OF_A_STREAM * EVENTS_OF_AN_APPEND);
            for (int from = 0; from < events.size(); from += EVENTS_OF_AN_APPEND) {
                // Nobody else writes to the stream, so a conflict would be our own event and fails the test.
                var append = events.subList(from, from + EVENTS_OF_AN_APPEND);
                engine.appendEvents(append);
                append.forEach(event -> acknowledged.add(event.getIdentifier()));
            }
            twin.writeSystemEvents(stream % 3 * 10);
        }
        return STREAMS_OF_A_WRITER;
    }

    private static List<String> follow(KurrentEventStorageEngine engine) throws InterruptedException {
        var followed = new ArrayList<String>();
        try (var stream = engine.tail().openStream(null)) {
            while (followed.size() < EVENTS && stream.hasNextAvailable((int) DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                followed.add(stream.nextAvailable().getIdentifier());
            }
        }
        return followed;
    }

    private static List<StoredEvent> stored(KurrentEventStorageEngine engine) {
        try (var events = engine.scan(null)) {
            return events.toList();
        }
    }

    private static List<String> ids(List<StoredEvent> log) {
        return log.stream().map(StoredEvent::getEventIdentifier).toList();
    }

    private static void assertEachStreamCountsUp(List<StoredEvent> log) {
        var next = new HashMap<String, Long>();
        for (var event : log) {
            assertThat(event.getSequenceNumber()).isEqualTo(next.getOrDefault(event.getAggregateIdentifier(), 0L));
            next.put(event.getAggregateIdentifier(), event.getSequenceNumber() + 1);
        }
        assertThat(next.values()).containsOnly((long) APPENDS_OF_A_STREAM * EVENTS_OF_AN_APPEND);
    }
}
