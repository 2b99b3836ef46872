package org.dermatrail.ops.commandline;

import org.dermatrail.ops.operations.Arguments;
import picocli.CommandLine.Command;

/** Says how the registry is. */
@Command(
        name = "status",
        description =
                "Says how the registry is: events, read side, imports, discrepancies, and events parked because they could not be applied.")
final class StatusCommand extends OperationCommand {

    @Override
    String operation() {
        return "status";
    }

    @Override
    Arguments arguments() {
        return Arguments.none();
    }
}
