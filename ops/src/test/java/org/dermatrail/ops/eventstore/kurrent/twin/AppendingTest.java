package org.dermatrail.ops.eventstore.kurrent.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermatrail.ops.eventstore.kurrent.twin.Server.event;

import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.RecordedEvent;
import io.kurrent.dbclient.StreamDeletedException;
import io.kurrent.dbclient.StreamState;
import io.kurrent.dbclient.WrongExpectedVersionException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a writer may expect of the server. */
@Tag(LiveServer.TAG)
class AppendingTest {

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
    void the_first_event_of_a_new_stream_has_revision_zero() {
        // When
        var written = server.append(stream, StreamState.noStream(), event("a"));

        // Then
        assertThat(written.getNextExpectedRevision()).isEqualTo(StreamState.streamRevision(0));
    }

    @Test
    void events_of_one_append_have_consecutive_revisions_and_rising_positions() {
        // When
        var written = server.append(stream, StreamState.noStream(), Server.events("a", 5));

        // Then
        var read = server.read(stream);
        assertThat(written.getNextExpectedRevision()).isEqualTo(StreamState.streamRevision(4));
        assertThat(read).extracting(RecordedEvent::getRevision).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(read)
                .extracting(RecordedEvent::getPosition)
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(position -> position.getCommitUnsigned() == position.getPrepareUnsigned())
                .endsWith(written.getLogPosition());
    }

    @Test
    void positions_have_gaps() {
        // When
        server.append(stream, Server.events("a", 2));

        // Then
        var read = server.read(stream);
        assertThat(read.getLast().getPosition().getCommitUnsigned()
                        - read.getFirst().getPosition().getCommitUnsigned())
                .isGreaterThan(1);
    }

    @Test
    void an_event_comes_back_byte_for_byte() {
        // Given
        var id = UUID.randomUUID();
        var data = new byte[] {0, 1, -1, 127};
        var metadata = new byte[] {-128, 5};
        var before = Instant.now().minusSeconds(60);

        // When
        server.append(
                stream,
                EventData.builderAsBinary(id, "binary", data)
                        .metadataAsBytes(metadata)
                        .build());

        // Then
        assertThat(server.read(stream)).singleElement().satisfies(event -> {
            assertThat(event.getEventId()).isEqualTo(id);
            assertThat(event.getEventType()).isEqualTo("binary");
            assertThat(event.getContentType()).isEqualTo("application/octet-stream");
            assertThat(event.getEventData()).isEqualTo(data);
            assertThat(event.getUserMetadata()).isEqualTo(metadata);
            assertThat(event.getStreamId()).isEqualTo(stream);
            assertThat(event.getCreated())
                    .isAfter(before)
                    .isBefore(Instant.now().plusSeconds(60));
        });
    }

    @Test
    void whoever_expects_nothing_appends_behind_what_is_there() {
        // Given
        server.append(stream, event("a"));

        // When
        var written = server.append(stream, StreamState.any(), event("b"));

        // Then
        assertThat(written.getNextExpectedRevision()).isEqualTo(StreamState.streamRevision(1));
    }

    @Test
    void an_existing_stream_is_expected_in_vain_where_there_is_none() {
        assertConflict(StreamState.streamExists(), StreamState.noStream());
    }

    @Test
    void an_existing_stream_is_expected_rightly_once_it_is_there() {
        // Given
        server.append(stream, event("a"));

        // Then
        assertThat(server.append(stream, StreamState.streamExists(), event("b")).getNextExpectedRevision())
                .isEqualTo(StreamState.streamRevision(1));
    }

    @Test
    void no_stream_is_expected_in_vain_where_there_is_one() {
        // Given
        server.append(stream, event("a"));

        // Then
        assertConflict(StreamState.noStream(), StreamState.streamRevision(0));
    }

    @Test
    void a_revision_that_is_not_reached_yet_is_a_conflict() {
        // Given
        server.append(stream, Server.events("a", 2));

        // Then
        assertConflict(StreamState.streamRevision(99), StreamState.streamRevision(1));
    }

    @Test
    void a_revision_of_a_stream_that_is_missing_is_a_conflict() {
        assertConflict(StreamState.streamRevision(0), StreamState.noStream());
    }

    @Test
    void a_revision_that_is_past_is_a_conflict() {
        // Given
        server.append(stream, Server.events("a", 3));

        // Then
        assertConflict(StreamState.streamRevision(1), StreamState.streamRevision(2));
    }

    @Test
    void a_conflict_writes_none_of_the_events() {
        // Given
        server.append(stream, event("a"));

        // When
        var refusal = server.refusal(stream, StreamState.noStream(), Server.events("b", 3));

        // Then
        assertThat(refusal).isInstanceOf(WrongExpectedVersionException.class);
        assertThat(server.read(stream)).hasSize(1);
    }

    @Test
    void a_stream_that_was_ended_takes_nothing_more() {
        // Given
        server.append(stream, event("a"));
        Server.await(server.client().tombstoneStream(stream));

        // Then
        assertThat(server.refusal(stream, StreamState.any(), event("b"))).isInstanceOf(StreamDeletedException.class);
    }

    private void assertConflict(StreamState expected, StreamState actual) {
        assertThat(server.refusal(stream, expected, event("x")))
                .isInstanceOfSatisfying(WrongExpectedVersionException.class, conflict -> {
                    assertThat(conflict.getStreamName()).isEqualTo(stream);
                    // Which expectation it names is wrong in this version of the client.
                    assertThat(conflict.getActualState()).isEqualTo(actual);
                });
    }
}
