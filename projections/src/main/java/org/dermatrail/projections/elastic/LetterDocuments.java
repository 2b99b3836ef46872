package org.dermatrail.projections.elastic;

import java.time.Instant;
import java.util.Base64;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.deadletter.Cause;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.axonframework.messaging.deadletter.ThrowableCause;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A parked event as JSON: the event as the log would give it, why it was parked, and when.
 *
 * @param tokens writes places
 * @param events writes events and their metadata
 */
record LetterDocuments(Serializer tokens, Serializer events) {

    private static final String CAUSE = "cause";
    private static final String AGGREGATE = "aggregate";
    private static final String TOKEN = "token";
    private static final String DIAGNOSTICS = "diagnostics";

    ObjectNode of(DeadLetter<? extends EventMessage<?>> letter) {
        var document = JsonNodeFactory.instance.objectNode();
        var message = letter.message();
        document.put("id", message.getIdentifier());
        document.put("timestamp", message.getTimestamp().toString());
        document.set("payload", serialized(events, message.getPayload()));
        document.set("metadata", serialized(events, message.getMetaData()));
        if (message instanceof DomainEventMessage<?> domain) {
            document.putObject(AGGREGATE)
                    .put("type", domain.getType())
                    .put("id", domain.getAggregateIdentifier())
                    .put("sequence", domain.getSequenceNumber());
        }
        if (message instanceof TrackedEventMessage<?> tracked) {
            document.set(TOKEN, serialized(tokens, tracked.trackingToken()));
        }
        letter.cause()
                .ifPresent(cause ->
                        document.putObject(CAUSE).put("type", cause.type()).put("message", cause.message()));
        document.set(DIAGNOSTICS, serialized(events, letter.diagnostics()));
        return document.put("enqueuedAt", letter.enqueuedAt().toString())
                .put("lastTouched", letter.lastTouched().toString());
    }

    private static ObjectNode serialized(Serializer serializer, Object content) {
        var written = serializer.serialize(content, byte[].class);
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", written.getType().getName())
                .put("revision", written.getType().getRevision())
                .put("bytes", Base64.getEncoder().encodeToString(written.getData()));
    }

    private static <T> T read(Class<T> as, Serializer serializer, JsonNode written) {
        var revision = written.path("revision");
        Object content = serializer.deserialize(new SimpleSerializedObject<>(
                Base64.getDecoder().decode(written.path("bytes").asString("")),
                byte[].class,
                written.path("type").asString(""),
                revision.isNull() || revision.isMissingNode() ? null : revision.asString()));
        return as.cast(content);
    }

    /** The letters of a sequence, in order. */
    DeadLetter<EventMessage<?>> letter(String sequence, JsonNode document) {
        var cause = document.path(CAUSE);
        Cause why = cause.isObject()
                ? new ThrowableCause(
                        cause.path("type").asString(""), cause.path("message").asString(""))
                : null;
        return new GenericDeadLetter<>(
                sequence,
                message(document),
                why,
                moment(document, "enqueuedAt"),
                moment(document, "lastTouched"),
                read(MetaData.class, events, document.path(DIAGNOSTICS)));
    }

    private EventMessage<?> message(JsonNode document) {
        var content = new GenericMessage<Object>(
                document.path("id").asString(""),
                read(Object.class, events, document.path("payload")),
                read(MetaData.class, events, document.path("metadata")));
        var at = moment(document, "timestamp");
        @Nullable
        TrackingToken token =
                document.path(TOKEN).isObject() ? read(TrackingToken.class, tokens, document.path(TOKEN)) : null;
        var aggregate = document.path(AGGREGATE);
        if (!aggregate.isObject()) {
            return token == null
                    ? new GenericEventMessage<>(content, () -> at)
                    : new GenericTrackedEventMessage<>(token, content, () -> at);
        }
        var type = aggregate.path("type").asString("");
        var id = aggregate.path("id").asString("");
        long sequence = aggregate.path("sequence").asLong();
        return token == null
                ? new GenericDomainEventMessage<>(type, id, sequence, content, () -> at)
                : new GenericTrackedDomainEventMessage<>(token, type, id, sequence, content, () -> at);
    }

    private static Instant moment(JsonNode document, String field) {
        return Instant.parse(document.path(field).asString(""));
    }

    static ArrayNode none() {
        return JsonNodeFactory.instance.arrayNode();
    }
}
