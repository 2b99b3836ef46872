package org.dermatrail.ops.eventstore.kurrent;

import io.kurrent.dbclient.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.dermatrail.ops.eventstore.EventLog;
import org.dermatrail.ops.eventstore.StorageRefused;
import org.dermatrail.ops.eventstore.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * Keeps events on a KurrentDB or EventStoreDB server, from version 22.10 on.
 *
 * <p>Law: all events of an append are written in one call that names the revision it follows, or none is; when it returns,
 * the server has them; where their place is taken it fails as Axon expects, with
 * {@link org.axonframework.modelling.command.ConcurrencyException} or
 * {@link org.axonframework.modelling.command.AggregateStreamCreationException}; everything else is a
 * {@link StorageRefused}. A stream is found by its name, never by looking through the log. Positions are places in the
 * server's log: they rise strictly, have gaps and tell no number of events. The store is the registry's own, and nothing
 * is ever removed from it.
 *
 * <p>Thread-safe, for platform and virtual threads.
 */
public final class KurrentEventStorageEngine extends AbstractEventStorageEngine implements EventLog {

    private final KurrentSettings settings;
    private final KurrentConnection connection;
    private final StreamNames names;
    private final LogReader reader;
    private final LogEnd end;
    private final AppendPace pace = new AppendPace();
    private final Appender appender;
    private final Snapshots snapshots;
    private final LogIdentity identity;

    private KurrentEventStorageEngine(Builder builder, KurrentSettings settings) {
        super(builder);
        this.settings = settings;
        this.connection = new KurrentConnection(settings);
        this.names = StreamNames.ofTheRegistry(
                settings.facts().space(), settings.limits().knownStreams());
        this.reader = LogReader.patient(connection, settings);
        this.end = new LogEnd(reader);
        this.appender = new Appender(connection, settings, names, pace);
        this.snapshots = new Snapshots(connection, reader, settings);
        this.identity = new LogIdentity(
                connection, reader, settings.facts(), settings.deadlines().append());
    }

    /**
     * Opens the engine and makes sure that the server answers and lets it read.
     *
     * @param settings server, deadlines and limits
     * @param serializer for events, their metadata and snapshots
     * @param upcasters lift old versions while reading
     * @throws StorageRefused where the server is not reached in time, shows a certificate that is not believed, or does not
     *     let this user in
     */
    public static KurrentEventStorageEngine open(
            KurrentSettings settings, Serializer serializer, EventUpcaster upcasters) {
        var builder = new Builder();
        builder.eventSerializer(serializer).snapshotSerializer(serializer).upcasterChain(upcasters);
        var engine = new KurrentEventStorageEngine(builder, settings);
        try {
            if (!engine.connection.discovers()) {
                engine.connection.checkCertificate();
            }
            var place = engine.end.lastFact();
            assert place == null || place.commit() > 0 : "the server's own records come first";
            return engine;
        } catch (RuntimeException cause) {
            engine.close();
            if (cause instanceof StorageRefused refused && refused.reason() == StorageRefused.Reason.NOT_REACHED) {
                engine.connection.checkCertificate();
            }
            throw cause;
        }
    }

    @Override
    public String identity() {
        return identity.get();
    }

    @Override
    public EventStorageEngine engine() {
        return this;
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            // An append without events would leave an empty record.
            return;
        }
        var rows = new ArrayList<StoredEvent>(events.size());
        for (var event : events) {
            rows.add(StoredEvent.of(event, serializer));
        }
        appender.append(rows);
    }

    @Override
    public void appendStored(List<StoredEvent> events) {
        var run = new ArrayList<StoredEvent>();
        String stream = null;
        for (var event : events) {
            var its = names.of(event);
            if (stream != null && !its.equals(stream)) {
                appender.append(List.copyOf(run));
                run.clear();
            }
            stream = its;
            run.add(event);
        }
        if (!run.isEmpty()) {
            appender.append(List.copyOf(run));
        }
    }

    @Override
    public boolean severalStreamsAtOnce() {
        return false;
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        var stored = StoredEvent.of(snapshot, serializer);
        snapshots.keep(names.of(stored), stored);
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateIdentifier) {
        return snapshots.last(names.candidates(aggregateIdentifier)).stream();
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readEventData(String identifier, long firstSequenceNumber) {
        for (var stream : names.candidates(identifier)) {
            var first = reader.ofStream(stream, firstSequenceNumber);
            if (first.isPresent()) {
                names.seen(identifier, stream);
                return pages(first.get(), last -> reader.ofStream(
                                stream, last.getLast().getRevision() + 1)
                        .orElse(List.of()));
            }
        }
        return Stream.empty();
    }

    /** Pages until one is not full. */
    private Stream<StoredEvent> pages(List<RecordedEvent> first, UnaryOperator<List<RecordedEvent>> next) {
        return Stream.iterate(
                        first,
                        page -> !page.isEmpty(),
                        page -> page.size() < reader.page() ? List.<RecordedEvent>of() : next.apply(page))
                .flatMap(List::stream)
                .map(EventCodec::read);
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        return last(aggregateIdentifier).map(StoredEvent::getSequenceNumber);
    }

    @Override
    public long lastPositionOf(String aggregateIdentifier) {
        return last(aggregateIdentifier).map(StoredEvent::position).orElse(0L);
    }

    private Optional<StoredEvent> last(String identifier) {
        for (var stream : names.candidates(identifier)) {
            var last = reader.lastOfStream(stream);
            if (last.isPresent()) {
                names.seen(identifier, stream);
                return last.map(EventCodec::read);
            }
        }
        return Optional.empty();
    }

    /** Ends at the end of the log, whether it might wait there or not; {@link #tail} waits. */
    @Override
    protected Stream<? extends TrackedEventData<?>> readEventData(@Nullable TrackingToken token, boolean mayBlock) {
        return scan(token);
    }

    @Override
    public Stream<StoredEvent> scan(@Nullable TrackingToken after) {
        var start = placeOf(after);
        return Stream.iterate(reader.after(start), page -> !page.records().isEmpty(), this::pageAfter)
                .flatMap(page -> page.records().stream())
                .filter(reader::isFact)
                .map(EventCodec::read);
    }

    private LogReader.Page pageAfter(LogReader.Page page) {
        return page.last() ? new LogReader.Page(List.of(), true) : reader.after(page.end());
    }

    @Override
    public StreamableMessageSource<TrackedEventMessage<?>> tail() {
        return new KurrentTail(this, connection, settings);
    }

    /** Stored events as messages of their present versions. */
    List<? extends TrackedEventMessage<?>> messages(List<StoredEvent> stored) {
        return EventUtils.upcastAndDeserializeTrackedEvents(stored.stream(), getEventSerializer(), upcasterChain)
                .toList();
    }

    @Override
    public long lastPosition() {
        var last = end.lastFact();
        return last == null ? 0 : last.commit();
    }

    @Override
    public long positionBehind(long events) {
        return pace.positionBehind(events);
    }

    /** The server does not count events. */
    @Override
    public OptionalLong count() {
        return OptionalLong.empty();
    }

    /** Every reading compares an event's number with its place in the stream, and the server leaves no gaps. */
    @Override
    public long brokenStreams() {
        return 0;
    }

    /** The start of the log is no place in it. */
    @Override
    public @Nullable TrackingToken createTailToken() {
        return null;
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        return end.lastFact();
    }

    /** A token before the first event that is not older; where all are older, the head, so that none is repeated. */
    @Override
    public @Nullable TrackingToken createTokenAt(Instant dateTime) {
        var found = new MomentSearch(reader, dateTime).search();
        return found.any() ? found.before() : createHeadToken();
    }

    static @Nullable KurrentPosition placeOf(@Nullable TrackingToken token) {
        var plain = WrappedToken.unwrapLowerBound(token);
        return plain == null ? null : KurrentPosition.ofThisStore(plain);
    }

    @Override
    public void close() {
        connection.close();
    }

    /** Axon's builder of the parts that engines share. */
    private static final class Builder extends AbstractEventStorageEngine.Builder {}
}
