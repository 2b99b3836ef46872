package org.dermatrail.ops.eventstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.dermatrail.domain.EventCatalogue;
import org.dermatrail.domain.Outcome;
import org.dermatrail.domain.study.Study;
import org.dermatrail.domain.study.StudyCommand;
import org.dermatrail.domain.study.StudyCommand.CloseStudy;
import org.dermatrail.domain.study.StudyCommand.OpenStudy;
import org.dermatrail.domain.study.StudyEvent;
import org.dermatrail.domain.study.StudyEvent.StudyClosed;
import org.dermatrail.domain.study.StudyEvent.StudyOpened;
import org.dermatrail.ops.events.EventSerializer;
import org.dermatrail.ops.events.TokenSerializer;
import org.dermatrail.ops.events.Upcasters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parts together: commands, processors, positions, replays and parked events over SQLite alone. */
class AxonOnSqliteTest {

    private static final String BOARD = "board";
    private static final long DEADLINE_SECONDS = 20;

    @TempDir
    private Path folder = Path.of("");

    private final Board board = new Board();
    private final Parts parts = new Parts();

    /** Keeps what it hears of studies; fails on a poisoned one. */
    static final class Board {
        private final BlockingQueue<StudyEvent> heard = new LinkedBlockingQueue<>();
        private volatile @Nullable String poisoned;

        @EventHandler
        void on(StudyOpened event) {
            hear(event);
        }

        @EventHandler
        void on(StudyClosed event) {
            hear(event);
        }

        private void hear(StudyEvent event) {
            if (event.studyId().equals(poisoned)) {
                throw new IllegalStateException("poison");
            }
            heard.add(event);
        }

        List<StudyEvent> next(int events) throws InterruptedException {
            var next = new ArrayList<StudyEvent>();
            while (next.size() < events) {
                var one = heard.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
                if (one == null) {
                    throw new AssertionError("Heard only " + next);
                }
                next.add(one);
            }
            return next;
        }
    }

    /** Everything that is opened and closed with a registry. */
    private final class Parts {
        private @Nullable Configuration axon;
        private @Nullable SqliteEventStorageEngine engine;
        private @Nullable ProcessorFile positions;

        void open() {
            var events = new EventSerializer(new EventCatalogue());
            var tokens = TokenSerializer.create();
            var store = SqliteEventStorageEngine.open(
                    SqliteEventStoreSettings.at(folder.resolve("events.db")), events, Upcasters.chain());
            var file = new ProcessorFile(folder.resolve("positions.db"));
            var parked = new SqliteDeadLetters(file.withUnitOfWork(), tokens, events);
            var configurer = DefaultConfigurer.defaultConfiguration()
                    .configureSerializer(_ -> tokens)
                    .configureEventSerializer(_ -> events)
                    .configureEmbeddedEventStore(_ -> store)
                    .configureAggregate(Study.class);
            configurer
                    .eventProcessing()
                    .usingPooledStreamingEventProcessors()
                    .registerTokenStore(_ -> new SqliteTokenStore(file.withUnitOfWork(), tokens, "this node"))
                    .registerDeadLetterQueueProvider(processor -> _ -> parked.of(processor))
                    .byDefaultAssignTo(BOARD)
                    .registerEventHandler(_ -> board);
            engine = store;
            positions = file;
            axon = configurer.start();
        }

        Configuration axon() {
            return Objects.requireNonNull(axon);
        }

        void close() {
            if (axon != null && engine != null && positions != null) {
                axon.shutdown();
                engine.close();
                positions.close();
            }
        }
    }

    @BeforeEach
    void open() {
        parts.open();
    }

    @AfterEach
    void close() {
        parts.close();
    }

    private Outcome send(StudyCommand command) {
        return parts.axon().commandGateway().sendAndWait(command);
    }

    private PooledStreamingEventProcessor processor() {
        return parts.axon()
                .eventProcessingConfiguration()
                .eventProcessor(BOARD, PooledStreamingEventProcessor.class)
                .orElseThrow();
    }

    @Test
    void a_processor_goes_on_after_a_restart_where_it_had_stopped() throws Exception {
        // Given
        assertThat(send(new OpenStudy("first", "First")).accepted()).isTrue();
        assertThat(board.next(1)).containsExactly(new StudyOpened("first", "First"));

        // When
        parts.close();
        parts.open();
        assertThat(send(new CloseStudy("first")).accepted()).isTrue();
        assertThat(send(new OpenStudy("first", "Again")).accepted()).isFalse();

        // Then
        assertThat(board.next(1)).containsExactly(new StudyClosed("first"));
    }

    @Test
    void a_replay_hears_everything_again() throws Exception {
        // Given
        send(new OpenStudy("first", "First"));
        send(new OpenStudy("second", "Second"));
        var heard = board.next(2);

        // When
        processor().shutDown();
        processor().resetTokens();
        processor().start();

        // Then
        assertThat(board.next(2)).containsExactlyInAnyOrderElementsOf(heard);
    }

    @Test
    void a_poisoned_stream_is_parked_the_rest_goes_on_and_it_is_heard_once_healed() throws Exception {
        // Given
        board.poisoned = "sick";
        send(new OpenStudy("sick", "Sick"));
        send(new CloseStudy("sick"));

        // When
        send(new OpenStudy("sound", "Sound"));

        // Then
        assertThat(board.next(1)).containsExactly(new StudyOpened("sound", "Sound"));
        var parked = parts.axon()
                .eventProcessingConfiguration()
                .deadLetterQueue(BOARD)
                .orElseThrow();
        await(() -> parked.size() == 2);

        // When
        board.poisoned = null;
        var healed = parts.axon()
                .eventProcessingConfiguration()
                .sequencedDeadLetterProcessor(BOARD)
                .orElseThrow()
                .processAny();

        // Then
        assertThat(healed).isTrue();
        assertThat(board.next(2)).containsExactly(new StudyOpened("sick", "Sick"), new StudyClosed("sick"));
        assertThat(parked.size()).isZero();
    }

    private static void await(BooleanSupplier condition) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
