package org.dermatrail.projections.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.dermatrail.domain.RegistryEvent;
import org.dermatrail.projections.history.ClinicStory;
import org.dermatrail.projections.lucene.LuceneCohortIndex;
import org.dermatrail.projections.record.Entry;
import org.dermatrail.projections.record.EntryReader;
import org.dermatrail.projections.record.EntryStore;
import org.dermatrail.projections.record.Outage;
import org.dermatrail.projections.record.ParticipantEntry;
import org.dermatrail.projections.sqlite.SqliteEntryStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeetingAnOutageTest {

    @TempDir
    Path folder = Path.of("");

    private static final class Unplugged extends Outage {
        private static final long serialVersionUID = 1L;

        Unplugged() {
            super("the disk is unplugged", new IOException());
        }
    }

    /** A real store whose disk can be unplugged. */
    private record Pluggable(SqliteEntryStore store, AtomicBoolean plugged) implements EntryStore {

        private SqliteEntryStore disk() {
            if (!plugged.get()) {
                throw new Unplugged();
            }
            return store;
        }

        @Override
        public <T> T read(Function<EntryReader, T> question) {
            return disk().read(question);
        }

        @Override
        public EntryReader latest() {
            return disk().latest();
        }

        @Override
        public void write(Collection<? extends Entry> changed, Ordinals next, long position) {
            disk().write(changed, next, position);
        }

        @Override
        public Ordinals nextOrdinals() {
            return disk().nextOrdinals();
        }

        @Override
        public long position() {
            return disk().position();
        }

        @Override
        public void sync() {
            disk().sync();
        }

        @Override
        public void clear() {
            disk().clear();
        }

        @Override
        public void close() {
            store.close();
        }
    }

    @Test
    void fails_the_batch_instead_of_parking_the_event_and_loses_nothing_when_tried_again() {
        var plugged = new AtomicBoolean(true);
        try (var store = new Pluggable(SqliteEntryStore.open(folder.resolve("read.db")), plugged);
                var index = LuceneCohortIndex.open(folder.resolve("cohorts"))) {
            // Given
            var projection = new ReadSideProjection(new ReadSide(store, index));
            var enrolled = new ClinicStory().enrol("p1", null).events();
            plugged.set(false);

            // When
            var batch = DefaultUnitOfWork.startAndGet(
                    (EventMessage<?>) GenericEventMessage.asEventMessage(enrolled.getFirst()));
            deliver(projection, enrolled);

            // Then
            assertThatThrownBy(batch::commit).hasRootCauseInstanceOf(IOException.class);
            plugged.set(true);
            var again = DefaultUnitOfWork.startAndGet(
                    (EventMessage<?>) GenericEventMessage.asEventMessage(enrolled.getFirst()));
            deliver(projection, enrolled);
            again.commit();
            assertThat(store.<Boolean>read(reader -> reader.find(ParticipantEntry.class, "p1") != null))
                    .isTrue();
        }
    }

    private static void deliver(ReadSideProjection projection, List<? extends RegistryEvent> events) {
        long position = 0;
        for (var event : events) {
            projection.on(event, new GlobalSequenceTrackingToken(++position));
        }
    }
}
