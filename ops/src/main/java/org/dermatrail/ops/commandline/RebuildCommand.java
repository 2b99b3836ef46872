package org.dermatrail.ops.commandline;

import org.dermatrail.ops.operations.Arguments;
import picocli.CommandLine.Command;

/** Rebuilds the read models. */
@Command(
        name = "rebuild",
        description =
                "Rebuilds every read model from the events, from zero. The registry can be asked when it is done.")
final class RebuildCommand extends OperationCommand {

    @Override
    String operation() {
        return "rebuild";
    }

    @Override
    Arguments arguments() {
        return Arguments.none();
    }
}
