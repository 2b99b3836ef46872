package org.dermatrail.ops.commandline;

import java.util.LinkedHashMap;
import org.dermatrail.ops.operations.Arguments;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells the history of a lesion. */
@Command(
        name = "history",
        description =
                "Tells the history of a lesion: captures across modalities in order, diagnoses and procedures between.")
final class HistoryCommand extends OperationCommand {

    @Parameters(
            paramLabel = "LESION",
            description = "The lesion: its id in the registry, or SOURCE:ID with the source's own id, for instance"
                    + " isic-2019:HAM_0000118.")
    private String lesion = "";

    @Option(names = "--as-of", paramLabel = "CUT", description = "A data cut; without it, everything known now.")
    private @Nullable String asOf;

    @Override
    String operation() {
        return "history";
    }

    @Override
    Arguments arguments() {
        var arguments = new LinkedHashMap<String, Object>();
        arguments.put("lesion", lesion);
        if (asOf != null) {
            arguments.put("asOf", asOf);
        }
        return new Arguments(arguments);
    }
}
