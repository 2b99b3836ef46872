package org.dermatrail.ops.events;

import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * Writes the positions of processors as JSON.
 *
 * <p>A token of a replay holds other tokens by class name, which Jackson reads back only where the classes are allowed:
 * Axon's tokens and a text as the context of the reset, nothing else. Stateless and thread-safe.
 */
public final class TokenSerializer {

    private TokenSerializer() {}

    /** The serializer, for token stores and dead letters. */
    public static Serializer create() {
        var allowed = BasicPolymorphicTypeValidator.builder()
                .allowIfSubType(TrackingToken.class)
                .allowIfSubType(String.class)
                .build();
        return Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(mapper -> mapper.polymorphicTypeValidator(allowed))
                .build();
    }
}
