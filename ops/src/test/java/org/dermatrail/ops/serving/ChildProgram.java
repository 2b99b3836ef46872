package org.dermatrail.ops.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.dermatrail.ops.commandline.Dermatrail;

/** The program in a Java machine of its own, as a person would start it. */
final class ChildProgram implements AutoCloseable {

    static final String READY = "Dermatrail is ready at ";

    private static final long WITHIN_SECONDS = 90;

    private final Process process;
    private final BufferedReader out;
    private final Path errors;

    private ChildProgram(Process process, Path errors) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.errors = errors;
    }

    /** Starts the program; its standard error is kept in a temporary file. */
    static ChildProgram start(List<String> javaOptions, String... arguments) throws IOException {
        var errors = Files.createTempFile("dermatrail-child-", ".err");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(javaOptions);
        command.add(Dermatrail.class.getName());
        command.addAll(List.of(arguments));
        return new ChildProgram(
                new ProcessBuilder(command).redirectError(errors.toFile()).start(), errors);
    }

    /** Waits for the one line that says where it is ready. */
    String readyAddress() throws IOException {
        var line = out.readLine();
        assertThat(line).as(errors()).isNotNull().startsWith(READY);
        return line.substring(READY.length());
    }

    /** What it printed on standard output until it ended. */
    String rest() throws IOException {
        return out.readAllAsString();
    }

    /** What it printed on standard error so far. */
    String errors() throws IOException {
        return Files.readString(errors);
    }

    /** Waits until it printed such words on standard error. */
    void awaitError(String words) {
        await("'" + words + "' on standard error", () -> {
            try {
                return errors().contains(words);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    static void await(String what, Supplier<Boolean> condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WITHIN_SECONDS);
        while (!condition.get()) {
            assertThat(System.nanoTime()).as("waited for " + what).isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** Sends it a signal by name, as the shell does. */
    void signal(String name) throws Exception {
        var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    /** Its exit status, once it ended. */
    int exitStatus() throws InterruptedException {
        assertThat(process.waitFor(WITHIN_SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    boolean alive() {
        return process.isAlive();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        Files.deleteIfExists(errors);
    }
}
