package org.dermatrail.ops.registry;

import static org.axonframework.commandhandling.GenericCommandResultMessage.asCommandResultMessage;

import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * Handles a command that is sent while a unit of work is under way as a part of that unit, others in one of their own.
 *
 * <p>Law: what is sent within one unit is appended together or not at all; where a command of it throws, the whole unit fails
 * at the latest when it is committed, whoever caught the exception. Why: an import sends hundreds of commands together, and
 * a nested unit of work for each cost more than handling it. Thread-safe.
 */
final class JoiningCommandBus extends SimpleCommandBus {

    JoiningCommandBus() {
        super(builder());
    }

    @Override
    protected <C, R> void handle(
            CommandMessage<C> command,
            MessageHandler<? super CommandMessage<?>> handler,
            CommandCallback<? super C, ? super R> callback) {
        if (CurrentUnitOfWork.isStarted()) {
            callback.onResult(command, join(command, handler));
        } else {
            super.handle(command, handler, callback);
        }
    }

    // Axon lets a handler throw anything.
    @SuppressWarnings("IllegalCatch")
    private static <R> CommandResultMessage<R> join(
            CommandMessage<?> command, MessageHandler<? super CommandMessage<?>> handler) {
        try {
            return asCommandResultMessage(handler.handle(command));
        } catch (Exception failure) {
            CurrentUnitOfWork.get().onPrepareCommit(unit -> {
                throw new IllegalStateException("a command of this unit of work failed", failure);
            });
            return asCommandResultMessage(failure);
        }
    }
}
