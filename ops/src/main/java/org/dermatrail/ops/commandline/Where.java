package org.dermatrail.ops.commandline;

import java.nio.file.Path;
import org.dermatrail.ops.registry.DataFolder;
import picocli.CommandLine.Option;

/** The option that names the data folder. */
final class Where {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "dermatrail-data",
            description = "Data folder; created where it is missing (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("dermatrail-data");

    DataFolder folder() {
        return new DataFolder(folder.toAbsolutePath().normalize());
    }
}
