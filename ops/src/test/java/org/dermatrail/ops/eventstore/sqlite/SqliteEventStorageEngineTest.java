package org.dermatrail.ops.eventstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dermatrail.ops.eventstore.SampleEvents.at;
import static org.dermatrail.ops.eventstore.SampleEvents.event;
import static org.dermatrail.ops.eventstore.SampleEvents.newStream;
import static org.dermatrail.ops.eventstore.SampleEvents.streamOf;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.dermatrail.domain.EventCatalogue;
import org.dermatrail.domain.participant.ParticipantEvent.ParticipantEnrolled;
import org.dermatrail.ops.events.EventSerializer;
import org.dermatrail.ops.events.Upcasters;
import org.dermatrail.ops.eventstore.EventKind;
import org.dermatrail.ops.eventstore.EventStorageEngineConformance;
import org.dermatrail.ops.eventstore.StorageRefused;
import org.dermatrail.ops.eventstore.StoredEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteEventStorageEngineTest extends EventStorageEngineConformance {

    private static final EventKind OLD_ENROLMENT = new EventKind("Participant", "participant-enrolled", "1");

    @TempDir
    private Path folder = Path.of("");

    private @Nullable SqliteEventStorageEngine open;

    @Override
    protected EventStorageEngine engine() {
        return sqlite();
    }

    private synchronized SqliteEventStorageEngine sqlite() {
        var engine = open == null ? open(SqliteEventStoreSettings.at(file())) : open;
        open = engine;
        return engine;
    }

    @Override
    protected EventStorageEngine restarted() {
        close();
        return engine();
    }

    @AfterEach
    synchronized void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    private Path file() {
        return folder.resolve("events.db");
    }

    private static SqliteEventStorageEngine open(SqliteEventStoreSettings settings) {
        return SqliteEventStorageEngine.open(settings, new EventSerializer(new EventCatalogue()), Upcasters.chain());
    }

    @Test
    void positions_have_no_gaps_even_where_appends_were_refused() {
        // Given
        var taken = newStream();
        sqlite().appendEvents(streamOf(taken, 2));
        assertThatThrownBy(() -> sqlite().appendEvents(event(newStream(), 0), event(taken, 1)))
                .isInstanceOf(ConcurrencyException.class);

        // When
        sqlite().appendEvents(streamOf(newStream(), 2));

        // Then
        assertThat(sqlite().scan(0)).extracting(StoredEvent::position).containsExactly(1L, 2L, 3L, 4L);
        assertThat(sqlite().lastPosition()).isEqualTo(4);
    }

    @Test
    void a_stored_old_version_is_lifted_when_read_and_stays_as_it_lies() {
        // Given
        var bytes = """
                {"participantKey":"p","studyId":"s","siteId":"s/n","surrogate":true}""".getBytes(StandardCharsets.UTF_8);
        var metadata = "{}".getBytes(StandardCharsets.UTF_8);

        // When
        sqlite().appendStored(List.of(new StoredEvent(0, "an id", "p", 0, OLD_ENROLMENT, 5, bytes, metadata)));

        // Then
        assertThat(sqlite().readEvents("p").asStream().toList()).singleElement().satisfies(read -> assertThat(
                        read.getPayload())
                .isEqualTo(new ParticipantEnrolled("p", "s", "s/n", "SURROGATE_PER_LESION", null)));
        assertThat(sqlite().find("an id")).hasValueSatisfying(row -> {
            assertThat(row.payloadBytes()).isEqualTo(bytes);
            assertThat(row.kind()).isEqualTo(OLD_ENROLMENT);
            assertThat(row.timestampMicros()).isEqualTo(5);
        });
    }

    @Test
    void a_copy_is_equal_byte_by_byte(@TempDir Path elsewhere) {
        // Given
        sqlite().appendEvents(streamOf(newStream(), 7));

        // When
        try (var copy = open(SqliteEventStoreSettings.at(elsewhere.resolve("copy.db")))) {
            copy.appendStored(sqlite().scan(0).toList());

            // Then
            assertThat(copy.scan(0).toList())
                    .usingRecursiveFieldByFieldElementComparator()
                    .isEqualTo(sqlite().scan(0).toList());
            assertThatThrownBy(() -> copy.appendStored(sqlite().scan(3).toList()))
                    .isInstanceOf(ConcurrencyException.class);
        }
    }

    @Test
    void a_token_at_a_moment_is_found_among_many_marks() {
        // Given
        for (var second = 0; second < 3_000; second++) {
            // Every seventh event is dated back, as clocks of several machines do.
            var shown = second % 7 == 0 ? Math.max(0, second - 5) : second;
            var moment = at(shown);
            sqlite().appendEvents(event(newStream(), 0, moment));
        }
        var rows = sqlite().scan(0).toList();

        // Then
        LongStream.range(0, 3_001).filter(second -> second % 97 == 0).forEach(second -> {
            var moment = at((int) second);
            var first = rows.stream()
                    .filter(row -> row.timestampMicros() >= StoredEvent.microsOf(moment))
                    .findFirst();
            var token = sqlite().createTokenAt(moment);
            assertThat(token)
                    .isEqualTo(new GlobalSequenceTrackingToken(
                            first.map(row -> row.position() - 1).orElse(3_000L)));
        });
    }

    @Test
    void a_full_store_refuses_clearly_leaves_nothing_and_goes_on_with_more_room() {
        // Given
        var written = 0;
        try (var small = open(SqliteEventStoreSettings.at(file()).withMaxPages(60))) {
            var refused = false;
            while (!refused) {
                try {
                    small.appendEvents(streamOf(newStream(), 10));
                    written += 10;
                } catch (StorageRefused full) {
                    assertThat(full.code()).as(full.getMessage()).isEqualTo("STORAGE_FULL");
                    refused = true;
                }
            }
            // Then
            assertThat(small.scan(0)).hasSize(written);
        }

        // When
        sqlite().appendEvents(streamOf(newStream(), 10));

        // Then
        assertThat(written).isPositive();
        assertThat(sqlite().scan(0)).hasSize(written + 10);
    }

    @Test
    void what_is_too_large_is_refused_before_it_reaches_the_file() {
        // Given
        var huge = new byte[SqliteEventStoreSettings.MAX_EVENT_BYTES + 1];

        // Then
        assertThatThrownBy(() -> sqlite().appendStored(
                                List.of(new StoredEvent(0, "e", "s", 0, OLD_ENROLMENT, 0, huge, new byte[0]))))
                .isInstanceOfSatisfying(StorageRefused.class, refused -> assertThat(refused.code())
                        .isEqualTo("EVENT_TOO_LARGE"));
        assertThat(sqlite().lastPosition()).isZero();
    }

    @Test
    void a_closed_store_refuses() {
        // Given
        var engine = sqlite();
        engine.appendEvents(event(newStream(), 0));
        engine.close();

        // Then
        assertThatThrownBy(() -> engine.appendEvents(event(newStream(), 0)))
                .isInstanceOfSatisfying(StorageRefused.class, refused -> assertThat(refused.code())
                        .isEqualTo("STORAGE_CLOSED"));
        assertThatThrownBy(engine::lastPosition).isInstanceOf(StorageRefused.class);
    }

    @Test
    void the_file_itself_refuses_to_change_or_remove_an_event() throws Exception {
        // Given
        sqlite().appendEvents(event(newStream(), 0));

        // Then
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("DELETE FROM event")).hasMessageContaining("never removed");
            assertThatThrownBy(() -> statement.execute("UPDATE event SET sequence = 9"))
                    .hasMessageContaining("never changed");
        }
    }

    @Test
    void ids_of_any_form_are_kept_apart() {
        // Given
        var upper = "019A9F3C-5C40-7C11-8A55-6D1F0F8F2A01";
        for (var id : List.of(upper, upper.toLowerCase(Locale.ROOT), "lesions:x", "größe")) {
            sqlite().appendEvents(event(id, 0));

            // Then
            assertThat(sqlite().readEvents(id).asStream())
                    .singleElement()
                    .satisfies(read -> assertThat(read.getAggregateIdentifier()).isEqualTo(id));
        }
        assertThatThrownBy(() -> sqlite().appendEvents(event(upper, 0)))
                .isInstanceOf(AggregateStreamCreationException.class);
    }
}
