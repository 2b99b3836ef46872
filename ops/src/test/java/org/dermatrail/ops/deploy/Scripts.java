package org.dermatrail.ops.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs the scripts of the deployment on a copy of its folder, with programs on the path that a test made. */
final class Scripts {

    /** How a script ended, and what it printed. */
    record Ended(int status, String told) {}

    private final Path copy;
    private final Path programs;

    /** Copies the folder and what its scripts read beside it. */
    Scripts(Path root) throws IOException {
        copy = Files.createDirectories(root.resolve("ops/deploy"));
        programs = Files.createDirectories(root.resolve("programs"));
        try (var files = Files.list(folder())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copy.resolve(file.getFileName().toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        Files.copy(folder().resolve("../pom.xml"), copy.resolve("../pom.xml"));
        for (var usual : List.of("sh", "sed", "rm", "mv", "cat", "date", "dirname")) {
            program(usual, "exec " + where(usual) + " \"$@\"\n");
        }
    }

    /** The folder of the deployment in the repository. */
    static Path folder() {
        return Stream.of(Path.of("deploy"), Path.of("ops/deploy"))
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow();
    }

    private static Path where(String program) {
        return Stream.of("/bin", "/usr/bin")
                .map(each -> Path.of(each, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    /** Puts a program on the path, by the lines of a shell script. */
    void program(String name, String lines) throws IOException {
        var file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + lines);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    Path file(String name) {
        return copy.resolve(name);
    }

    /** Runs a script of the copy; nothing is on the path but the usual and what the test put there. */
    Ended run(String script, String... arguments) throws IOException, InterruptedException {
        return run(copy.resolve(script), Map.of(), arguments);
    }

    Ended run(Path script, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        var command = Stream.concat(Stream.of("/bin/sh", script.toAbsolutePath().toString()), Stream.of(arguments))
                .toList();
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        var variables = new HashMap<>(environment);
        variables.put("PATH", programs.toAbsolutePath().toString());
        builder.environment().clear();
        builder.environment().putAll(variables);
        var process = builder.start();
        var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), told);
    }
}
