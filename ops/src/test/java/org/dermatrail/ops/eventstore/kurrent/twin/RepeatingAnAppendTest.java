package org.dermatrail.ops.eventstore.kurrent.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermatrail.ops.eventstore.kurrent.twin.Server.event;

import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.RecordedEvent;
import io.kurrent.dbclient.StreamState;
import io.kurrent.dbclient.WrongExpectedVersionException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An append whose outcome is unknown is sent again with the same ids: nothing may be doubled by it. */
@Tag(LiveServer.TAG)
class RepeatingAnAppendTest {

    private final EventData[] first = Server.events("first", 3);
    private final EventData[] second = Server.events("second", 2);
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
    void the_same_first_append_is_answered_with_its_numbers_and_writes_nothing() {
        // Given
        var original = server.append(stream, StreamState.noStream(), first);

        // When
        var repeated = server.append(stream, StreamState.noStream(), first);

        // Then
        assertThat(repeated.getNextExpectedRevision()).isEqualTo(original.getNextExpectedRevision());
        assertThat(repeated.getLogPosition()).isEqualTo(original.getLogPosition());
        assertThat(server.read(stream)).hasSize(3);
    }

    @Test
    void it_is_known_again_however_much_was_written_since() {
        // Given
        var original = server.append(stream, StreamState.noStream(), first);
        server.append(stream, StreamState.streamRevision(2), second);
        server.append(stream, Server.events("later", 50));

        // Then
        assertThat(server.append(stream, StreamState.noStream(), first).getLogPosition())
                .isEqualTo(original.getLogPosition());
        assertThat(server.append(stream, StreamState.streamRevision(2), second).getNextExpectedRevision())
                .isEqualTo(StreamState.streamRevision(4));
        assertThat(server.read(stream)).hasSize(55);
    }

    @Test
    void a_beginning_of_it_is_known_too() {
        // Given
        server.append(stream, StreamState.noStream(), first);

        // When
        var repeated = server.append(stream, StreamState.noStream(), first[0], first[1]);

        // Then
        assertThat(repeated.getNextExpectedRevision()).isEqualTo(StreamState.streamRevision(1));
    }

    @Test
    void more_than_was_written_is_a_conflict() {
        // Given
        server.append(stream, StreamState.noStream(), first);

        // When
        var refusal = server.refusal(stream, StreamState.noStream(), first[0], first[1], first[2], event("new"));

        // Then
        assertThat(refusal).isInstanceOfSatisfying(WrongExpectedVersionException.class, conflict -> assertThat(
                        conflict.getActualState())
                .isEqualTo(StreamState.streamRevision(2)));
        assertThat(server.read(stream)).hasSize(3);
    }

    @Test
    void half_of_it_with_something_else_is_a_conflict() {
        // Given
        server.append(stream, StreamState.noStream(), first);

        // Then
        assertThat(server.refusal(stream, StreamState.noStream(), first[0], event("other"), first[2]))
                .isInstanceOf(WrongExpectedVersionException.class);
    }

    @Test
    void the_same_ids_at_another_place_are_a_conflict() {
        // Given
        server.append(stream, StreamState.noStream(), first);
        server.append(stream, StreamState.streamRevision(2), second);

        // Then
        assertThat(server.refusal(stream, StreamState.streamRevision(1), second))
                .isInstanceOf(WrongExpectedVersionException.class);
    }

    @Test
    void the_same_id_behind_the_end_is_written_again() {
        // Given: only ids at the expected place are compared.
        var id = UUID.randomUUID();
        server.append(stream, StreamState.noStream(), event(id, "a"));

        // When
        server.append(stream, StreamState.streamRevision(0), event(id, "a"));

        // Then
        assertThat(server.read(stream)).extracting(RecordedEvent::getRevision).containsExactly(0L, 1L);
    }

    @Test
    void without_a_revision_it_is_known_by_its_ids_for_a_while() {
        // Given
        var original = server.append(stream, StreamState.any(), first);

        // When
        var repeated = server.append(stream, StreamState.any(), first);
        var existing = server.append(stream, StreamState.streamExists(), first);

        // Then
        assertThat(repeated.getLogPosition()).isEqualTo(original.getLogPosition());
        assertThat(existing.getLogPosition()).isEqualTo(original.getLogPosition());
        assertThat(server.read(stream)).hasSize(3);
    }

    @Test
    void the_same_ids_in_another_stream_are_other_events() {
        // Given
        server.append(stream, StreamState.any(), first);

        // When
        var elsewhere = server.append(server.stream("other"), StreamState.any(), first);

        // Then
        assertThat(elsewhere.getNextExpectedRevision()).isEqualTo(StreamState.streamRevision(2));
        assertThat(server.read(server.stream("other"))).hasSize(3);
    }
}
