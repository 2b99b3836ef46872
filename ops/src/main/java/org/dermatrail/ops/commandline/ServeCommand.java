package org.dermatrail.ops.commandline;

import java.util.concurrent.Callable;
import org.dermatrail.ops.registry.FolderInUse;
import org.dermatrail.ops.registry.FolderLock;
import org.dermatrail.ops.registry.Registry;
import org.dermatrail.ops.server.ServerApplication;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves a registry. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Serves a registry on this machine (127.0.0.1): GraphQL at /graphql, a page to try it at /graphiql.",
            "Prints its address when it is ready. Other commands on the same data folder go through it.",
            "Accounts are made with 'dermatrail user add'."
        })
final class ServeCommand implements Callable<Integer> {

    static final int DEFAULT_PORT = 8080;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Where where = new Where();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "" + DEFAULT_PORT,
            description = "Port; 0 takes any that is free (default: ${DEFAULT-VALUE}).")
    private int port = DEFAULT_PORT;

    @Override
    public Integer call() throws Exception {
        Serving.refuseTaken(port, spec.commandLine());
        var folder = where.folder();
        try (var serving = new Serving();
                var lock = FolderLock.take(folder).orElseThrow(() -> new FolderInUse(folder));
                var registry = Registry.open(folder);
                var server = ServerApplication.start(registry, port)) {
            assert lock != null : "held while serving";
            if (registry.accounts().all().isEmpty()) {
                spec.commandLine().getErr().println("There are no accounts yet: 'dermatrail user add' makes one.");
            }
            spec.commandLine().getOut().println("Dermatrail is ready at " + server.address());
            spec.commandLine().getOut().flush();
            serving.untilStopped();
        }
        return 0;
    }
}
