package org.dermatrail.ops.eventstore.kurrent.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermatrail.ops.eventstore.kurrent.twin.Server.event;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.kurrent.dbclient.DeleteStreamOptions;
import io.kurrent.dbclient.ReadAllOptions;
import io.kurrent.dbclient.ReadStreamOptions;
import io.kurrent.dbclient.RecordedEvent;
import io.kurrent.dbclient.StreamDeletedException;
import io.kurrent.dbclient.StreamNotFoundException;
import io.kurrent.dbclient.StreamState;
import io.kurrent.dbclient.WrongExpectedVersionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Deleting hides a stream until something new is written; a tombstone ends it for ever. */
@Tag(LiveServer.TAG)
class DeletingTest {

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
    void a_deleted_stream_is_not_found() {
        // Given
        server.append(stream, Server.events("a", 2));

        // When
        var deleted = Server.await(server.client().deleteStream(stream));

        // Then
        assertThat(deleted.getPosition()).isNotNull();
        assertThat(Server.failure(server.client().readStream(stream, ReadStreamOptions.get())))
                .isInstanceOf(StreamNotFoundException.class);
    }

    @Test
    void what_is_written_after_deleting_goes_on_with_the_numbers() {
        // Given
        server.append(stream, Server.events("a", 3));
        Server.await(server.client().deleteStream(stream));

        // When
        var written = server.append(stream, StreamState.noStream(), event("new"));

        // Then
        assertThat(written.getNextExpectedRevision()).isEqualTo(StreamState.streamRevision(3));
        assertThat(server.read(stream)).extracting(RecordedEvent::getRevision).containsExactly(3L);
    }

    @Test
    void writing_after_deleting_writes_metadata_that_keep_the_old_events_hidden() {
        // Given
        server.append(stream, Server.events("a", 3));
        Server.await(server.client().deleteStream(stream));
        server.append(stream, StreamState.any(), event("new"));

        // When
        var metadata = Server.await(server.client().getStreamMetadata(stream));

        // Then
        assertThat(metadata.getTruncateBefore()).isEqualTo(3);
    }

    @Test
    void a_deleted_stream_counts_as_none_that_exists() {
        // Given
        server.append(stream, event("a"));
        Server.await(server.client().deleteStream(stream));

        // Then
        assertThat(server.refusal(stream, StreamState.streamExists(), event("b")))
                .isInstanceOf(WrongExpectedVersionException.class);
    }

    @Test
    void the_events_of_a_deleted_stream_stay_in_the_whole_log() {
        // Given
        var from = server.append(stream, event("a")).getLogPosition();
        Server.await(server.client().deleteStream(stream));

        // Then
        assertThat(server.readAll(ReadAllOptions.get().fromPosition(from)))
                .extracting(RecordedEvent::getStreamId)
                .contains(stream);
    }

    @Test
    void deleting_with_a_wrong_revision_is_a_conflict() {
        // Given
        server.append(stream, Server.events("a", 2));
        var options = DeleteStreamOptions.get().streamState(StreamState.streamRevision(0));

        // Then
        assertThat(Server.failure(server.client().deleteStream(stream, options)))
                .isInstanceOfSatisfying(
                        WrongExpectedVersionException.class,
                        conflict -> assertThat(conflict.getActualState()).isEqualTo(StreamState.streamRevision(1)));
    }

    @Test
    void a_stream_is_ended_once() {
        // Given
        server.append(stream, event("a"));
        Server.await(server.client().tombstoneStream(stream));

        // Then
        assertThat(Server.failure(server.client().tombstoneStream(stream))).isInstanceOf(StreamDeletedException.class);
    }

    @Test
    void an_ended_stream_says_so_to_its_reader() {
        // Given
        server.append(stream, event("a"));
        Server.await(server.client().tombstoneStream(stream));

        // Then
        assertThat(Server.failure(server.client().readStream(stream, ReadStreamOptions.get())))
                .isInstanceOfSatisfying(StatusRuntimeException.class, ended -> {
                    assertThat(ended.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
                    assertThat(Server.trailer(ended, "exception")).isEqualTo("stream-deleted");
                });
    }

    @Test
    void the_end_of_a_stream_is_an_event_of_the_whole_log() {
        // Given
        var from = server.append(stream, event("a")).getLogPosition();
        Server.await(server.client().tombstoneStream(stream));

        // Then
        assertThat(server.readAll(ReadAllOptions.get().fromPosition(from)))
                .filteredOn(event -> event.getStreamId().equals(stream))
                .extracting(RecordedEvent::getEventType)
                .containsExactly("a", "$streamDeleted");
    }

    @Test
    void a_stream_that_is_missing_cannot_be_ended_by_one_who_expects_it() {
        // Given
        var options = DeleteStreamOptions.get().streamState(StreamState.streamExists());

        // Then
        assertThat(Server.failure(server.client().tombstoneStream(stream, options)))
                .isInstanceOfSatisfying(
                        WrongExpectedVersionException.class,
                        conflict -> assertThat(conflict.getActualState()).isEqualTo(StreamState.noStream()));
    }
}
