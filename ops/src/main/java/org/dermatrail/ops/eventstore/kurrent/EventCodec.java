package org.dermatrail.ops.eventstore.kurrent;

import com.github.f4b6a3.uuid.UuidCreator;
import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.EventDataBuilder;
import io.kurrent.dbclient.RecordedEvent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.dermatrail.ops.eventstore.EventKind;
import org.dermatrail.ops.eventstore.StorageRefused;
import org.dermatrail.ops.eventstore.StorageRefused.Reason;
import org.dermatrail.ops.eventstore.StoredEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How an event lies on the server: its payload as the record's data, byte for byte; all else in the record's metadata.
 *
 * <p>Law: what is read is what was written, to the byte and the microsecond. An id that is no UUID gets one made of it,
 * always the same, and keeps its own in the metadata. A record that was not written so is refused, never passed over.
 * Stateless and thread-safe.
 */
final class EventCodec {

    private static final int FORMAT = 1;
    /** What a record takes besides data, metadata and name: ids, numbers, and what surrounds them on the wire. */
    private static final int RECORD_BYTES = 128;

    private static final UUID IDS = UUID.fromString("5b0c1a2e-3c74-5c0f-9d7a-0d6a3f5e8b11");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private EventCodec() {}

    static EventData toWrite(StoredEvent event) {
        var id = idOf(event.getEventIdentifier());
        var type = typeOf(event.kind());
        var payload = event.payloadBytes();
        var record = payload.length > 0 && payload[0] == '{'
                ? EventDataBuilder.json(id, type, payload)
                : EventDataBuilder.binary(id, type, payload);
        return record.metadataAsBytes(metadataOf(event)).build();
    }

    static long sizeBytes(EventData record) {
        return (long) record.getEventData().length
                + record.getUserMetadata().length
                + record.getEventType().getBytes(StandardCharsets.UTF_8).length
                + RECORD_BYTES;
    }

    /** The id on the server. */
    static UUID idOf(String eventId) {
        try {
            var uuid = UUID.fromString(eventId);
            if (uuid.toString().equals(eventId)) {
                return uuid;
            }
        } catch (IllegalArgumentException notAUuid) {
            // It gets one below.
        }
        return UuidCreator.getNameBasedSha1(IDS, eventId);
    }

    private static String typeOf(EventKind kind) {
        var revision = kind.payloadRevision();
        return revision == null ? kind.payloadType() : kind.payloadType() + ".v" + revision;
    }

    private static byte[] metadataOf(StoredEvent event) {
        var json = JSON.createObjectNode().put("dermatrail", FORMAT);
        json.put("name", event.kind().payloadType());
        putWhereThere(json, "version", event.kind().payloadRevision());
        json.put("timestampMicros", event.timestampMicros());
        if (event.getType() != null) {
            json.put("aggregateType", event.getType());
            json.put("aggregateId", event.getAggregateIdentifier());
            json.put("sequence", event.getSequenceNumber());
        }
        if (!idOf(event.getEventIdentifier()).toString().equals(event.getEventIdentifier())) {
            json.put("eventId", event.getEventIdentifier());
        }
        var text = textOf(event.metadataBytes());
        if (text == null) {
            json.put("metadataBase64", Base64.getEncoder().encodeToString(event.metadataBytes()));
        } else {
            json.put("metadata", text);
        }
        return JSON.writeValueAsBytes(json);
    }

    private static void putWhereThere(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    /** Bytes as text where they are text, which a person can then read on the server. */
    private static @Nullable String textOf(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            return null;
        }
    }

    /** Reads a fact. */
    static StoredEvent read(RecordedEvent record) {
        var event = readSnapshot(record);
        if (event.getSequenceNumber() != record.getRevision()) {
            // Somebody removed events of the stream: what is left would be taken for the whole.
            throw refusal(
                    record, "does not stand where it was written: its number is " + event.getSequenceNumber(), null);
        }
        return event;
    }

    /** Reads a snapshot, whose number is that of the last fact in it. */
    static StoredEvent readSnapshot(RecordedEvent record) {
        var json = jsonOf(record);
        if (json.path("dermatrail").asInt(0) != FORMAT) {
            throw refusal(record, "was not written by a registry, or by a later one", null);
        }
        var eventId = json.path("eventId").asString(record.getEventId().toString());
        var type = textAt(json, "aggregateType");
        var streamId = type == null ? eventId : json.path("aggregateId").asString("");
        long sequence = type == null ? 0 : json.path("sequence").asLong(-1);
        var place = KurrentPosition.of(record.getPosition());
        return new StoredEvent(
                        0,
                        eventId,
                        streamId,
                        sequence,
                        new EventKind(type, json.path("name").asString(""), textAt(json, "version")),
                        json.path("timestampMicros").asLong(0),
                        record.getEventData(),
                        metadataIn(json, record))
                .at(place.commit(), place);
    }

    private static JsonNode jsonOf(RecordedEvent record) {
        try {
            return JSON.readTree(record.getUserMetadata());
        } catch (JacksonException cause) {
            throw refusal(record, "was not written by a registry", cause);
        }
    }

    private static byte[] metadataIn(JsonNode json, RecordedEvent record) {
        var text = textAt(json, "metadata");
        if (text != null) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        var bytes = textAt(json, "metadataBase64");
        if (bytes == null) {
            throw refusal(record, "has lost its metadata", null);
        }
        return Base64.getDecoder().decode(bytes);
    }

    private static @Nullable String textAt(JsonNode json, String name) {
        var value = json.get(name);
        return value == null ? null : value.asString();
    }

    private static StorageRefused refusal(RecordedEvent record, String sentence, @Nullable Throwable cause) {
        return new StorageRefused(
                Reason.NOT_OF_THE_REGISTRY,
                "Record " + record.getRevision() + " of stream " + record.getStreamId() + " " + sentence
                        + ". The registry needs a store of its own, from which nothing is removed.",
                cause);
    }
}
