package org.dermatrail.ops.commandline;

import org.dermatrail.ops.operations.Arguments;
import picocli.CommandLine.Command;

/** Checks what is stored. */
@Command(
        name = "verify",
        description =
                "Checks what is stored: every event can be read, every stream is whole, every picture has the bytes its name promises.")
final class VerifyCommand extends OperationCommand {

    @Override
    String operation() {
        return "verify";
    }

    @Override
    Arguments arguments() {
        return Arguments.none();
    }
}
