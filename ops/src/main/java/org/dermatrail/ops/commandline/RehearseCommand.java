package org.dermatrail.ops.commandline;

import java.nio.file.Files;
import java.util.concurrent.Callable;
import org.dermatrail.ops.demo.Rehearsal;
import org.dermatrail.ops.registry.DataFolder;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Rehearses in a temporary folder, which is gone afterwards. */
@Command(
        name = "rehearse",
        mixinStandardHelpOptions = true,
        description = {
            "Tries this installation: imports a synthetic study into a temporary folder, serves it to itself, asks what each",
            "role may ask, and opens it once more. Leaves nothing behind."
        })
final class RehearseCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        var root = Files.createTempDirectory("dermatrail-rehearsal-");
        try (var screen = new Screen(spec.commandLine().getErr())) {
            int answered = Rehearsal.on(new DataFolder(root), screen);
            spec.commandLine().getOut().println("Everything works: " + answered + " questions were answered.");
            return 0;
        } finally {
            FileSystemUtils.deleteRecursively(root);
        }
    }
}
