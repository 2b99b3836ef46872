package org.dermatrail.ops.eventstore;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;

/**
 * An event as it lies in a store: payload and metadata are the stored bytes, never written anew.
 *
 * <p>An event of no stream is kept as a stream of its own, named by the event's id, as Axon's own engines do. Time is
 * kept to the microsecond. The byte arrays are shared, not copied: nobody writes to them. Otherwise immutable.
 */
public final class StoredEvent implements TrackedEventData<byte[]>, DomainEventData<byte[]> {

    private final long position;
    private final TrackingToken token;
    private final String eventId;
    private final String streamId;
    private final long sequence;
    private final EventKind kind;
    private final long timestampMicros;
    private final byte[] payload;
    private final byte[] metadata;

    /**
     * Takes the parts of a row.
     *
     * @param position place in the whole store, or 0 where it is not stored yet; its token is the place itself
     * @param eventId id of the event
     * @param streamId stream it belongs to
     * @param sequence place in the stream, counted from 0
     * @param kind what sort of event
     * @param timestampMicros when, in microseconds since 1970 UTC
     * @param payload stored payload
     * @param metadata stored metadata
     */
    public StoredEvent(
            long position,
            String eventId,
            String streamId,
            long sequence,
            EventKind kind,
            long timestampMicros,
            byte[] payload,
            byte[] metadata) {
        this(
                position,
                new GlobalSequenceTrackingToken(position),
                eventId,
                streamId,
                sequence,
                kind,
                timestampMicros,
                payload,
                metadata);
    }

    private StoredEvent(
            long position,
            TrackingToken token,
            String eventId,
            String streamId,
            long sequence,
            EventKind kind,
            long timestampMicros,
            byte[] payload,
            byte[] metadata) {
        this.position = position;
        this.token = token;
        this.eventId = eventId;
        this.streamId = streamId;
        this.sequence = sequence;
        this.kind = kind;
        this.timestampMicros = timestampMicros;
        this.payload = payload;
        this.metadata = metadata;
    }

    /** Serialises a message that is to be stored. */
    public static StoredEvent of(EventMessage<?> message, Serializer serializer) {
        var payload = message.serializePayload(serializer, byte[].class);
        var metadata = message.serializeMetaData(serializer, byte[].class);
        var type = payload.getType();
        var ofStream = message instanceof DomainEventMessage<?> inStream ? inStream : null;
        return new StoredEvent(
                0,
                message.getIdentifier(),
                ofStream == null ? message.getIdentifier() : ofStream.getAggregateIdentifier(),
                ofStream == null ? 0 : ofStream.getSequenceNumber(),
                new EventKind(ofStream == null ? null : ofStream.getType(), type.getName(), type.getRevision()),
                microsOf(message.getTimestamp()),
                payload.getData(),
                metadata.getData());
    }

    /** A moment in microseconds since 1970 UTC, as stores keep it. */
    public static long microsOf(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }

    /** The same event in a store whose tokens are not plain numbers. */
    public StoredEvent at(long place, TrackingToken itsToken) {
        return new StoredEvent(place, itsToken, eventId, streamId, sequence, kind, timestampMicros, payload, metadata);
    }

    /** Place in the whole store, or 0 where it is not stored yet. */
    public long position() {
        return position;
    }

    /** What sort of event. */
    public EventKind kind() {
        return kind;
    }

    /** When, in microseconds since 1970 UTC. */
    public long timestampMicros() {
        return timestampMicros;
    }

    /** The stored payload itself. */
    public byte[] payloadBytes() {
        return payload;
    }

    /** The stored metadata itself. */
    public byte[] metadataBytes() {
        return metadata;
    }

    /** Length of payload and metadata in bytes. */
    public int sizeBytes() {
        return payload.length + metadata.length;
    }

    @Override
    public TrackingToken trackingToken() {
        return token;
    }

    @Override
    public String getEventIdentifier() {
        return eventId;
    }

    @Override
    public Instant getTimestamp() {
        return Instant.EPOCH.plus(timestampMicros, ChronoUnit.MICROS);
    }

    @Override
    public SerializedObject<byte[]> getPayload() {
        return new SimpleSerializedObject<>(payload, byte[].class, kind.payloadType(), kind.payloadRevision());
    }

    @Override
    public SerializedObject<byte[]> getMetaData() {
        return new SerializedMetaData<>(metadata, byte[].class);
    }

    @Override
    public @Nullable String getType() {
        return kind.aggregateType();
    }

    @Override
    public String getAggregateIdentifier() {
        return streamId;
    }

    @Override
    public long getSequenceNumber() {
        return sequence;
    }

    @Override
    public String toString() {
        return kind.payloadType() + " " + eventId + " at " + position;
    }
}
