package org.dermatrail.ops.commandline;

import java.util.Map;
import org.dermatrail.ops.operations.Arguments;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes an import back. */
@Command(
        name = "undo",
        description = {
            "Takes an import back: its captures are withheld from every answer. Nothing is deleted.",
            "'dermatrail status' lists the imports."
        })
final class UndoCommand extends OperationCommand {

    @Parameters(paramLabel = "IMPORT", description = "Id of the import, as 'import' and 'status' print it.")
    private String importId = "";

    @Override
    String operation() {
        return "undo";
    }

    @Override
    Arguments arguments() {
        return new Arguments(Map.of("import", importId));
    }
}
