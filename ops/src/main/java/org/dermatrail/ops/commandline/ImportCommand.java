package org.dermatrail.ops.commandline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dermatrail.ops.operations.Arguments;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports a table with pictures, or what another connector reads. */
@Command(
        name = "import",
        description = {
            "Imports a table of captures, with side tables and pictures where there are some.",
            "",
            "A mapping says what the columns mean. Ready mappings: isic2019, ham10000, isic2020, milk10k; they open their"
                    + " study and sites. Any other mapping is a YAML file of your own, and its study must be open.",
            "An import can be interrupted and started again: it goes on where it stopped. The same table imported twice"
                    + " records nothing the second time; a changed row becomes a correction.",
            "",
            "A folder that 'synth' wrote is imported with --connector synthetic, and needs no mapping."
        },
        footer = {
            "",
            "Example:",
            "  dermatrail import --mapping isic2019 --join diagnosis=GT.csv --join centre=CENTRES.csv META.csv"
        })
final class ImportCommand extends OperationCommand {

    private static final String TABLE = "table";

    @Parameters(paramLabel = "TABLE|FOLDER", description = "The table: CSV or TSV; or the folder of a synthetic study.")
    private Path table = Path.of("");

    @Option(
            names = "--mapping",
            paramLabel = "NAME|FILE.yaml",
            description = "A ready mapping by name, or a mapping file.")
    private @Nullable String mapping;

    @Option(
            names = "--connector",
            paramLabel = "NAME",
            defaultValue = TABLE,
            description = "What reads the source: table or synthetic (default: ${DEFAULT-VALUE}).")
    private String connector = TABLE;

    @Option(
            names = "--join",
            paramLabel = "NAME=FILE",
            description = "A side table, under the name the mapping gives it; may be repeated.")
    private Map<String, Path> joins = new LinkedHashMap<>();

    @Option(names = "--pictures", paramLabel = "DIR", description = "Folder of the pictures.")
    private @Nullable Path pictures;

    @Option(
            names = "--receipts",
            paramLabel = "FILE",
            description = "Append a line for each row once it is durable: source id, capture id, what was done.")
    private @Nullable Path receipts;

    @Override
    String operation() {
        return "import";
    }

    @Override
    Arguments arguments() {
        var arguments = new LinkedHashMap<String, Object>();
        arguments.put("file", absolute(table));
        arguments.put("connector", connector);
        arguments.put("mapping", mapping());
        var files = new LinkedHashMap<String, Object>();
        joins.forEach((name, file) -> files.put(name, absolute(file)));
        arguments.put("joins", files);
        if (pictures != null) {
            arguments.put("pictures", absolute(pictures));
        }
        if (receipts != null) {
            arguments.put("receipts", absolute(receipts));
        }
        return new Arguments(arguments);
    }

    private String mapping() {
        if (connector.equals(TABLE)) {
            if (mapping == null) {
                throw misunderstood("Missing required option: '--mapping=NAME|FILE.yaml'");
            }
            // A name without a file of that name is a ready mapping.
            var own = Path.of(mapping);
            return Files.exists(own) ? absolute(own) : mapping;
        }
        if (mapping != null || !joins.isEmpty() || pictures != null) {
            throw misunderstood("--mapping, --join and --pictures belong to tables, not to --connector " + connector);
        }
        // Any other connector knows what its own words mean.
        return connector;
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().toString();
    }
}
