package org.dermatrail.ops.commandline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dermatrail.ops.bench.Bench;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what this machine reaches. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures import, rebuild, cohort and history on generated captures, in a folder of its own, each beside its limit:",
            "the bare append of the same events, in the same run. Prints the table of ops/docs/benchmarks.md."
        })
final class BenchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--captures",
            paramLabel = "N",
            defaultValue = "300000",
            description =
                    "Captures in the larger of the two sizes measured; the other is a third (default: ${DEFAULT-VALUE}).")
    private int captures = 300_000;

    @Option(names = "--folder", paramLabel = "DIR", description = "Where to measure (default: a temporary folder).")
    private @Nullable Path folder;

    @Override
    public Integer call() throws Exception {
        var where = folder == null ? Files.createTempDirectory("dermatrail-bench-") : Files.createDirectories(folder);
        var table = new Bench(where, line -> spec.commandLine().getErr().println(line)).run(captures);
        table.forEach(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
