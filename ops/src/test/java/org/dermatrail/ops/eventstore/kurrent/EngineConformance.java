package org.dermatrail.ops.eventstore.kurrent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.dermatrail.ops.eventstore.StorageRefused;
import org.dermatrail.ops.eventstore.kurrent.twin.KurrentTwin;

/** The program of {@code dermatrail-engine-conformance.jar}. */
public final class EngineConformance {

    private static final int PASSED = 0;
    private static final int FAILED = 1;
    private static final int NOT_UNDERSTOOD = 2;
    private static final int REFUSED = 4;
    private static final int UNREACHABLE = 6;

    private static final String BESIDE_OTHERS = "--beside-others";
    private static final String VARIABLE = "env:";
    private static final Duration TO_BE_FOUND = Duration.ofSeconds(15);
    private static final Pattern CREDENTIALS = Pattern.compile("://([^:@/?]*)(?::([^@]*))?@");
    private static final List<String> LOUD = List.of("io.grpc", "org.junit");

    private static final String HELP = """
            Holds a live KurrentDB or EventStoreDB server to what Dermatrail's event store needs of it.

            Usage:
              java -jar dermatrail-engine-conformance.jar [--beside-others] SERVER
              java -jar dermatrail-engine-conformance.jar --double [PORT]

            SERVER is a connection string, such as 'kurrentdb://admin:changeit@localhost:2113?tls=true&tlsCaFile=ca.crt',
            or env:NAME for one that an environment variable holds, since whoever lists processes sees their arguments.
            The account must be in $admins.

            Streams are written under names that begin with _c and _t and a random number. A registry on the same server
            passes over them, and no other stream is touched; but they stay there, and the log is read from its start again
            and again. So a store in which others have streams is refused. Best is a server started for this, in memory.

              --beside-others   goes on although others have streams there
              --double [PORT]   plays a server itself, on port 2113 or the one that is named, until it is ended
              --help            prints this

            Exit status: 0 all passed, 1 some failed, 2 not understood, 4 refused, 6 the server was not reached.
            """;

    private EngineConformance() {}

    /** Runs, and ends the process with the status that {@code --help} tells. */
    public static void main(String[] arguments) throws InterruptedException {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        LOUD.forEach(name -> Logger.getLogger(name).setLevel(Level.OFF));
        System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
    }

    private static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream errors)
            throws InterruptedException {
        if (arguments.contains("--help")) {
            out.print(HELP);
            return PASSED;
        }
        if (!arguments.isEmpty() && arguments.getFirst().equals("--double") && arguments.size() <= 2) {
            KurrentTwin.main(arguments.stream().skip(1).toArray(String[]::new));
            return PASSED;
        }
        var rest =
                arguments.stream().filter(each -> !each.equals(BESIDE_OTHERS)).toList();
        if (rest.size() != 1 || rest.getFirst().startsWith("-")) {
            errors.print(HELP);
            return NOT_UNDERSTOOD;
        }
        var named = rest.getFirst();
        var server = named.startsWith(VARIABLE) ? environment.get(named.substring(VARIABLE.length())) : named;
        if (server == null) {
            errors.println("The environment has no variable '" + named.substring(VARIABLE.length()) + "'.");
            return NOT_UNDERSTOOD;
        }
        return onServer(server.strip(), arguments.contains(BESIDE_OTHERS), out, errors);
    }

    private static int onServer(String server, boolean besideOthers, PrintStream out, PrintStream errors) {
        var masked = masking(server);
        try (var engine = TwinSide.engine(LiveLogs.settings(server).with(impatient()))) {
            if (engine.lastPosition() > 0 && !besideOthers) {
                errors.println("Others have streams on this server. Start one for this, or say " + BESIDE_OTHERS + ".");
                return REFUSED;
            }
        } catch (IllegalArgumentException notUnderstood) {
            errors.println(masked.apply(String.valueOf(notUnderstood.getMessage())));
            return NOT_UNDERSTOOD;
        } catch (StorageRefused refused) {
            errors.println(masked.apply(String.valueOf(refused.getMessage())));
            return refused.reason() == StorageRefused.Reason.NOT_REACHED ? UNREACHABLE : REFUSED;
        }
        var answers = ServerAnswers.of(server);
        out.println("server   " + masked.apply(server));
        out.println("version  " + answers.version());
        answers.calls().forEach(calls -> out.println("knows    " + calls));
        out.println("streams  " + LiveLogs.SPACES + "… and _t…");
        var summary = ServerTrial.against(server, new TrialReport(out, masked));
        out.println(String.format(
                Locale.ROOT,
                "%d passed, %d failed, %d skipped in %d s",
                summary.getTestsSucceededCount(),
                summary.getTotalFailureCount(),
                summary.getTestsSkippedCount() + summary.getTestsAbortedCount(),
                (summary.getTimeFinished() - summary.getTimeStarted()) / 1000));
        return ServerTrial.passed(summary) ? PASSED : FAILED;
    }

    private static KurrentSettings.Deadlines impatient() {
        var usual = KurrentSettings.Deadlines.usual();
        return new KurrentSettings.Deadlines(
                usual.append(),
                Duration.ofSeconds(10),
                TO_BE_FOUND,
                usual.firstPause(),
                Duration.ofSeconds(1),
                usual.silence());
    }

    /** Takes the account and its password out of a text, wherever they are. */
    static UnaryOperator<String> masking(String server) {
        var found = CREDENTIALS.matcher(server);
        var secret = found.find() && found.group(2) != null ? found.group(2) : "";
        var decoded = URLDecoder.decode(secret.replace("%", "%25").replaceAll("%25(?=[0-9a-fA-F]{2})", "%"), UTF_8);
        return text -> {
            var plain = CREDENTIALS.matcher(text).replaceAll("://…@");
            return secret.isEmpty() ? plain : plain.replace(secret, "…").replace(decoded, "…");
        };
    }
}
