package org.dermatrail.ops.commandline;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.dermatrail.ops.operations.Exit;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program. */
@Command(
        name = "dermatrail",
        mixinStandardHelpOptions = true,
        versionProvider = Dermatrail.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "An event-sourced, multicentre registry of skin images for research.",
            "",
            "Start with 'dermatrail demo'. Every command explains itself with --help."
        },
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExit status:%n",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            ImportCommand.class,
            UndoCommand.class,
            CohortCommand.class,
            HistoryCommand.class,
            CutCommand.class,
            RebuildCommand.class,
            StatusCommand.class,
            HealthCommand.class,
            VerifyCommand.class,
            BenchCommand.class,
            SynthCommand.class,
            RehearseCommand.class,
            EventsCommand.class,
            UserCommand.class
        })
public final class Dermatrail implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Runs the program. */
    public static void main(String[] arguments) {
        // Libraries that log by the JDK's own means go the same way as all others: to standard error.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(run(arguments, System.out, System.err));
    }

    /** Runs a command line against these streams and returns the exit status. */
    public static int run(String[] arguments, java.io.PrintStream out, java.io.PrintStream err) {
        var line = line();
        line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        line.setUsageHelpAutoWidth(true);
        line.setParameterExceptionHandler(Dermatrail::misunderstood);
        line.setExecutionExceptionHandler(new Breakdown());
        var statuses = Arrays.stream(Exit.values())
                .map(exit -> String.format("  %3d  %s", exit.status(), exit.meaning()))
                .collect(Collectors.toList());
        line.getCommandSpec().usageMessage().footer(statuses.toArray(String[]::new));
        return line.execute(arguments);
    }

    /** The commands and their options, as a command line is parsed by. */
    public static CommandLine line() {
        return new CommandLine(new Dermatrail()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static int misunderstood(ParameterException error, String[] arguments) {
        var line = error.getCommandLine();
        line.getErr().println(error.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(error, line.getErr())) {
            line.getErr().println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
        }
        return Exit.USAGE.status();
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Reads the version from the jar. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            var version = Dermatrail.class.getPackage().getImplementationVersion();
            return new String[] {"Dermatrail " + (version == null ? "(from sources)" : version)};
        }
    }
}
