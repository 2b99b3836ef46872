package org.dermatrail.domain;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * Axon's in-memory engine with the one law it leaves out: a place in a stream is taken once. Surfaces a breach as every
 * durable engine of Axon does.
 */
final class StrictInMemoryEngine extends InMemoryEventStorageEngine {

    private record Place(String stream, long sequence) {}

    private final Set<Place> taken = new HashSet<>();

    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        for (var event : events) {
            if (event instanceof DomainEventMessage<?> inStream) {
                take(new Place(inStream.getAggregateIdentifier(), inStream.getSequenceNumber()));
            }
        }
        super.appendEvents(events);
    }

    private void take(Place place) {
        if (taken.add(place)) {
            return;
        }
        if (place.sequence() == 0) {
            throw new AggregateStreamCreationException("stream " + place.stream() + " exists");
        }
        throw new ConcurrencyException(place + " is taken");
    }

    List<Object> payloads() {
        return readEvents(null, false).<Object>map(EventMessage::getPayload).toList();
    }
}
