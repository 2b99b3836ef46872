package org.dermatrail.ops.eventstore.kurrent.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermatrail.ops.eventstore.kurrent.twin.Server.event;

import io.kurrent.dbclient.Position;
import io.kurrent.dbclient.ReadAllOptions;
import io.kurrent.dbclient.ReadStreamOptions;
import io.kurrent.dbclient.RecordedEvent;
import io.kurrent.dbclient.StreamNotFoundException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a reader of a stream and of the whole log is given. */
@Tag(LiveServer.TAG)
class ReadingTest {

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
    void a_missing_stream_is_not_found() {
        assertThat(Server.failure(server.client().readStream(stream, ReadStreamOptions.get())))
                .isInstanceOfSatisfying(StreamNotFoundException.class, missing -> assertThat(missing.getStreamName())
                        .isEqualTo(stream));
    }

    @Test
    void a_stream_longer_than_any_page_is_read_in_order() {
        // Given
        server.append(stream, Server.events("a", 700));

        // Then
        assertThat(revisions(ReadStreamOptions.get()))
                .hasSize(700)
                .isSorted()
                .startsWith(0L)
                .endsWith(699L);
    }

    @Test
    void a_revision_to_begin_with_is_included() {
        // Given
        server.append(stream, Server.events("a", 5));

        // Then
        assertThat(revisions(ReadStreamOptions.get().fromRevision(3))).containsExactly(3L, 4L);
        assertThat(revisions(ReadStreamOptions.get().backwards().fromRevision(3)))
                .containsExactly(3L, 2L, 1L, 0L);
    }

    @Test
    void nothing_is_behind_the_end_of_a_stream_that_exists() {
        // Given
        server.append(stream, event("a"));

        // Then
        assertThat(revisions(ReadStreamOptions.get().fromRevision(7))).isEmpty();
    }

    @Test
    void the_last_event_is_the_first_backwards_from_the_end() {
        // Given
        server.append(stream, Server.events("a", 5));

        // Then
        assertThat(revisions(ReadStreamOptions.get().backwards().fromEnd().maxCount(1)))
                .containsExactly(4L);
    }

    @Test
    void no_more_is_read_than_was_asked_for() {
        // Given
        server.append(stream, Server.events("a", 5));

        // Then
        assertThat(revisions(ReadStreamOptions.get().maxCount(2))).containsExactly(0L, 1L);
    }

    @Test
    void the_reader_is_told_where_the_stream_ends() {
        // Given
        server.append(stream, Server.events("a", 5));

        // When
        var result = Server.await(
                server.client().readStream(stream, ReadStreamOptions.get().maxCount(2)));

        // Then
        assertThat(result.getLastStreamPosition()).isEqualTo(4);
    }

    @Test
    void reading_all_forwards_includes_the_event_at_the_position() {
        // Given
        server.append(stream, Server.events("a", 3));
        var second = server.read(stream).get(1).getPosition();

        // Then
        assertThat(own(ReadAllOptions.get().fromPosition(second)))
                .extracting(RecordedEvent::getRevision)
                .containsExactly(1L, 2L);
    }

    @Test
    void reading_all_backwards_leaves_the_event_at_the_position_out() {
        // Given
        server.append(stream, Server.events("a", 3));
        var third = server.read(stream).get(2).getPosition();

        // Then
        assertThat(own(ReadAllOptions.get().backwards().fromPosition(third).maxCount(100)))
                .extracting(RecordedEvent::getRevision)
                .startsWith(1L, 0L)
                .doesNotContain(2L);
    }

    @Test
    void all_streams_stand_in_the_order_in_which_they_were_written() {
        // Given
        var other = server.stream("other");
        var from = server.append(stream, event("a")).getLogPosition();
        server.append(other, event("b"));
        server.append(stream, event("c"));

        // Then
        var read = own(ReadAllOptions.get().fromPosition(from));
        assertThat(read).extracting(RecordedEvent::getEventType).containsExactly("a", "b", "c");
        assertThat(read).extracting(RecordedEvent::getPosition).isSorted();
    }

    @Test
    void all_holds_the_events_of_the_system_too() {
        // Given
        var from = server.append(stream, event("a")).getLogPosition();
        Server.await(server.client().deleteStream(stream));

        // Then
        assertThat(server.readAll(ReadAllOptions.get().fromPosition(from)))
                .extracting(RecordedEvent::getStreamId)
                .contains("$$" + stream);
    }

    @Test
    void everything_is_read_back_from_the_end() {
        // Given
        server.append(stream, event("a"));
        var last = server.append(stream, event("b")).getLogPosition();

        // Then
        assertThat(own(ReadAllOptions.get().backwards().fromEnd().maxCount(100)))
                .extracting(RecordedEvent::getPosition)
                .startsWith(last);
    }

    @Test
    void nothing_is_behind_the_last_position() {
        // Given
        var last = server.append(stream, event("a")).getLogPosition();
        var behind = new Position(last.getCommitUnsigned() + 1_000_000_000, last.getPrepareUnsigned() + 1_000_000_000);

        // Then
        assertThat(own(ReadAllOptions.get().fromPosition(behind))).isEmpty();
    }

    private List<Long> revisions(ReadStreamOptions options) {
        return server.read(stream, options).stream()
                .map(RecordedEvent::getRevision)
                .toList();
    }

    private List<RecordedEvent> own(ReadAllOptions options) {
        return server.readAll(options).stream()
                .filter(event -> event.getStreamId().startsWith(server.stream("")))
                .toList();
    }
}
