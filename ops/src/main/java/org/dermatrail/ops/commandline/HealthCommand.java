package org.dermatrail.ops.commandline;

import java.util.concurrent.Callable;
import org.dermatrail.ops.operations.Exit;
import org.dermatrail.ops.operations.Result;
import org.dermatrail.ops.registry.DataFolder;
import org.dermatrail.ops.server.LocalServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks the server that owns a data folder how it is; opens nothing itself. */
@Command(
        name = "health",
        mixinStandardHelpOptions = true,
        description = {
            "Asks the server of a data folder whether it is ready, and if not, why: exit status 0 where it is.",
            "For container engines and scripts; proxies ask /readyz and /livez themselves."
        })
final class HealthCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Where where = new Where();

    @Option(names = "--live", description = "Ask whether it should be started anew instead of whether it is ready.")
    private boolean live;

    @Option(
            names = "--json",
            description = "Print one machine-readable result on standard output; all else goes to standard error.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        var result = asked(where.folder());
        Printing.print(result, json, spec.commandLine());
        return result.exit().status();
    }

    private Result asked(DataFolder folder) throws Exception {
        var server = LocalServer.of(folder).orElse(null);
        return server == null
                ? Result.failed(
                        Exit.FOLDER_UNAVAILABLE, "NOT_SERVED", "No server has the data folder " + folder.root() + ".")
                : server.health(live);
    }
}
