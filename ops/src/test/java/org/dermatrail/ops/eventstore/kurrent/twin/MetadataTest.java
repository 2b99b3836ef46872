package org.dermatrail.ops.eventstore.kurrent.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermatrail.ops.eventstore.kurrent.twin.Server.event;

import io.kurrent.dbclient.ReadAllOptions;
import io.kurrent.dbclient.ReadStreamOptions;
import io.kurrent.dbclient.RecordedEvent;
import io.kurrent.dbclient.StreamMetadata;
import io.kurrent.dbclient.StreamState;
import io.kurrent.dbclient.WrongExpectedVersionException;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Metadata of a stream say what its readers still see; the whole log keeps all of it. */
@Tag(LiveServer.TAG)
class MetadataTest {

    private final StreamMetadata metadata = new StreamMetadata();
    private Server server;
    private String stream = "";

    @BeforeEach
    void start() {
        server = Server.start();
        stream = server.stream("s");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void they_come_back_as_they_were_set() {
        // Given
        metadata.setMaxAge(3600L);
        metadata.setMaxCount(10L);
        metadata.setCacheControl(5L);
        metadata.setTruncateBefore(2L);
        metadata.setCustomProperties(Map.of("colour", "green"));

        // When
        set();

        // Then
        assertThat(Server.await(server.client().getStreamMetadata(stream))).isEqualTo(metadata);
    }

    @Test
    void they_are_empty_where_nothing_was_set() {
        // Given
        server.append(stream, event("a"));

        // Then
        assertThat(Server.await(server.client().getStreamMetadata(stream))).isEqualTo(new StreamMetadata());
    }

    @Test
    void the_last_ones_hold() {
        // Given
        metadata.setMaxCount(1L);
        set();
        metadata.setMaxCount(4L);
        set();

        // Then
        assertThat(Server.await(server.client().getStreamMetadata(stream)).getMaxCount())
                .isEqualTo(4L);
        assertThat(server.read("$$" + stream))
                .extracting(RecordedEvent::getRevision)
                .containsExactly(1L);
    }

    @Test
    void they_can_be_read_after_the_stream_was_deleted() {
        // Given
        metadata.setMaxCount(7L);
        set();
        server.append(stream, event("a"));
        Server.await(server.client().deleteStream(stream));

        // Then
        var read = Server.await(server.client().getStreamMetadata(stream));
        assertThat(read.getMaxCount()).isEqualTo(7L);
        assertThat(read.getTruncateBefore()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void a_greatest_count_hides_all_but_the_last_events_at_once() {
        // Given
        server.append(stream, Server.events("a", 5));
        metadata.setMaxCount(2L);

        // When
        set();

        // Then
        assertThat(server.read(stream)).extracting(RecordedEvent::getRevision).containsExactly(3L, 4L);
        assertThat(server.read(stream, ReadStreamOptions.get().backwards().fromEnd()))
                .extracting(RecordedEvent::getRevision)
                .containsExactly(4L, 3L);
    }

    @Test
    void truncation_hides_what_is_before_it() {
        // Given
        server.append(stream, Server.events("a", 5));
        metadata.setTruncateBefore(4L);

        // When
        set();

        // Then
        assertThat(server.read(stream)).extracting(RecordedEvent::getRevision).containsExactly(4L);
    }

    @Test
    void a_greatest_age_hides_what_is_older() {
        // Given
        var now = new AtomicReference<>(Instant.parse("2026-03-01T10:00:00Z"));
        try (var aging = Server.start(TwinSettings.DEFAULT.withClock(clock(now)))) {
            aging.append(stream, event("old"));
            now.set(now.get().plusSeconds(90));
            aging.append(stream, event("young"));
            metadata.setMaxAge(60L);

            // When
            Server.await(aging.client().setStreamMetadata(stream, metadata));

            // Then
            assertThat(aging.read(stream))
                    .extracting(RecordedEvent::getEventType)
                    .containsExactly("young");
        }
    }

    @Test
    void metadata_that_make_no_sense_hide_nothing() {
        // Given
        server.append(stream, Server.events("a", 3));
        metadata.setMaxCount(0L);

        // When
        set();

        // Then
        assertThat(server.read(stream)).hasSize(3);
    }

    @Test
    void hidden_events_stay_in_the_whole_log() {
        // Given
        var first = server.append(stream, event("a")).getLogPosition();
        server.append(stream, Server.events("a", 4));
        metadata.setMaxCount(1L);
        set();

        // Then
        assertThat(server.readAll(ReadAllOptions.get().fromPosition(first)))
                .filteredOn(event -> event.getStreamId().equals(stream))
                .hasSize(5);
    }

    @Test
    void a_stream_that_has_only_metadata_counts_as_existing() {
        // Given
        metadata.setMaxCount(1L);
        set();

        // Then
        assertThat(server.append(stream, StreamState.streamExists(), event("a")).getNextExpectedRevision())
                .isEqualTo(StreamState.streamRevision(0));
    }

    @Test
    void they_can_be_guarded_by_a_revision_as_any_stream() {
        // Given
        set();

        // Then
        assertThat(server.refusal("$$" + stream, StreamState.noStream(), event("$metadata")))
                .isInstanceOf(WrongExpectedVersionException.class);
    }

    private static Clock clock(AtomicReference<Instant> now) {
        InstantSource source = now::get;
        return source.withZone(ZoneOffset.UTC);
    }

    private void set() {
        Server.await(server.client().setStreamMetadata(stream, metadata));
    }
}
