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
import picocli.CommandLine.Spec;

/** Measures what this machine reaches. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures import, rebuild, cohort, history and start on generated captures (synthetic), in a folder of its own, each",
            "beside its limit from the same run: the bare append of the same events, a bare Lucene index of the same",
            "captures. Prints the table of ops/docs/benchmarks.md."
        })
final class BenchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--captures",
            paramLabel = "N",
            split = ",",
            defaultValue = "100000,300000",
            description = "Captures of each registry measured, from small to large (default: ${DEFAULT-VALUE}).")
    private List<Integer> captures = List.of();

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
