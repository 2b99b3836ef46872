package org.dermatrail.domain;

/**
 * An event about one participant.
 *
 * <p>Law: everything about a participant is delivered in order, so a document built from several streams never races.
 */
public interface ParticipantScoped extends RegistryEvent {

    /** The pseudonymous key of the participant. */
    String participantKey();

    @Override
    default String sequenceKey() {
        return participantKey();
    }
}
