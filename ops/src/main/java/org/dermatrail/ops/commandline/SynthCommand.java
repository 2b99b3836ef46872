package org.dermatrail.ops.commandline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dermatrail.connectors.synthetic.SynthesisRefused;
import org.dermatrail.connectors.synthetic.SyntheticSettings;
import org.dermatrail.connectors.synthetic.SyntheticStudy;
import org.dermatrail.ops.operations.Exit;
import org.dermatrail.ops.operations.Progress;
import org.dermatrail.ops.operations.Result;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a synthetic study. */
@Command(
        name = "synth",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes a synthetic study: people who do not exist, whose lesions grow by known laws, and the errors of real sites.",
            "",
            "FOLDER gets what centres would hand in; FOLDER.truth.jsonl beside it gets what is true, and is never imported."
                    + " The same seed and numbers give the same bytes. Without --no-images it takes about 150 KB a capture."
        },
        footer = {
            "",
            "Example:",
            "  dermatrail synth --seed 7 --participants 25 STUDY",
            "  dermatrail import --data D --connector synthetic STUDY"
        })
final class SynthCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FOLDER", description = "Where to write; a new or empty folder.")
    private Path folder = Path.of("");

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "What chance comes from (default: 1).")
    private long seed = 1;

    @Option(names = "--participants", paramLabel = "N", description = "How many participants.")
    private @Nullable Integer participants;

    @Option(
            names = "--captures-about",
            paramLabel = "M",
            description = "About how many captures in all; 15 a participant where only one of the two is given.")
    private @Nullable Long captures;

    @Option(
            names = "--centres",
            paramLabel = "C",
            defaultValue = "" + SyntheticSettings.USUAL_CENTRES,
            description = "How many centres (default: ${DEFAULT-VALUE}).")
    private int centres = SyntheticSettings.USUAL_CENTRES;

    @Option(names = "--no-images", description = "Draw no pictures.")
    private boolean noImages;

    @Option(
            names = "--json",
            description = "Print one machine-readable result on standard output; all else goes to standard error.")
    private boolean json;

    @Override
    public Integer call() {
        try (var screen = new Screen(spec.commandLine().getErr())) {
            var result = made(screen);
            screen.endBar();
            Printing.print(result, json, spec.commandLine());
            return result.exit().status();
        }
    }

    private Result made(Progress progress) {
        try {
            var settings = SyntheticSettings.of(seed, participants, captures, centres, !noImages);
            var written = SyntheticStudy.write(folder, settings, (done, capturesDone) -> {
                progress.step("captures", capturesDone, (double) done / settings.participants());
                return !progress.stopRequested();
            });
            return result(written);
        } catch (SynthesisRefused refused) {
            var exit = refused.code().equals("STOPPED") ? Exit.INTERRUPTED : Exit.REFUSED;
            return Result.failed(exit, refused.code(), refused.sentence());
        } catch (IOException e) {
            return Result.failed(
                    Exit.UNAVAILABLE,
                    "STUDY_NOT_WRITABLE",
                    "The study cannot be written (" + e.getMessage()
                            + "). Make room, delete the folder and its truth, and start the same command again.");
        }
    }

    private static Result result(SyntheticStudy.Written written) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("folder", written.folder().toString());
        fields.put("truth", written.truth().toString());
        fields.put("participants", written.participants());
        fields.put("lesions", written.lesions());
        fields.put("captures", written.captures());
        fields.put("laterStatements", written.laterStatements());
        fields.put("errors", written.errors());
        return Result.done(
                fields,
                List.of(
                        String.format(
                                Locale.ROOT,
                                "Synthetic study in %s: %,d participants, %,d lesions, %,d captures, %,d later statements",
                                written.folder(),
                                written.participants(),
                                written.lesions(),
                                written.captures(),
                                written.laterStatements()),
                        String.format(
                                Locale.ROOT,
                                "  with %,d planted errors; what is true stands in %s",
                                written.errors(),
                                written.truth())));
    }
}
