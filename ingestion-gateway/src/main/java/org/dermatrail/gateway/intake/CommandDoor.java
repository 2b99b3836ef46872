package org.dermatrail.gateway.intake;

import java.util.Objects;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.dermatrail.domain.Outcome;

/**
 * Sends commands and waits for their outcome.
 *
 * <p>Law: when {@link #send} returns an accepted outcome, the events are durable. A stream that exists already is
 * {@link Reply.AlreadyThere}, which is what a retry meets. Thread-safe.
 */
final class CommandDoor {

    /** What came back. */
    sealed interface Reply {
        /** The registry answered. */
        record Answered(Outcome outcome) implements Reply {}

        /** What the command would create was created before. */
        record AlreadyThere() implements Reply {}
    }

    private final CommandGateway gateway;

    CommandDoor(CommandGateway gateway) {
        this.gateway = gateway;
    }

    Reply send(Object command) {
        try {
            Object answer = gateway.sendAndWait(command);
            return new Reply.Answered((Outcome) Objects.requireNonNull(answer));
        } catch (AggregateStreamCreationException existing) {
            return new Reply.AlreadyThere();
        }
    }
}
