package org.dermatrail.ops.commandline;

import org.dermatrail.ops.operations.Exit;
import org.dermatrail.ops.operations.Result;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/** Prints results. */
final class Printing {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Printing() {}

    /** Prints one line of JSON on standard output, or the lines for people; failures go to standard error. */
    static void print(Result result, boolean json, CommandLine line) {
        if (json) {
            line.getOut().println(MAPPER.writeValueAsString(result.json()));
            line.getOut().flush();
        }
        boolean failed = result.exit() != Exit.DONE && result.json().containsKey("error");
        var lines = json || failed ? line.getErr() : line.getOut();
        if (!json || failed) {
            result.lines().forEach(lines::println);
        }
        lines.flush();
    }
}
