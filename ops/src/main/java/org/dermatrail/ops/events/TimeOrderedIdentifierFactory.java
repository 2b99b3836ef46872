package org.dermatrail.ops.events;

import com.github.f4b6a3.uuid.UuidCreator;
import org.axonframework.common.IdentifierFactory;

/**
 * Gives messages time-ordered ids (UUID version 7), found by Axon through the service loader.
 *
 * <p>Why: an event store keeps a unique index over event ids. Ids in time order land at its end, random ones all over
 * it, which costs most of the speed of writing. Ids are unique, not secret. Thread-safe.
 */
public final class TimeOrderedIdentifierFactory extends IdentifierFactory {

    @Override
    public String generateIdentifier() {
        return UuidCreator.getTimeOrderedEpochFast().toString();
    }
}
