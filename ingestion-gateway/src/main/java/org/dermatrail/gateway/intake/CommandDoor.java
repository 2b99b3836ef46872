package org.dermatrail.gateway.intake;

import java.util.Objects;
import java.util.function.Supplier;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.dermatrail.domain.Outcome;

/**
 * Sends commands and waits for their outcome.
 *
 * <p>Law: when {@link #send} returns an accepted outcome outside of {@link #together}, the events are durable. A stream that exists already is
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
    private final boolean severalStreamsAtOnce;

    /**
     * Sends commands through a gateway.
     *
     * @param severalStreamsAtOnce whether the event store takes the events of several streams as one append
     */
    CommandDoor(CommandGateway gateway, boolean severalStreamsAtOnce) {
        this.gateway = gateway;
        this.severalStreamsAtOnce = severalStreamsAtOnce;
    }

    /** Whether {@link #together} is all or nothing; where it is not, each command is by itself. */
    boolean atOnce() {
        return severalStreamsAtOnce;
    }

    /**
     * Sends several commands whose events are appended as one, all of them or none, where the event store can; elsewhere
     * each command's events are appended as it is sent.
     *
     * <p>An outcome within {@code commands} is not durable before this returns, and a stream that exists already fails
     * the whole.
     *
     * @throws RuntimeException where they could not be appended; nothing of them was, unless they go one by one
     */
    <T> T together(Supplier<T> commands) {
        if (!severalStreamsAtOnce) {
            return commands.get();
        }
        var whole = DefaultUnitOfWork.startAndGet(new GenericCommandMessage<>("rows of an import"));
        T answer;
        try {
            answer = commands.get();
        } catch (RuntimeException | Error failure) {
            whole.rollback(failure);
            throw failure;
        }
        whole.commit();
        return answer;
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
