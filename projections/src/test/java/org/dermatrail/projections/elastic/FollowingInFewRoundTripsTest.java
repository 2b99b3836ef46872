package org.dermatrail.projections.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.dermatrail.domain.RegistryEvent;
import org.dermatrail.projections.canonical.CanonicalAnswers;
import org.dermatrail.projections.cohort.EntryRows;
import org.dermatrail.projections.feed.ReadSide;
import org.dermatrail.projections.feed.ReadSideProjection;
import org.dermatrail.projections.history.Histories;
import org.dermatrail.projections.lucene.LuceneCohortIndex;
import org.dermatrail.projections.record.Entry;
import org.dermatrail.projections.sqlite.SqliteEntryStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowingInFewRoundTripsTest {

    private static final int HAPPENINGS = 500;
    private static final int MOST_ROUND_TRIPS = 50;

    /** A moment begun and ended, participants, their lesions, captures and discrepancies. */
    private static final int MOST_TO_READ = 9;

    private final Registries registries = new Registries();
    private final FaultyDoor door;

    FollowingInFewRoundTripsTest() throws IOException {
        door = new FaultyDoor(ElasticServer.shared().address());
    }

    @AfterEach
    void close() {
        registries.close();
        door.close();
    }

    @Test
    void a_batch_takes_so_many_however_many_events_and_participants_it_has(@TempDir Path folder) {
        // Given
        var log = Histories.of(12, HAPPENINGS);
        int half = log.size() / 2;
        var settings = registries.fresh();
        var through = ElasticSettings.of(List.of(door.address()), settings.prefix(), settings.credentials());
        try (var store = ElasticEntryStore.open(settings)) {
            deliver(new ReadSide(store, registries.open(settings)), log.subList(0, half), 0);
        }
        try (var store = ElasticEntryStore.open(through)) {
            var index = registries.open(through);
            int before = door.asked().size();

            // When
            deliver(new ReadSide(store, index), log.subList(half, log.size()), half);

            // Then
            assertThat(door.asked().subList(before, door.asked().size())).hasSizeLessThan(MOST_ROUND_TRIPS);
            assertThat(CanonicalAnswers.digest(store, index)).isEqualTo(embedded(log, folder));
        }
    }

    @Test
    void going_through_everything_takes_few_however_many_participants_there_are() {
        // Given
        var settings = registries.fresh();
        var through = ElasticSettings.of(List.of(door.address()), settings.prefix(), settings.credentials());
        try (var store = ElasticEntryStore.open(settings)) {
            deliver(new ReadSide(store, registries.open(settings)), Histories.of(12, HAPPENINGS), 0);
        }
        try (var store = ElasticEntryStore.open(through)) {
            int before = door.asked().size();
            var participants = new HashSet<String>();

            // When
            new EntryRows(store, Entry.NOW)
                    .forEach(row -> participants.add(row.row().participantKey()));

            // Then
            assertThat(participants).hasSizeGreaterThan(MOST_TO_READ);
            assertThat(door.asked().subList(before, door.asked().size())).hasSizeLessThanOrEqualTo(MOST_TO_READ);
        }
    }

    /** What the embedded default answers, event by event. */
    private static String embedded(List<RegistryEvent> log, Path folder) {
        try (var entries = SqliteEntryStore.open(folder.resolve("read.db"));
                var index = LuceneCohortIndex.open(folder.resolve("cohorts"))) {
            var readSide = new ReadSide(entries, index);
            readSide.begin();
            for (int i = 0; i < log.size(); i++) {
                readSide.apply(log.get(i), i);
            }
            readSide.flush();
            readSide.end();
            return CanonicalAnswers.digest(entries, index);
        }
    }

    /** Hands events on as a processor does: one batch, event by event. */
    private static void deliver(ReadSide readSide, List<RegistryEvent> events, int first) {
        var projection = new ReadSideProjection(readSide);
        var messages = events.stream()
                .<EventMessage<?>>map(GenericEventMessage::asEventMessage)
                .toList();
        var batch = new BatchingUnitOfWork<EventMessage<?>>(messages);
        int[] at = {first};
        var done = batch.executeWithResult(() -> {
            projection.on((RegistryEvent) batch.getMessage().getPayload(), new GlobalSequenceTrackingToken(at[0]++));
            return null;
        });
        assertThat(done.isExceptional()).isFalse();
    }
}
