package org.dermatrail.ops.commandline;

import java.util.concurrent.Callable;
import org.dermatrail.ops.operations.Arguments;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that runs one operation where the data folder's owner is. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
abstract class OperationCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Where where = new Where();

    @Option(
            names = "--json",
            description = "Print one machine-readable result on standard output; all else goes to standard error.")
    private boolean json;

    /** Says that the command line was not understood. */
    final ParameterException misunderstood(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    /** Name of the operation. */
    abstract String operation();

    /** Its arguments. */
    abstract Arguments arguments();

    @Override
    public Integer call() throws Exception {
        try (var screen = new Screen(spec.commandLine().getErr())) {
            var result = new Owner(where.folder()).run(operation(), arguments(), screen);
            screen.endBar();
            // Before the screen closes: an interrupted process ends as soon as it does.
            Printing.print(result, json, spec.commandLine());
            return result.exit().status();
        }
    }
}
