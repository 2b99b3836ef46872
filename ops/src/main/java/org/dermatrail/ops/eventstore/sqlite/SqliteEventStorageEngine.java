package org.dermatrail.ops.eventstore.sqlite;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.eventsourcing.eventstore.BatchingEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.dermatrail.ops.eventstore.EventLog;
import org.dermatrail.ops.eventstore.StorageRefused;
import org.dermatrail.ops.eventstore.StorageRefused.Reason;
import org.dermatrail.ops.eventstore.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * Keeps events in one SQLite file.
 *
 * <p>Law: when an append returns, all of it is synced to disk; where it throws, none of it counts as written. A sequence
 * number or event id that is taken surfaces as {@link ConcurrencyException} or {@link AggregateStreamCreationException};
 * a full or failing disk as {@link StorageRefused}, after which the engine goes on once there is room. Positions are
 * counted from 1 <em>without gaps</em>: there is one writer and a position is given inside its transaction, so the
 * position itself is the tracking token and no gap-aware token is needed. Stored bytes are never written anew.
 *
 * <p>Thread-safe, for platform and virtual threads. One engine a file.
 */
public final class SqliteEventStorageEngine extends BatchingEventStorageEngine implements EventLog {

    private final SqliteEventStoreSettings settings;
    private final EventFile file;
    private final GroupCommit groups;
    private final EventReaders readers;

    private SqliteEventStorageEngine(Builder builder, SqliteEventStoreSettings settings) throws SQLException {
        super(builder);
        this.settings = settings;
        this.file = new EventFile(settings);
        this.groups = new GroupCommit(file, settings);
        this.readers = new EventReaders(file, settings.readers());
    }

    /**
     * Opens the engine, creating the file where it is missing.
     *
     * @param settings file and limits
     * @param serializer for events, their metadata and snapshots
     * @param upcasters lift old versions while reading
     * @throws StorageRefused where the file cannot be opened
     */
    public static SqliteEventStorageEngine open(
            SqliteEventStoreSettings settings, Serializer serializer, EventUpcaster upcasters) {
        var builder = new Builder();
        builder.batchSize(settings.batchSize())
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .upcasterChain(upcasters)
                .persistenceExceptionResolver(cause -> cause instanceof SQLException sql && EventFile.isDuplicate(sql));
        try {
            return new SqliteEventStorageEngine(builder, settings);
        } catch (SQLException cause) {
            throw new EventFile(settings).refusal(cause);
        }
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        var rows = new ArrayList<StoredEvent>(events.size());
        for (var event : events) {
            rows.add(StoredEvent.of(event, serializer));
        }
        var failure = write(WriteRequest.append(rows, events));
        if (failure.isPresent()) {
            handlePersistenceException(
                    failure.get().cause(), events.get(failure.get().duplicate()));
        }
    }

    @Override
    public String identity() {
        return readers.read(EventReader::identity);
    }

    @Override
    public EventStorageEngine engine() {
        return this;
    }

    @Override
    public boolean severalStreamsAtOnce() {
        return true;
    }

    @Override
    public void appendStored(List<StoredEvent> events) {
        var failure = write(WriteRequest.copy(List.copyOf(events)));
        if (failure.isPresent()) {
            throw new ConcurrencyException(
                    "Already stored: " + events.get(failure.get().duplicate()),
                    failure.get().cause());
        }
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        var failure = write(WriteRequest.snapshot(StoredEvent.of(snapshot, serializer)));
        if (failure.isPresent()) {
            handlePersistenceException(failure.get().cause(), snapshot);
        }
    }

    /** Writes; a failure that comes back is about a key that is taken. */
    private Optional<WriteRequest.Failure> write(WriteRequest request) {
        refuseWhatIsTooLarge(request);
        var failure = groups.write(request);
        if (failure.isPresent() && failure.get().duplicate() < 0) {
            throw file.refusal(failure.get().cause());
        }
        return failure;
    }

    private static void refuseWhatIsTooLarge(WriteRequest request) {
        for (var event : request.events()) {
            if (event.sizeBytes() > SqliteEventStoreSettings.MAX_EVENT_BYTES) {
                throw new StorageRefused(
                        Reason.EVENT_TOO_LARGE,
                        "An event of " + event.sizeBytes() + " bytes is larger than "
                                + SqliteEventStoreSettings.MAX_EVENT_BYTES + " bytes; nothing was written.",
                        null);
            }
        }
        if (request.events().size() > SqliteEventStoreSettings.MAX_APPEND_EVENTS
                || request.sizeBytes() > SqliteEventStoreSettings.MAX_APPEND_BYTES) {
            throw new StorageRefused(
                    Reason.APPEND_TOO_LARGE, "One append holds too much; nothing of it was written.", null);
        }
    }

    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(@Nullable TrackingToken lastToken, int batchSize) {
        var position = positionOf(lastToken);
        return readers.read(reader -> reader.after(position, batchSize));
    }

    @Override
    protected List<? extends DomainEventData<?>> fetchDomainEvents(
            String aggregateIdentifier, long firstSequenceNumber, int batchSize) {
        return readers.read(reader -> reader.ofStream(aggregateIdentifier, firstSequenceNumber, batchSize));
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateIdentifier) {
        return readers.read(reader -> reader.snapshot(aggregateIdentifier)).stream();
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        var last = readers.read(reader -> reader.lastSequence(aggregateIdentifier));
        return last.isPresent() ? Optional.of(last.getAsLong()) : Optional.empty();
    }

    @Override
    public StreamableMessageSource<TrackedEventMessage<?>> tail() {
        return new EventTail(this, groups.recent());
    }

    /** The next rows after a position, as messages of their present versions. */
    EventTail.Window windowAfter(long position, int most) {
        var rows = readers.read(reader -> reader.after(position, most));
        var messages = EventUtils.upcastAndDeserializeTrackedEvents(rows.stream(), getEventSerializer(), upcasterChain)
                .toList();
        return new EventTail.Window(
                messages, rows.isEmpty() ? position : rows.getLast().position());
    }

    @Override
    public Stream<StoredEvent> scan(@Nullable TrackingToken after) {
        return scan(positionOf(after));
    }

    /** Stored rows after a position, in order, as they lie; neither lifted nor read as events. */
    public Stream<StoredEvent> scan(long afterPosition) {
        return Stream.iterate(
                        rowsAfter(afterPosition),
                        batch -> !batch.isEmpty(),
                        batch -> rowsAfter(batch.getLast().position()))
                .flatMap(List::stream);
    }

    private List<StoredEvent> rowsAfter(long position) {
        return readers.read(reader -> reader.after(position, settings.batchSize()));
    }

    /** The stored row of an event id. */
    public Optional<StoredEvent> find(String eventId) {
        return readers.read(reader -> reader.byId(eventId));
    }

    @Override
    public long lastPositionOf(String aggregateIdentifier) {
        return readers.read(reader -> reader.lastPositionOf(aggregateIdentifier))
                .orElse(0);
    }

    @Override
    public long lastPosition() {
        return readers.read(EventReader::lastPosition).orElse(0);
    }

    /** Positions count events here. */
    @Override
    public long positionBehind(long events) {
        return Math.max(0, lastPosition() - events);
    }

    @Override
    public long brokenStreams() {
        return readers.read(EventReader::brokenStreams).orElse(0);
    }

    @Override
    public OptionalLong count() {
        return OptionalLong.of(lastPosition());
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return lastPosition() == 0 ? null : new GlobalSequenceTrackingToken(0);
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        return tokenOf(readers.read(EventReader::lastPosition));
    }

    /** A token before the first event that is not older; where all are older, the head, so that none is repeated. */
    @Override
    public @Nullable TrackingToken createTokenAt(Instant dateTime) {
        var first = readers.read(reader -> reader.firstNotBefore(StoredEvent.microsOf(dateTime)));
        return first.isPresent() ? new GlobalSequenceTrackingToken(first.getAsLong() - 1) : createHeadToken();
    }

    private static @Nullable TrackingToken tokenOf(OptionalLong position) {
        return position.isPresent() ? new GlobalSequenceTrackingToken(position.getAsLong()) : null;
    }

    static long positionOf(@Nullable TrackingToken token) {
        var plain = WrappedToken.unwrapLowerBound(token);
        if (plain == null) {
            return 0;
        }
        if (plain instanceof GlobalSequenceTrackingToken position) {
            return position.getGlobalIndex();
        }
        throw new IllegalArgumentException(
                "Not a token of this store: " + plain.getClass().getSimpleName());
    }

    @Override
    public void close() {
        groups.drain();
        try {
            // The writer goes last, since only the last connection folds the log into the file.
            readers.close();
            groups.close();
        } catch (SQLException cause) {
            throw file.refusal(cause);
        }
    }

    /** Axon's builder of the parts that engines share. */
    private static final class Builder extends BatchingEventStorageEngine.Builder {}
}
