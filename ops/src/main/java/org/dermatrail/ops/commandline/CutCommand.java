package org.dermatrail.ops.commandline;

import java.util.Map;
import org.dermatrail.ops.operations.Arguments;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Publishes a data cut. */
@Command(
        name = "cut",
        description = {
            "Publishes a data cut: a name for everything written up to now.",
            "'history --as-of NAME' and 'cohort' with \"asOf\" answer as of that moment for ever after."
        })
final class CutCommand extends OperationCommand {

    @Parameters(paramLabel = "NAME", description = "1 to 40 lower-case letters, digits, points and hyphens.")
    private String name = "";

    @Override
    String operation() {
        return "cut";
    }

    @Override
    Arguments arguments() {
        return new Arguments(Map.of("name", name));
    }
}
