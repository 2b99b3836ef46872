package org.dermatrail.ops.eventstore.kurrent.twin;

import static org.assertj.core.api.Assertions.assertThat;

import io.kurrent.dbclient.AppendToStreamOptions;
import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.KurrentDBConnectionString;
import io.kurrent.dbclient.ReadStreamOptions;
import io.kurrent.dbclient.StreamState;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AppendingTest {

    @Test
    void a_first_event_has_revision_zero_and_comes_back_byte_for_byte() throws Exception {
        try (var twin = KurrentTwin.start()) {
            var client = KurrentDBClient.create(KurrentDBConnectionString.parseOrThrow(twin.connectionString()));
            var id = UUID.randomUUID();
            var event = EventData.builderAsJson(id, "seen.v1", "{}".getBytes(StandardCharsets.UTF_8))
                    .metadataAsBytes("{\"a\":1}".getBytes(StandardCharsets.UTF_8))
                    .build();
            var written = client.appendToStream(
                            "s-1", AppendToStreamOptions.get().streamState(StreamState.noStream()), event)
                    .get();
            var read = client.readStream("s-1", ReadStreamOptions.get()).get().getEvents();
            assertThat(written.getNextExpectedRevision()).isEqualTo(StreamState.streamRevision(0));
            assertThat(read).singleElement().satisfies(one -> {
                assertThat(one.getEvent().getEventId()).isEqualTo(id);
                assertThat(one.getEvent().getPosition()).isEqualTo(written.getLogPosition());
            });
            client.shutdown().get();
        }
    }
}
