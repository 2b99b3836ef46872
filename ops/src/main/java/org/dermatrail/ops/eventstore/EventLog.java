package org.dermatrail.ops.eventstore;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * All that the registry needs of an event store, whichever engine keeps it.
 *
 * <p>Laws: there is one order of all events, the same at every reading, in which nothing ever arrives before what was
 * read already. A position is a number that rises strictly in this order and is the same at every reading; it is
 * <em>not</em> a count: only what {@link #count} says is. Positions of two stores have nothing in common. An event is
 * handed on as the bytes it was stored as. Thread-safe, for platform and virtual threads.
 *
 * @see EventStorageEngine what Axon needs of it
 */
public interface EventLog extends AutoCloseable {

    /**
     * Names this store: the same at every opening, by whomever, and after it was moved as a whole. Two stores never share
     * it, even where all events of one were copied into the other, so what was built by positions of one is known not to
     * be by positions of the other.
     */
    String identity();

    /** The same store as Axon sees it. */
    EventStorageEngine engine();

    /** Follows the log; a stream of it hands on each event after its token once, in order, on the thread that asks. */
    StreamableMessageSource<TrackedEventMessage<?>> tail();

    /** The position of the last event, 0 where nothing is stored. */
    long lastPosition();

    /** The position of a stream's last event, 0 where there is no such stream. */
    long lastPositionOf(String aggregateIdentifier);

    /**
     * A position that at most about so many events were appended after, by this process; for holding writers back while
     * readers are far behind. 0 where fewer were appended.
     *
     * @param events how many events
     */
    long positionBehind(long events);

    /**
     * How many streams do not count up from 0 without a gap; changes nothing. 0 where the engine sees to it at every
     * reading.
     */
    long brokenStreams();

    /** How many events are stored, where the engine can tell without reading them all. */
    OptionalLong count();

    /**
     * Stored events after a token, in order, as they lie; neither lifted nor read as events. The stream is to be closed.
     *
     * @param after where to begin, or {@code null} for the first event
     */
    Stream<StoredEvent> scan(@Nullable TrackingToken after);

    /**
     * Appends events of another store byte by byte, in their order; positions are given anew, everything else stays.
     *
     * <p>All or nothing where {@link #severalStreamsAtOnce}; otherwise each run of one stream's events is.
     *
     * @throws org.axonframework.modelling.command.ConcurrencyException where the place of one of them is taken
     * @throws StorageRefused where the store does not take them
     */
    void appendStored(List<StoredEvent> events);

    /**
     * Whether one append may hold events of several streams. Where it may not, such an append is refused with
     * {@link StorageRefused.Reason#SEVERAL_STREAMS}, since a half of it could never be taken back.
     */
    boolean severalStreamsAtOnce();

    /** Settles what was handed in, then closes; later calls are refused. */
    @Override
    void close();
}
