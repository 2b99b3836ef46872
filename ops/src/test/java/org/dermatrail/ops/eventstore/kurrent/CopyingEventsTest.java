package org.dermatrail.ops.eventstore.kurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dermatrail.ops.eventstore.SampleEvents.event;
import static org.dermatrail.ops.eventstore.SampleEvents.newStream;
import static org.dermatrail.ops.eventstore.SampleEvents.streamOf;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.dermatrail.domain.EventCatalogue;
import org.dermatrail.ops.events.EventSerializer;
import org.dermatrail.ops.events.Upcasters;
import org.dermatrail.ops.eventstore.EventCopy;
import org.dermatrail.ops.eventstore.EventLog;
import org.dermatrail.ops.eventstore.StorageRefused;
import org.dermatrail.ops.eventstore.StoredEvent;
import org.dermatrail.ops.eventstore.kurrent.twin.AppendFault;
import org.dermatrail.ops.eventstore.kurrent.twin.KurrentTwin;
import org.dermatrail.ops.eventstore.sqlite.SqliteEventStorageEngine;
import org.dermatrail.ops.eventstore.sqlite.SqliteEventStoreSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyingEventsTest {

    private static final int STREAMS = 400;

    @TempDir
    private Path folder = Path.of("");

    private final KurrentTwin twin = KurrentTwin.start();
    private final EventLog server = TwinSide.engine(TwinSide.hasty(twin));
    private List<EventLog> files = List.of();

    @BeforeEach
    void open() {
        files = IntStream.range(0, 2)
                .<EventLog>mapToObj(each -> SqliteEventStorageEngine.open(
                        SqliteEventStoreSettings.at(folder.resolve(each + ".db")),
                        new EventSerializer(new EventCatalogue()),
                        Upcasters.chain()))
                .toList();
    }

    @AfterEach
    void close() {
        files.forEach(EventLog::close);
        server.close();
        twin.close();
    }

    private EventLog full() {
        var log = files.getFirst();
        for (int i = 0; i < STREAMS; i++) {
            log.engine().appendEvents(streamOf(newStream(), 1 + i % 4));
        }
        log.engine()
                .appendEvents(
                        GenericEventMessage.asEventMessage(event(newStream(), 0).getPayload()));
        return log;
    }

    private static EventCopy.Ended copied(EventLog from, EventLog to) {
        return (EventCopy.Ended) new EventCopy(from, to).run(events -> true);
    }

    private static List<StoredEvent> stored(EventLog log) {
        try (var events = log.scan(null)) {
            return events.toList();
        }
    }

    @Test
    void a_file_comes_back_from_a_server_as_it_was() {
        // Given
        var before = full();

        // When
        var there = copied(before, server);
        var back = copied(server, files.getLast());

        // Then
        assertThat(there.equal()).isTrue();
        assertThat(back.equal()).isTrue();
        assertThat(back.targetDigest()).isEqualTo(there.sourceDigest());
        assertThat(back.copied()).isEqualTo(1_001);
        assertThat(stored(files.getLast()))
                .usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(stored(before));
    }

    @Test
    void a_copy_that_was_cut_off_goes_on_and_a_complete_one_writes_nothing() {
        // Given
        var before = full();
        server.appendStored(stored(before).subList(0, 333));
        twin.faults().onNextAppends(AppendFault.CUT_WRITTEN, AppendFault.CUT_UNWRITTEN, AppendFault.SILENT_WRITTEN);

        // When
        var rest = copied(before, server);
        var again = copied(before, server);

        // Then
        assertThat(rest).isEqualTo(new EventCopy.Ended(333, 668, rest.sourceDigest(), rest.sourceDigest()));
        assertThat(again).isEqualTo(new EventCopy.Ended(1_001, 0, rest.sourceDigest(), rest.sourceDigest()));
    }

    @Test
    void a_copy_that_is_stopped_goes_on_where_it_stopped() {
        // Given
        var before = full();

        // When
        var stopped = new EventCopy(before, server).run(events -> false);
        var rest = copied(before, server);

        // Then
        assertThat(stopped).isEqualTo(new EventCopy.Stopped(0, 500));
        assertThat(rest.there()).isEqualTo(500);
        assertThat(rest.copied()).isEqualTo(501);
        assertThat(rest.equal()).isTrue();
    }

    @Test
    void a_store_that_holds_something_else_is_left_alone() {
        // Given
        var before = full();
        server.engine().appendEvents(event(newStream(), 0));

        // Then
        assertThatThrownBy(() -> copied(before, server))
                .isInstanceOf(EventCopy.NotTheBeginning.class)
                .hasMessageContaining("Event 1 of the target");
        assertThatThrownBy(() -> copied(server, before)).isInstanceOf(EventCopy.NotTheBeginning.class);
        assertThat(stored(server)).hasSize(1);
    }

    @Test
    void an_event_that_the_server_does_not_take_stops_the_copy_by_name() {
        // Given
        var log = files.getFirst();
        var huge = stored(full()).getFirst();
        log.appendStored(List.of(
                new StoredEvent(0, newStream(), newStream(), 0, huge.kind(), 0, new byte[1 << 20], new byte[0])));

        // Then
        assertThatThrownBy(() -> copied(log, server))
                .isInstanceOfSatisfying(StorageRefused.class, refused -> assertThat(refused.code())
                        .isEqualTo("EVENT_TOO_LARGE"));
    }
}
