package org.dermatrail.ops.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.dermatrail.ops.operations.Arguments;
import org.dermatrail.ops.operations.Exit;
import org.dermatrail.ops.operations.Operations;
import org.dermatrail.ops.operations.Progress;
import org.dermatrail.ops.operations.Result;
import org.dermatrail.ops.registry.DataFolder;
import org.dermatrail.ops.registry.Registry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A registry open in this process, and the operations the command line runs on it. */
final class Clinic implements AutoCloseable {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Registry registry;

    private Clinic(Registry registry) {
        this.registry = registry;
    }

    static Clinic in(Path folder) {
        return new Clinic(Registry.open(new DataFolder(folder)));
    }

    Registry registry() {
        return registry;
    }

    /** Runs an operation, however it ends. */
    Result run(String operation, Map<String, Object> arguments) {
        return Operations.named(operation).run(registry, new Arguments(arguments), Progress.SILENT);
    }

    /** Runs an operation that is to succeed, and its result as a script sees it. */
    JsonNode done(String operation, Map<String, Object> arguments) {
        var result = run(operation, arguments);
        assertThat(result.exit()).as("%s", result.lines()).isEqualTo(Exit.DONE);
        return MAPPER.valueToTree(result.json());
    }

    JsonNode imports(PublishedTable table) {
        return done("import", table.arguments());
    }

    JsonNode imports(PublishedTable table, Path main) {
        return done("import", table.arguments(main));
    }

    /** Asks a cohort question, given as the content of a criteria file. */
    JsonNode asks(String question) {
        try {
            var file = Files.createTempFile("question", ".json");
            try {
                Files.writeString(file, question);
                return done("cohort", Map.of("criteria", file.toString()));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode asks(Map<String, Object> question) {
        return asks(MAPPER.writeValueAsString(question));
    }

    JsonNode history(String lesion) {
        return done("history", Map.of("lesion", lesion));
    }

    JsonNode historyAsOf(String cut, String lesion) {
        return done("history", Map.of("lesion", lesion, "asOf", cut));
    }

    long events() {
        return done("status", Map.of()).path("events").asLong();
    }

    @Override
    public void close() {
        registry.close();
    }
}
