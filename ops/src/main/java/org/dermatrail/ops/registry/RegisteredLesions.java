package org.dermatrail.ops.registry;

import java.util.function.Supplier;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.dermatrail.domain.lesion.LesionOwnership;
import org.dermatrail.domain.lesion.LesionRegister;
import org.jspecify.annotations.Nullable;

/** Looks a lesion up in its participant's register, within the unit of work of the command that asks. */
final class RegisteredLesions implements LesionOwnership {

    private final Supplier<Repository<LesionRegister>> registers;
    private volatile @Nullable Repository<LesionRegister> found;

    RegisteredLesions(Supplier<Repository<LesionRegister>> registers) {
        this.registers = registers;
    }

    @Override
    public boolean owns(String participantKey, String lesionId) {
        try {
            return registers().load(LesionRegister.stream(participantKey)).invoke(register -> register.knows(lesionId));
        } catch (AggregateNotFoundException noLesionsYet) {
            return false;
        }
    }

    /** Found once: the configuration looks through all its modules, and every capture with a lesion asks. */
    private Repository<LesionRegister> registers() {
        var known = found;
        if (known == null) {
            known = registers.get();
            found = known;
        }
        return known;
    }
}
