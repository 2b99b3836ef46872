package org.dermatrail.ops.eventstore.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a class of the tests in a Java machine of its own, so that it can be killed or traced. */
public final class ChildJvm {

    private ChildJvm() {}

    /**
     * Starts a child whose standard error goes to this process.
     *
     * @param before words before the Java command, for instance those of a tracer
     */
    public static Process start(List<String> before, Class<?> main, String... arguments) throws IOException {
        var command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
