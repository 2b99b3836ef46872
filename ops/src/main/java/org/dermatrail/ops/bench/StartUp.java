package org.dermatrail.ops.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Starts a server of its own process over a data folder, and stops it. */
final class StartUp implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("http://[0-9.]+:[0-9]+/");

    private final Process process;
    private final String address;

    private StartUp(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Starts it with this process's own Java and settings, and waits until it says that it is ready. */
    static StartUp of(Path data) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-X") || argument.startsWith("--"))
                .filter(argument -> !argument.startsWith("-XX:StartFlightRecording"))
                .forEach(command::add);
        var started = System.getProperty("sun.java.command", "").split(" ")[0];
        command.addAll(
                started.endsWith(".jar")
                        ? List.of("-jar", started)
                        : List.of("-cp", System.getProperty("java.class.path"), started));
        command.addAll(List.of("serve", "--port", "0", "--data", data.toString()));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var lines = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var found = ADDRESS.matcher(line);
            if (found.find()) {
                return new StartUp(process, found.group());
            }
        }
        throw new IOException("the server ended before it was ready");
    }

    String address() {
        return address;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
