package org.dermatrail.ops.commandline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.dermatrail.ops.bench.Bench;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures what this machine reaches. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures import, rebuild, cohort, history and start on generated captures (synthetic), in a folder of its own, each",
            "beside its limit from the same run: the bare append of the same events, a bare Lucene index of the same",
            "captures. Then the import of captures with pictures, beside the bare decoding of the same pictures. Prints the",
            "tables of ops/docs/benchmarks.md."
        })
final class BenchCommand implements Callable<Integer> {

    private static final int MOST_WITH_PICTURES = 10_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--captures",
            paramLabel = "N",
            split = ",",
            defaultValue = "100000,300000",
            description = {
                "Captures of each registry measured, from small to large; 0 for none (default: ${DEFAULT-VALUE})."
            })
    private List<Integer> captures = List.of();

    @Option(
            names = "--pictures-of",
            paramLabel = "N",
            defaultValue = "70",
            description = {
                "Participants whose captures are drawn and imported with their pictures, about 15 of 150 KB each; at most "
                        + MOST_WITH_PICTURES + ", 0 for none (default: ${DEFAULT-VALUE})."
            })
    private int picturesOf;

    @Option(names = "--folder", paramLabel = "DIR", description = "Where to measure (default: a temporary folder).")
    private @Nullable Path folder;

    @Override
    public Integer call() throws Exception {
        refuseWhatCannotBeMeasured();
        var where = folder == null ? Files.createTempDirectory("dermatrail-bench-") : Files.createDirectories(folder);
        var bench = new Bench(where, line -> spec.commandLine().getErr().println(line));
        var out = spec.commandLine().getOut();
        if (!leavesOutTables()) {
            bench.run(captures).forEach(out::println);
        }
        if (picturesOf > 0) {
            out.println();
            bench.runWithPictures(picturesOf).forEach(out::println);
        }
        out.flush();
        return 0;
    }

    /** Said before anything is measured, which takes minutes. */
    private void refuseWhatCannotBeMeasured() {
        if (picturesOf < 0 || picturesOf > MOST_WITH_PICTURES) {
            throw refused(
                    "--pictures-of is %d; it is a number of participants, 0 to %d.", picturesOf, MOST_WITH_PICTURES);
        }
        if (!leavesOutTables() && captures.stream().anyMatch(size -> size < 1)) {
            throw refused("--captures is %s; it is numbers above 0, or 0 alone for none.", captures);
        }
        if (leavesOutTables() && picturesOf == 0) {
            throw refused("With --captures 0 and --pictures-of 0 there is nothing to measure.");
        }
    }

    private boolean leavesOutTables() {
        return captures.equals(List.of(0));
    }

    private ParameterException refused(String sentence, Object... with) {
        return new ParameterException(spec.commandLine(), sentence.formatted(with));
    }
}
