package org.dermatrail.ops.registry;

import java.util.Optional;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.dermatrail.domain.lesion.LesionRegister;
import org.dermatrail.domain.lesion.LesionRegister.Standing;
import org.dermatrail.gateway.intake.LesionDirectory;

/** Asks the lesion registers themselves, which are never behind, as a projection may be. */
final class RegisterDirectory implements LesionDirectory {

    private final Repository<LesionRegister> registers;

    RegisterDirectory(Repository<LesionRegister> registers) {
        this.registers = registers;
    }

    @Override
    public Optional<Standing> standing(String participantKey, String lesionId) {
        var asking = DefaultUnitOfWork.startAndGet(new GenericCommandMessage<>("where a lesion stands"));
        Optional<Standing> standing;
        try {
            standing = ask(participantKey, lesionId);
        } catch (RuntimeException | Error failure) {
            asking.rollback(failure);
            throw failure;
        }
        asking.commit();
        return standing;
    }

    private Optional<Standing> ask(String participantKey, String lesionId) {
        try {
            return registers
                    .load(LesionRegister.stream(participantKey))
                    .invoke(register -> register.standing(lesionId));
        } catch (AggregateNotFoundException noLesionsYet) {
            return Optional.empty();
        }
    }
}
