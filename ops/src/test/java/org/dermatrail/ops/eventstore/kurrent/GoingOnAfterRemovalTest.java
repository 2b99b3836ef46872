package org.dermatrail.ops.eventstore.kurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermatrail.ops.eventstore.SampleEvents.event;
import static org.dermatrail.ops.eventstore.SampleEvents.newStream;

import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.KurrentDBConnectionString;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.dermatrail.ops.eventstore.kurrent.twin.KurrentTwin;
import org.dermatrail.ops.eventstore.kurrent.twin.TwinSettings;
import org.dermatrail.ops.eventstore.kurrent.twin.TwinVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A place in the log whose record the server took away: who goes on there misses nothing and gets nothing again. Facts are
 * never removed; a checkpoint may stand on any record, and a removed stream is the way to make such a place.
 */
class GoingOnAfterRemovalTest {

    @ParameterizedTest
    @EnumSource(TwinVersion.class)
    void the_next_event_comes_and_none_before_it_comes_again(TwinVersion version) throws Exception {
        try (var twin = KurrentTwin.start(TwinSettings.DEFAULT.withVersion(version));
                var engine = TwinSide.engine(TwinSide.hasty(twin))) {
            // Given
            var removed = newStream();
            var events = List.of(
                    event(newStream(), 0),
                    event(newStream(), 0),
                    event(removed, 0),
                    event(newStream(), 0),
                    event(newStream(), 0));
            events.forEach(engine::appendEvents);
            var place = engine.readEvents(null, false)
                    .filter(each -> each.getIdentifier().equals(events.get(2).getIdentifier()))
                    .map(TrackedEventMessage.class::cast)
                    .findFirst()
                    .orElseThrow()
                    .trackingToken();

            // When
            var client = KurrentDBClient.create(KurrentDBConnectionString.parseOrThrow(twin.connectionString()));
            var tombstone = client.tombstoneStream("Capture-" + removed).get(30, TimeUnit.SECONDS);
            client.shutdown().get(30, TimeUnit.SECONDS);
            twin.scavenge();

            // Then
            assertThat(tombstone).isNotNull();
            var rest = events.subList(3, 5).stream()
                    .map(EventMessage::getIdentifier)
                    .toList();
            try (var stream = engine.tail().openStream(place)) {
                for (var next : rest) {
                    assertThat(stream.hasNextAvailable(30, TimeUnit.SECONDS)).isTrue();
                    assertThat(stream.nextAvailable().getIdentifier()).isEqualTo(next);
                }
                assertThat(stream.hasNextAvailable(200, TimeUnit.MILLISECONDS)).isFalse();
            }
            try (var read = engine.readEvents(place, false)) {
                assertThat(read.map(EventMessage::getIdentifier)).isEqualTo(rest);
            }
        }
    }
}
