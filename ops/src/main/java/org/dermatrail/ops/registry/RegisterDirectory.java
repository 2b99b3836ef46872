package org.dermatrail.ops.registry;

import java.util.Optional;
import java.util.function.Function;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.Repository;
import org.dermatrail.domain.lesion.LesionRegister;
import org.dermatrail.domain.lesion.LesionRegister.Held;
import org.dermatrail.domain.lesion.LesionRegister.Standing;
import org.dermatrail.gateway.intake.LesionDirectory;

/** Asks the lesion registers themselves, which are never behind, as a projection may be. */
final class RegisterDirectory implements LesionDirectory {

    private final EventStore events;
    private final Repository<LesionRegister> registers;

    RegisterDirectory(EventStore events, Repository<LesionRegister> registers) {
        this.events = events;
        this.registers = registers;
    }

    @Override
    public Optional<Standing> standing(String participantKey, String lesionId) {
        return of(participantKey, register -> register.standing(lesionId));
    }

    @Override
    public Optional<Held> held(String participantKey, String diagnosisId) {
        return of(participantKey, register -> register.held(diagnosisId));
    }

    private <T> Optional<T> of(String participantKey, Function<LesionRegister, Optional<T>> question) {
        var stream = LesionRegister.stream(participantKey);
        // Of a participant whose first rows are on their way there is no register yet.
        return events.lastSequenceNumberFor(stream).isEmpty() ? Optional.empty() : ask(stream, question);
    }

    private <T> Optional<T> ask(String stream, Function<LesionRegister, Optional<T>> question) {
        var asking = DefaultUnitOfWork.startAndGet(new GenericCommandMessage<>("a question to a lesion register"));
        Optional<T> answer;
        try {
            answer = registers.load(stream).invoke(question);
        } catch (RuntimeException | Error failure) {
            asking.rollback(failure);
            throw failure;
        }
        asking.commit();
        return answer;
    }
}
