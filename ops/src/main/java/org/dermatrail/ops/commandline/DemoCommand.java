package org.dermatrail.ops.commandline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.dermatrail.ops.demo.Demo;
import org.dermatrail.ops.registry.DataFolder;
import org.dermatrail.ops.registry.FolderInUse;
import org.dermatrail.ops.registry.FolderLock;
import org.dermatrail.ops.registry.Registry;
import org.dermatrail.ops.server.Listening;
import org.dermatrail.ops.server.ReadySignIn;
import org.dermatrail.ops.server.ServerApplication;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what Dermatrail does. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Imports a small synthetic study with pictures and serves it, with ready sign-ins and a page that says what to try.",
            "Without --data the demo lives in a folder of its own that is gone with the machine's temporary files."
        })
final class DemoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--data", paramLabel = "DIR", description = "Data folder (default: a temporary one).")
    private @Nullable Path data;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "" + ServeCommand.DEFAULT_PORT,
            description = "Port; 0 takes any that is free (default: ${DEFAULT-VALUE}).")
    private int port = ServeCommand.DEFAULT_PORT;

    @Override
    public Integer call() throws Exception {
        var listening = Listening.toThisMachine(port);
        Serving.refuseTaken(listening.address(), port, spec.commandLine());
        var folder = new DataFolder((data == null ? Files.createTempDirectory("dermatrail-demo-") : data)
                .toAbsolutePath()
                .normalize());
        try (var serving = new Serving();
                var lock = FolderLock.take(folder).orElseThrow(() -> new FolderInUse(folder));
                var registry = Registry.open(folder)) {
            assert lock != null : "held while serving";
            var signIns = prepared(registry);
            try (var server = ServerApplication.start(registry, listening)) {
                server.show(signIns);
                spec.commandLine().getOut().println("Dermatrail is ready at " + server.address());
                spec.commandLine().getOut().flush();
                serving.untilStopped();
            }
        }
        return 0;
    }

    private List<ReadySignIn> prepared(Registry registry) throws IOException {
        try (var screen = new Screen(spec.commandLine().getErr())) {
            return Demo.prepare(registry, screen);
        }
    }
}
