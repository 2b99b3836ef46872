package org.dermatrail.ops.events;

import org.axonframework.serialization.upcasting.event.EventUpcasterChain;

/**
 * Every upcaster the registry needs, in order.
 *
 * <p>Law: for each event and each version ever released there is a path to the version written today; stored bytes stay
 * as they are, only what is read is lifted. A new version of an event adds its line here. Stateless and thread-safe.
 */
public final class Upcasters {

    private Upcasters() {}

    /** The chain, oldest version first. */
    public static EventUpcasterChain chain() {
        return new EventUpcasterChain(new ParticipantEnrolledUpcaster());
    }
}
