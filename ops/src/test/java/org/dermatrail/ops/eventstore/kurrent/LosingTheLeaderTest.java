package org.dermatrail.ops.eventstore.kurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dermatrail.ops.eventstore.SampleEvents.event;
import static org.dermatrail.ops.eventstore.SampleEvents.newStream;
import static org.dermatrail.ops.eventstore.SampleEvents.streamOf;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.dermatrail.ops.eventstore.StoredEvent;
import org.dermatrail.ops.eventstore.kurrent.twin.AppendFault;
import org.dermatrail.ops.eventstore.kurrent.twin.SubscriptionFault;
import org.dermatrail.ops.eventstore.kurrent.twin.TwinCluster;
import org.dermatrail.ops.eventstore.kurrent.twin.TwinSettings;
import org.junit.jupiter.api.Test;

/** A cluster of three, found by gossip, whose leader changes or dies: nothing is lost, nothing is there twice. */
class LosingTheLeaderTest {

    private static final int DEADLINE_SECONDS = 60;
    private static final int WRITERS = 6;
    private static final int STREAMS_OF_A_WRITER = 10;
    private static final int EVENTS_OF_A_STREAM = 10;
    private static final int EVENTS_OF_AN_APPEND = 2;
    private static final int EVENTS = WRITERS * STREAMS_OF_A_WRITER * EVENTS_OF_A_STREAM;
    private static final int EVENTS_OF_A_LEADER = 50;
    private static final long SEED = 20_261_120L;

    private static KurrentEventStorageEngine engineOn(TwinCluster cluster) {
        return TwinSide.engine(TwinSide.hasty(cluster.connectionString()));
    }

    private static List<String> ids(List<? extends EventMessage<?>> events) {
        return events.stream().map(EventMessage::getIdentifier).toList();
    }

    private static List<String> stored(KurrentEventStorageEngine engine) {
        try (var events = engine.scan(null)) {
            return events.map(StoredEvent::getEventIdentifier).toList();
        }
    }

    private static List<String> next(BlockingStream<TrackedEventMessage<?>> stream, int events) throws Exception {
        var found = new ArrayList<String>();
        while (found.size() < events && stream.hasNextAvailable(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            found.add(stream.nextAvailable().getIdentifier());
        }
        return found;
    }

    @Test
    void an_append_goes_to_whoever_leads_now() {
        try (var cluster = TwinCluster.start(TwinSettings.DEFAULT, 3);
                var engine = engineOn(cluster)) {
            // Given
            var id = newStream();
            var events = streamOf(id, 4);
            engine.appendEvents(events.subList(0, 2));

            // When
            cluster.elect(2);
            engine.appendEvents(events.subList(2, 3));
            cluster.elect(1);
            engine.appendEvents(events.subList(3, 4));

            // Then
            assertThat(stored(engine)).isEqualTo(ids(events));
            assertThatThrownBy(() -> engine.appendEvents(event(id, 3))).isInstanceOf(ConcurrencyException.class);
        }
    }

    @Test
    void a_follower_goes_on_with_whoever_leads_now() throws Exception {
        try (var cluster = TwinCluster.start(TwinSettings.DEFAULT, 3);
                var engine = engineOn(cluster);
                var stream = engine.tail().openStream(null)) {
            // Given
            var events = streamOf(newStream(), 30);
            engine.appendEvents(events.subList(0, 10));
            assertThat(next(stream, 10)).isEqualTo(ids(events.subList(0, 10)));

            // When: what the old leader still has to send is cut off by the word that another leads.
            cluster.faults().onNextSubscription(SubscriptionFault.NOT_LEADER, 3);
            cluster.elect(1);
            engine.appendEvents(events.subList(10, 20));
            cluster.faults().onNextSubscription(SubscriptionFault.NOT_LEADER, 0);
            cluster.elect(2);
            engine.appendEvents(events.subList(20, 30));

            // Then
            assertThat(next(stream, 20)).isEqualTo(ids(events.subList(10, 30)));
            assertThat(stream.hasNextAvailable(300, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(cluster.faults().injected()).contains("subscription NOT_LEADER");
        }
    }

    @Test
    void an_append_that_the_leader_wrote_and_died_over_is_written_once() {
        try (var cluster = TwinCluster.start(TwinSettings.DEFAULT, 3);
                var engine = engineOn(cluster);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var fault : List.of(AppendFault.SILENT_WRITTEN, AppendFault.SILENT_UNWRITTEN)) {
                // Given
                var events = streamOf(newStream(), 3);
                int before = stored(engine).size();
                int leader = fault == AppendFault.SILENT_WRITTEN ? 0 : 1;
                cluster.faults().onNextAppends(fault);

                // When
                var append = threads.submit(() -> engine.appendEvents(events));
                while (cluster.faults().injected().stream().noneMatch(each -> each.equals("append " + fault))) {
                    Thread.onSpinWait();
                }
                cluster.node(leader).stop();
                cluster.elect(leader + 1);

                // Then
                assertThat(append).succeedsWithin(DEADLINE_SECONDS, TimeUnit.SECONDS);
                assertThat(stored(engine).subList(before, before + 3)).isEqualTo(ids(events));
                assertThat(stored(engine)).hasSize(before + 3);
            }
        }
    }

    @Test
    void leaders_die_one_after_another_amid_appends_and_subscriptions() throws Exception {
        try (var cluster = TwinCluster.start(TwinSettings.DEFAULT, 3);
                var engine = engineOn(cluster);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // Given
            Set<String> acknowledged = ConcurrentHashMap.newKeySet();
            var leaders = new Leaders(cluster);
            cluster.faults().atRandom(SEED, 0.03);
            var follower = threads.submit(() -> {
                try (var stream = engine.tail().openStream(null)) {
                    return next(stream, EVENTS);
                }
            });

            // When
            var writers = new ArrayList<Future<Integer>>();
            for (int writer = 0; writer < WRITERS; writer++) {
                writers.add(threads.submit(() -> write(engine, leaders, acknowledged)));
            }
            for (var writer : writers) {
                assertThat(writer.get()).isEqualTo(STREAMS_OF_A_WRITER);
            }

            // Then
            cluster.faults().none();
            var log = stored(engine);
            assertThat(log).doesNotHaveDuplicates().hasSize(EVENTS);
            assertThat(acknowledged).isEqualTo(Set.copyOf(log));
            assertThat(follower.get()).isEqualTo(log);
            assertThat(leaders.lost()).isGreaterThanOrEqualTo(EVENTS / EVENTS_OF_A_LEADER - 1);
        }
    }

    private static int write(KurrentEventStorageEngine engine, Leaders leaders, Set<String> acknowledged) {
        for (int stream = 0; stream < STREAMS_OF_A_WRITER; stream++) {
            var events = streamOf(newStream(), EVENTS_OF_A_STREAM);
            for (int from = 0; from < events.size(); from += EVENTS_OF_AN_APPEND) {
                // Nobody else writes to the stream, so a conflict would be our own event and fails the test.
                var append = events.subList(from, from + EVENTS_OF_AN_APPEND);
                engine.appendEvents(append);
                acknowledged.addAll(ids(append));
                leaders.loseOneAfter(acknowledged.size());
            }
        }
        return STREAMS_OF_A_WRITER;
    }

    /** Ends whoever leads, again and again, in the thread of a writer while the others write; one node is always away. */
    private static final class Leaders {

        private final TwinCluster cluster;
        private int leader;
        private int lost;

        Leaders(TwinCluster cluster) {
            this.cluster = cluster;
        }

        synchronized void loseOneAfter(int events) {
            if (events < (lost + 1) * EVENTS_OF_A_LEADER) {
                return;
            }
            cluster.node(leader).stop();
            cluster.node((leader + 2) % 3).listen();
            leader = (leader + 1) % 3;
            cluster.elect(leader);
            lost++;
        }

        synchronized int lost() {
            return lost;
        }
    }

    @Test
    void nodes_on_ports_that_the_client_cannot_read_are_found_all_the_same() throws Exception {
        try (var cluster = TwinCluster.startOnHighPorts(TwinSettings.DEFAULT, 3)) {
            assertThat(cluster.node(0).port()).isGreaterThan(Short.MAX_VALUE);
            cluster.elect(1);
            try (var engine = engineOn(cluster);
                    var stream = engine.tail().openStream(null)) {
                // When
                var events = streamOf(newStream(), 2);
                engine.appendEvents(events);
                cluster.node(1).stop();
                cluster.elect(2);
                engine.appendEvents(event(events.getFirst().getAggregateIdentifier(), 2));

                // Then
                assertThat(next(stream, 3)).hasSize(3).startsWith(ids(events).toArray(String[]::new));
            }
        }
    }

    @Test
    void a_list_of_nodes_that_cannot_be_meant_is_refused_by_the_node() {
        assertThatThrownBy(() -> ConnectionString.read("kurrentdb://admin:secret@a:2113,b:99999?tls=false"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'b:99999'")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> ConnectionString.read("kurrentdb://admin:secret@a:2113,b?tls=false"))
                .hasMessageContaining("'b'")
                .hasMessageNotContaining("secret");
    }

    @Test
    void what_a_connection_string_says_besides_nodes_is_kept_when_ports_are_high() {
        // Given
        var rest = "?tls=true&tlsVerifyCert=false&maxDiscoverAttempts=7&discoveryInterval=33&gossipTimeout=4"
                + "&nodePreference=follower&keepAliveInterval=11000&keepAliveTimeout=12000&defaultDeadline=500";

        // When
        var low = ConnectionString.read("kurrentdb://admin:changeit@a:2113,b:2114" + rest);
        var high = ConnectionString.read("kurrentdb://admin:changeit@a:2113,b:40000" + rest);

        // Then
        assertThat(high).usingRecursiveComparison().ignoringFields("hosts").isEqualTo(low);
        assertThat(high.getHosts()[1].getPort()).isEqualTo(40_000);
    }
}
