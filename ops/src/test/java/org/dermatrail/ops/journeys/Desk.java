package org.dermatrail.ops.journeys;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dermatrail.ops.commandline.Dermatrail;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The command line at a data folder, run in this process.
 *
 * @param data the data folder
 */
record Desk(Path data) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /**
     * How a command ended.
     *
     * @param exit exit status
     * @param out what it printed on standard output
     * @param err what it printed on standard error
     */
    record Ran(int exit, String out, String err) {

        /** The one line of standard output, read as JSON. */
        JsonNode json() {
            return MAPPER.readTree(out);
        }
    }

    /** Runs a command on the data folder with {@code --json}. */
    Ran json(String command, String... arguments) {
        var line = new ArrayList<>(List.of(command, "--data", data.toString(), "--json"));
        line.addAll(List.of(arguments));
        return run(line.toArray(String[]::new));
    }

    /** Runs a command on the data folder, for people. */
    Ran words(String command, String... arguments) {
        var line = new ArrayList<>(List.of(command, "--data", data.toString()));
        line.addAll(List.of(arguments));
        return run(line.toArray(String[]::new));
    }

    /** Runs exactly this line. */
    static Ran run(String... line) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int exit;
        try (var printedOut = new PrintStream(out, true, StandardCharsets.UTF_8);
                var printedErr = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            exit = Dermatrail.run(line, printedOut, printedErr);
        }
        return new Ran(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    long events() {
        return json("status").json().path("events").asLong();
    }
}
