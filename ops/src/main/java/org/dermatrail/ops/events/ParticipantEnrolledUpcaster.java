package org.dermatrail.ops.events;

import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.dermatrail.domain.participant.Identification;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lifts {@code participant-enrolled} from version 1, which said {@code surrogate: true | false}, to version 2, which
 * names the {@link Identification}. Stateless and thread-safe.
 */
final class ParticipantEnrolledUpcaster extends SingleEventUpcaster {

    private static final SerializedType FROM = new SimpleSerializedType("participant-enrolled", "1");
    private static final SerializedType TO = new SimpleSerializedType("participant-enrolled", "2");

    @Override
    protected boolean canUpcast(IntermediateEventRepresentation event) {
        return FROM.equals(event.getType());
    }

    @Override
    protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
        return event.upcastPayload(TO, JsonNode.class, ParticipantEnrolledUpcaster::identificationFromSurrogate);
    }

    private static JsonNode identificationFromSurrogate(JsonNode payload) {
        var lifted = ((ObjectNode) payload).deepCopy();
        var surrogate = lifted.remove("surrogate");
        if (surrogate == null || !surrogate.isBoolean()) {
            throw new SerializationException("participant-enrolled version 1 does not say whether it is a surrogate");
        }
        var identification = surrogate.booleanValue() ? Identification.SURROGATE_PER_LESION : Identification.GIVEN;
        return lifted.put("identification", identification.name());
    }
}
