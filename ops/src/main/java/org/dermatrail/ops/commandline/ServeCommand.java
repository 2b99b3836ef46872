package org.dermatrail.ops.commandline;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.concurrent.Callable;
import org.dermatrail.ops.registry.FolderInUse;
import org.dermatrail.ops.registry.FolderLock;
import org.dermatrail.ops.registry.Registry;
import org.dermatrail.ops.server.Listening;
import org.dermatrail.ops.server.ServerApplication;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves a registry. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Serves a registry on this machine (127.0.0.1): GraphQL at /graphql, a page to try it at /graphiql.",
            "To serve other machines put a proxy with TLS before it: see --address and --behind-proxy.",
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

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on; 0.0.0.0 is all of this machine's (default: ${DEFAULT-VALUE}).")
    private String address = "127.0.0.1";

    @Option(
            names = "--behind-proxy",
            description =
                    "A proxy with TLS stands before it, which alone can reach its port and sets X-Forwarded-Proto. Needed for every --address that other machines reach.")
    private boolean behindProxy;

    @Override
    public Integer call() throws Exception {
        var listening = listening();
        Serving.refuseTaken(listening.address(), port, spec.commandLine());
        var folder = where.folder();
        try (var serving = new Serving();
                var lock = FolderLock.take(folder).orElseThrow(() -> new FolderInUse(folder));
                var registry = Registry.open(folder);
                var server = ServerApplication.start(registry, listening)) {
            assert lock != null : "held while serving";
            if (registry.accounts().all().isEmpty()) {
                spec.commandLine().getErr().println("There are no accounts yet: 'dermatrail user add' makes one.");
            }
            if (listening.toOthers()) {
                spec.commandLine()
                        .getErr()
                        .println("Listening on " + address
                                + " by plain HTTP: let nothing but the proxy reach this port.");
            }
            spec.commandLine().getOut().println("Dermatrail is ready at " + server.address());
            spec.commandLine().getOut().flush();
            serving.untilStopped();
        }
        return 0;
    }

    /** Other machines are served only where somebody said that they come through a proxy. */
    private Listening listening() throws SocketException {
        var listening = new Listening(resolved(), port);
        if (listening.toOthers() && !behindProxy) {
            throw misunderstood(
                    "Dermatrail speaks plain HTTP, so it does not listen on " + address
                            + ", where other machines reach it, unless --behind-proxy says that a proxy with TLS stands before it.");
        }
        if (!listening.address().isAnyLocalAddress()
                && NetworkInterface.getByInetAddress(listening.address()) == null) {
            throw misunderstood("This machine has no address " + address + ".");
        }
        return listening;
    }

    private InetAddress resolved() {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException unknown) {
            throw misunderstood("'" + address + "' is no address.");
        }
    }

    private ParameterException misunderstood(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
