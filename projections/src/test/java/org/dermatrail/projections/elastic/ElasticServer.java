package org.dermatrail.projections.elastic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A real Elasticsearch of one node, on ports of its own, with its data in a folder of its own.
 *
 * <p>Laws: {@link #kill} ends it as a loss of power would; {@link #start} after that finds the same data at the same
 * address; it ends when the process that started it ends, however that ends. Started by root it runs as nobody, since it
 * refuses to run as root. For one thread.
 */
public final class ElasticServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** Ends the server when its standard input ends, which it does with the process that holds the other end. */
    private static final String WATCHED = """
            bash bin/elasticsearch -p "$PID_FILE" & launcher=$!
            cat > /dev/null
            kill -9 "$(cat "$PID_FILE")" "$launcher" 2> /dev/null
            true""";

    private static @Nullable ElasticServer shared;

    private final Path home;
    private final Path folder;
    private final int port;
    private @Nullable Process process;

    private ElasticServer(Path home, Path folder, int port, int transportPort) throws IOException {
        this.home = home;
        this.folder = folder;
        this.port = port;
        for (var name : List.of("config", "data", "logs", "tmp")) {
            Files.createDirectories(folder.resolve(name));
        }
        try (var files = Files.list(home.resolve("config"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(
                        file,
                        folder.resolve("config").resolve(file.getFileName().toString()));
            }
        }
        Files.writeString(folder.resolve("config/elasticsearch.yml"), """
                cluster.name: dermatrail-test
                discovery.type: single-node
                network.host: 127.0.0.1
                http.port: %d
                transport.port: %d
                path.data: %s
                path.logs: %s
                xpack.security.enabled: false
                xpack.ml.enabled: false
                cluster.routing.allocation.disk.threshold_enabled: false
                """.formatted(
                        port, transportPort, folder.resolve("data"), folder.resolve("logs")));
    }

    /** The server that all tests of this process share; started when it is first asked for, ended with the process. */
    public static synchronized ElasticServer shared() {
        var running = shared;
        if (running == null) {
            running = make(Path.of("target"));
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
            running.start();
            shared = running;
        }
        return running;
    }

    /** A server that is not started yet, with its files below a folder. */
    public static ElasticServer make(Path below) {
        var unpacked = System.getProperty("elasticsearch.home");
        if (unpacked == null) {
            throw new IllegalStateException("the system property elasticsearch.home names no unpacked server");
        }
        try {
            var folder = Files.createTempDirectory(Files.createDirectories(below.toAbsolutePath()), "elastic-");
            return new ElasticServer(Path.of(unpacked), folder, freePort(), freePort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Where it listens. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Starts it and waits until it answers. */
    public void start() {
        try {
            Files.deleteIfExists(pidFile());
            var command = new ArrayList<String>();
            if ("root".equals(System.getProperty("user.name"))) {
                run("chown", "-R", "nobody", folder.toString());
                command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
            }
            command.addAll(List.of("bash", "-c", WATCHED));
            var builder = new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("console.log").toFile()));
            var environment = builder.environment();
            environment.put("ES_JAVA_HOME", System.getProperty("java.home"));
            environment.put("ES_PATH_CONF", folder.resolve("config").toString());
            environment.put("ES_TMPDIR", folder.resolve("tmp").toString());
            environment.put("ES_JAVA_OPTS", "-Xms512m -Xmx512m");
            environment.put("HOME", folder.toString());
            environment.put("PID_FILE", pidFile().toString());
            process = builder.start();
            awaitAnswer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String... command) throws IOException {
        int exit =
                new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue();
        if (exit != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + exit);
        }
    }

    private Path pidFile() {
        return folder.resolve("tmp").resolve("pid");
    }

    private void awaitAnswer() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        var question = HttpRequest.newBuilder(address()
                        .resolve("/_cluster/health?wait_for_status=yellow&wait_for_no_initializing_shards=true"))
                .timeout(PATIENCE)
                .build();
        try (var client = HttpClient.newHttpClient()) {
            while (System.nanoTime() - deadline < 0 && running()) {
                try {
                    if (client.send(question, HttpResponse.BodyHandlers.ofString())
                                    .statusCode()
                            == 200) {
                        return;
                    }
                } catch (IOException e) {
                    // Not there yet.
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    break;
                }
            }
        }
        throw new IOException("Elasticsearch does not answer:\n" + Files.readString(folder.resolve("console.log")));
    }

    private boolean running() {
        return process != null && process.isAlive();
    }

    /** Ends it at once, whatever it is doing; what it had not synced is lost. */
    public void kill() {
        var watched = process;
        if (watched == null) {
            return;
        }
        try {
            if (Files.exists(pidFile())) {
                long id = Long.parseLong(Files.readString(pidFile()).strip());
                ProcessHandle.of(id).filter(ProcessHandle::destroyForcibly).ifPresent(server -> server.onExit()
                        .join());
            }
            watched.getOutputStream().close();
            watched.onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = null;
    }

    /** Ends it for good and removes its files. */
    @Override
    public void close() {
        kill();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
