package org.dermatrail.projections.feed;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.dermatrail.domain.RegistryEvent;
import org.jspecify.annotations.Nullable;

/** Events of one participant, study, site or cut are handled in order, and parked together where one of them fails. */
public final class BySequenceKey implements SequencingPolicy<EventMessage<?>> {

    /** The policy of every processor that feeds a read model. */
    public BySequenceKey() {}

    @Override
    public @Nullable Object getSequenceIdentifierFor(EventMessage<?> event) {
        return event.getPayload() instanceof RegistryEvent known ? known.sequenceKey() : null;
    }
}
