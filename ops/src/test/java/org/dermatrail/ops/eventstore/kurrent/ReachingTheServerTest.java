package org.dermatrail.ops.eventstore.kurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dermatrail.ops.eventstore.SampleEvents.event;
import static org.dermatrail.ops.eventstore.SampleEvents.newStream;
import static org.dermatrail.ops.eventstore.SampleEvents.streamOf;

import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.KurrentDBConnectionString;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.DomainEventMessage;
import org.dermatrail.domain.datacut.DataCut;
import org.dermatrail.domain.lesion.LesionRegister;
import org.dermatrail.domain.site.Site;
import org.dermatrail.domain.study.Study;
import org.dermatrail.ops.eventstore.EventKind;
import org.dermatrail.ops.eventstore.StorageRefused;
import org.dermatrail.ops.eventstore.StoredEvent;
import org.dermatrail.ops.eventstore.kurrent.twin.AppendFault;
import org.dermatrail.ops.eventstore.kurrent.twin.KurrentTwin;
import org.dermatrail.ops.eventstore.kurrent.twin.TwinSettings;
import org.junit.jupiter.api.Test;

/** A server that is away, comes back, does not let us in, holds what is not ours, or takes less than we have. */
class ReachingTheServerTest {

    private static void refusedAs(String code, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(StorageRefused.class, refused -> assertThat(refused.code())
                .as(refused.getMessage())
                .isEqualTo(code));
    }

    private static KurrentSettings givingUpSoon(KurrentTwin twin) {
        return TwinSide.settings(twin)
                .with(new KurrentSettings.Deadlines(
                        Duration.ofMillis(100),
                        Duration.ofMillis(100),
                        Duration.ofMillis(600),
                        Duration.ofMillis(2),
                        Duration.ofMillis(20),
                        Duration.ofMillis(250)));
    }

    @Test
    void what_was_begun_while_the_server_was_away_is_done_when_it_is_back() throws Exception {
        try (var twin = KurrentTwin.start();
                var engine = TwinSide.engine(TwinSide.hasty(twin));
                var threads = Executors.newVirtualThreadPerTaskExecutor();
                var stream = engine.tail().openStream(null)) {
            // Given
            var before = event(newStream(), 0);
            engine.appendEvents(before);
            assertThat(stream.nextAvailable().getIdentifier()).isEqualTo(before.getIdentifier());
            twin.stop();

            // When
            var during = event(newStream(), 0);
            var append = threads.submit(() -> engine.appendEvents(during));
            assertThat(stream.hasNextAvailable(500, TimeUnit.MILLISECONDS)).isFalse();
            twin.listen();

            // Then
            append.get(30, TimeUnit.SECONDS);
            assertThat(stream.hasNextAvailable(30, TimeUnit.SECONDS)).isTrue();
            assertThat(stream.nextAvailable().getIdentifier()).isEqualTo(during.getIdentifier());
        }
    }

    @Test
    void who_gives_up_says_that_the_outcome_is_unknown_and_the_same_events_may_be_sent_again() {
        try (var twin = KurrentTwin.start();
                var engine = TwinSide.engine(givingUpSoon(twin))) {
            // Given
            var event = event(newStream(), 0);
            var never = new AppendFault[10_000];
            Arrays.fill(never, AppendFault.TIMED_OUT_WRITTEN);
            twin.faults().onNextAppends(never);

            // Then
            refusedAs("OUTCOME_UNKNOWN", () -> engine.appendEvents(event));
            twin.faults().none();
            engine.appendEvents(event);
            assertThat(engine.scan(null)).hasSize(1);
        }
    }

    @Test
    void a_server_that_is_not_there_is_said_to_be_out_of_reach() {
        var twin = KurrentTwin.start();
        var settings = givingUpSoon(twin);
        twin.close();

        refusedAs("NOT_REACHED", () -> TwinSide.engine(settings).close());
    }

    @Test
    void who_is_not_known_or_may_not_see_the_whole_log_is_told_so() {
        var settings = TwinSettings.DEFAULT.withUser("admin", "right").withUser("reader", "right");
        try (var twin = KurrentTwin.start(settings)) {
            refusedAs("NOT_ADMITTED", () -> TwinSide.engine(as(twin, "admin:wrong"))
                    .close());
            refusedAs("NOT_ADMITTED", () -> TwinSide.engine(as(twin, "reader:right"))
                    .close());
            try (var engine = TwinSide.engine(as(twin, "admin:right"))) {
                engine.appendEvents(event(newStream(), 0));
                assertThat(engine.scan(null)).hasSize(1);
            }
        }
    }

    private static KurrentSettings as(KurrentTwin twin, String who) {
        var usual = TwinSide.settings(twin);
        return new KurrentSettings(
                twin.connectionString().replace("://", "://" + who + "@"), usual.deadlines(), usual.limits());
    }

    @Test
    void what_is_larger_than_its_settings_never_reaches_the_server() {
        try (var twin = KurrentTwin.start();
                var engine = TwinSide.engine(
                        TwinSide.settings(twin).with(new KurrentSettings.Limits(100, 64, 2_000, 3_000, 4, 100)))) {
            refusedAs("EVENT_TOO_LARGE", () -> engine.appendStored(List.of(sized(2_100, newStream(), 0))));
            var stream = newStream();
            refusedAs(
                    "APPEND_TOO_LARGE",
                    () -> engine.appendStored(List.of(sized(1_600, stream, 0), sized(1_600, stream, 1))));
            refusedAs(
                    "APPEND_TOO_LARGE",
                    () -> engine.appendStored(List.of(
                            sized(1, stream, 0),
                            sized(1, stream, 1),
                            sized(1, stream, 2),
                            sized(1, stream, 3),
                            sized(1, stream, 4))));
            assertThat(engine.lastPosition()).isZero();
        }
    }

    private static StoredEvent sized(int bytes, String stream, long sequence) {
        var kind = new EventKind("Capture", "x", "1");
        return new StoredEvent(0, newStream(), stream, sequence, kind, 0, new byte[bytes], new byte[0]);
    }

    @Test
    void what_others_wrote_into_the_store_is_not_passed_over() {
        try (var twin = KurrentTwin.start();
                var engine = TwinSide.engineOn(twin)) {
            twin.writeOldTransaction("Capture-x", "Somebodys", 1);

            refusedAs("NOT_OF_THE_REGISTRY", () -> assertThat(engine.scan(null)).isEmpty());
            refusedAs(
                    "NOT_OF_THE_REGISTRY",
                    () -> assertThat(engine.readEvents("x").asStream()).isEmpty());
        }
    }

    @Test
    void what_a_later_registry_wrote_in_a_form_of_its_own_is_not_passed_over() throws Exception {
        try (var twin = KurrentTwin.start();
                var engine = TwinSide.engineOn(twin)) {
            // Given
            var form = "{\"dermatrail\":2,\"name\":\"x\",\"timestampMicros\":0,\"metadata\":\"{}\"}";
            var record = EventData.builderAsBinary("x", new byte[1])
                    .metadataAsBytes(form.getBytes(StandardCharsets.UTF_8))
                    .build();
            var client = KurrentDBClient.create(KurrentDBConnectionString.parseOrThrow(twin.connectionString()));
            assertThat(client.appendToStream("Event-1", record).get(30, TimeUnit.SECONDS))
                    .isNotNull();
            client.shutdown().get(30, TimeUnit.SECONDS);

            // Then
            refusedAs("NOT_OF_THE_REGISTRY", () -> assertThat(engine.scan(null)).isEmpty());
        }
    }

    @Test
    void a_stream_that_somebody_removed_and_that_went_on_is_neither_written_nor_read() throws Exception {
        try (var twin = KurrentTwin.start();
                var engine = TwinSide.engineOn(twin)) {
            // Given
            var id = newStream();
            engine.appendEvents(event(id, 0), event(id, 1));
            var client = KurrentDBClient.create(KurrentDBConnectionString.parseOrThrow(twin.connectionString()));
            assertThat(client.deleteStream("Capture-" + id).get(30, TimeUnit.SECONDS))
                    .isNotNull();
            client.shutdown().get(30, TimeUnit.SECONDS);

            // Then: the server takes the first event, and numbers it after those that nobody sees any more.
            refusedAs("NOT_OF_THE_REGISTRY", () -> engine.appendEvents(event(id, 0)));
            refusedAs(
                    "NOT_OF_THE_REGISTRY",
                    () -> assertThat(engine.readEvents(id).asStream()).isEmpty());
            refusedAs("NOT_OF_THE_REGISTRY", () -> assertThat(engine.scan(null)).isEmpty());
        }
    }

    @Test
    void a_reader_that_falls_behind_makes_the_server_wait_and_not_this_process_grow() throws Exception {
        var settings = new KurrentSettings.Limits(100, 64, 1 << 20, 1 << 20, 1_000, 100);
        try (var twin = KurrentTwin.start();
                var engine = TwinSide.engine(TwinSide.settings(twin).with(settings));
                var home = new KurrentConnection(TwinSide.settings(twin));
                var slow = new Feed(home, TwinSide.settings(twin).with(settings), null);
                var quick = engine.tail().openStream(null)) {
            // Given
            assertThat(slow.take(1, 1)).isEmpty();
            int events = 2_000;
            for (int stream = 0; stream < events / 500; stream++) {
                engine.appendEvents(streamOf(newStream(), 500));
            }

            // When: by then, whoever is quick has all of it.
            for (int i = 0; i < events; i++) {
                assertThat(quick.nextAvailable()).isNotNull();
                assertThat(slow.held()).isLessThanOrEqualTo(64);
            }

            // Then
            var taken = slow.take(events, TimeUnit.SECONDS.toNanos(30)).size();
            while (taken < events) {
                assertThat(slow.held()).isLessThanOrEqualTo(64);
                var more = slow.take(events, TimeUnit.SECONDS.toNanos(30)).size();
                assertThat(more).isPositive();
                taken += more;
            }
            assertThat(taken).isEqualTo(events);
        }
    }

    @Test
    void every_stream_of_the_registry_has_a_name_that_its_id_alone_leads_to() {
        var names = StreamNames.ofTheRegistry("", 10);

        assertThat(names.candidates(Study.stream("s"))).containsExactly("Study-study:s");
        assertThat(names.candidates(Site.stream("s/n"))).containsExactly("Site-site:s/n");
        assertThat(names.candidates(LesionRegister.stream("p"))).containsExactly("LesionRegister-lesions:p");
        assertThat(names.candidates(DataCut.stream("c"))).containsExactly("DataCut-cut:c");
        assertThat(names.candidates("p")).containsExactly("Capture-p", "Participant-p", "Discrepancy-p");
        names.seen("p", "Participant-p");
        assertThat(names.candidates("p")).containsExactly("Participant-p");
    }

    @Test
    void a_stream_that_could_not_be_found_again_is_not_written() {
        try (var twin = KurrentTwin.start();
                var engine = TwinSide.engineOn(twin)) {
            refusedAs("STREAM_NOT_KNOWN", () -> engine.appendStored(List.of(of("Robot", newStream()))));
            refusedAs("STREAM_NOT_KNOWN", () -> engine.appendStored(List.of(of("Capture", Study.stream("s")))));
            assertThat(engine.readEvents(newStream()).asStream().map(DomainEventMessage::getType))
                    .isEmpty();
        }
    }

    private static StoredEvent of(String type, String id) {
        var kind = new EventKind(type, "x", "1");
        return new StoredEvent(0, newStream(), id, 0, kind, 0, new byte[1], new byte[0]);
    }

    @Test
    void settings_that_cannot_be_meant_are_refused_and_never_show_a_password() {
        assertThatThrownBy(() -> KurrentSettings.at("http://admin:secret@there"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
        assertThat(KurrentSettings.at("esdb://admin:secret@there").toString()).doesNotContain("secret");
        assertThatThrownBy(() -> new KurrentSettings.Limits(0, 1, 1, 1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
