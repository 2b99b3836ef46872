package org.dermatrail.ops.commandline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dermatrail.ops.eventstore.EventCopy;
import org.dermatrail.ops.operations.Exit;
import org.dermatrail.ops.operations.Progress;
import org.dermatrail.ops.operations.Result;
import org.dermatrail.ops.registry.EventPlace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Copies events between two engines. */
@Command(
        name = "copy",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Copies all events from one place to another, in their order and byte by byte, and compares both in the end.",
            "",
            "A place is a data folder, the connection string of a KurrentDB or EventStoreDB server, or env:VARIABLE with a"
                    + " connection string in the environment, where nobody who lists processes sees its password. The target"
                    + " must be empty or hold the beginning of the source; a copy that was cut off goes on.",
            "",
            "Data cuts are events and are copied. The audit log, vault, keys, pictures and accounts stay in the data folder."
        },
        footer = {"", "Example:", "  dermatrail events copy --from D --to env:DERMATRAIL_EVENTS"})
final class CopyEventsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--from", paramLabel = "PLACE", required = true, description = "Where the events lie.")
    private String from = "";

    @Option(names = "--to", paramLabel = "PLACE", required = true, description = "Where they are to lie, too.")
    private String to = "";

    @Option(
            names = "--json",
            description = "Print one machine-readable result on standard output; all else goes to standard error.")
    private boolean json;

    @Override
    public Integer call() {
        try (var screen = new Screen(spec.commandLine().getErr());
                var source = open(from);
                var target = open(to)) {
            var result = copied(source, target, screen);
            screen.endBar();
            Printing.print(result, json, spec.commandLine());
            return result.exit().status();
        }
    }

    private EventPlace open(String place) {
        try {
            return EventPlace.open(place, System.getenv());
        } catch (IllegalArgumentException notOne) {
            throw new ParameterException(spec.commandLine(), String.valueOf(notOne.getMessage()), notOne);
        }
    }

    private static Result copied(EventPlace source, EventPlace target, Progress progress) {
        double all = source.log().count().orElse(0);
        try {
            var outcome = new EventCopy(source.log(), target.log()).run(done -> {
                progress.step("events", done, all == 0 ? 0 : done / all);
                return !progress.stopRequested();
            });
            return switch (outcome) {
                case EventCopy.Ended ended -> result(ended);
                case EventCopy.Stopped stopped ->
                    Result.failed(
                            Exit.INTERRUPTED,
                            "STOPPED",
                            String.format(
                                    Locale.ROOT,
                                    "Stopped after %,d events; the same command goes on from there.",
                                    stopped.there() + stopped.copied()));
            };
        } catch (EventCopy.NotTheBeginning different) {
            return Result.failed(Exit.REFUSED, "NOT_THE_BEGINNING", String.valueOf(different.getMessage()));
        }
    }

    private static Result result(EventCopy.Ended ended) {
        if (!ended.equal()) {
            return Result.failed(
                    Exit.DAMAGED,
                    "COPY_DIFFERS",
                    "The two places do not hold the same events (digests " + ended.sourceDigest() + " and "
                            + ended.targetDigest()
                            + "). Was one of them written to meanwhile? Copy into an empty place.");
        }
        var fields = new LinkedHashMap<String, Object>();
        fields.put("there", ended.there());
        fields.put("copied", ended.copied());
        fields.put("digest", ended.targetDigest());
        return Result.done(
                fields,
                List.of(
                        String.format(
                                Locale.ROOT,
                                "Copied %,d events; %,d were there already.",
                                ended.copied(),
                                ended.there()),
                        "Both places hold the same: " + ended.targetDigest()));
    }
}
