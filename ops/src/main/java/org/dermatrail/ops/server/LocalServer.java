package org.dermatrail.ops.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dermatrail.ops.operations.Arguments;
import org.dermatrail.ops.operations.Exit;
import org.dermatrail.ops.operations.Progress;
import org.dermatrail.ops.operations.Result;
import org.dermatrail.ops.registry.DataFolder;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The server that owns a data folder, as commands on the same machine reach it.
 *
 * <p>Law: only who may read the folder's {@code server.json} (its owner) gets in; the token in it is made anew at every
 * start and lives as long as the server. The answer is one line of JSON a step, the result last.
 *
 * @param host how this machine reaches it
 * @param port port
 * @param token what a command must show
 */
public record LocalServer(String host, int port, String token) {

    private static final String USUAL_HOST = "127.0.0.1";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(5);

    /** A server on 127.0.0.1. */
    public LocalServer(int port, String token) {
        this(USUAL_HOST, port, token);
    }

    /** Tells commands on this machine how to reach the server; readable by the folder's owner only. */
    public void announce(DataFolder folder) throws IOException {
        Path fresh = folder.server().resolveSibling("server.json.new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, MAPPER.writeValueAsString(Map.of("host", host, "port", port, "token", token)));
        Files.move(fresh, folder.server(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The server that announced itself in a data folder, if any. */
    public static Optional<LocalServer> of(DataFolder folder) throws IOException {
        if (!Files.exists(folder.server())) {
            return Optional.empty();
        }
        var announced = MAPPER.readValue(Files.readString(folder.server()), OBJECT);
        return Optional.of(new LocalServer(
                String.valueOf(announced.getOrDefault("host", USUAL_HOST)),
                ((Number) announced.getOrDefault("port", 0)).intValue(),
                String.valueOf(announced.get("token"))));
    }

    private URI at(String path) {
        return URI.create("http://" + host + ":" + port + path);
    }

    /** Has the server run an operation, and follows it. */
    public Result run(String operation, Arguments arguments, Progress progress) throws IOException {
        try (var client =
                HttpClient.newBuilder().connectTimeout(CONNECTS_WITHIN).build()) {
            var request = HttpRequest.newBuilder(at("/local/" + operation))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(MAPPER.writeValueAsString(arguments.values())))
                    .build();
            var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                return Result.failed(
                        Exit.FAILED,
                        "SERVER_REFUSED",
                        "The server answered with status " + response.statusCode() + ".");
            }
            try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                return follow(lines, progress);
            } catch (IOException hungUp) {
                return gone();
            }
        } catch (ConnectException e) {
            return Result.failed(
                    Exit.FOLDER_UNAVAILABLE,
                    "SERVER_NOT_REACHED",
                    "The server that owns the data folder does not answer on port " + port + " yet; try again.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Result.failed(Exit.INTERRUPTED, "INTERRUPTED", "Interrupted.");
        }
    }

    /** What the server says of its health, with the reasons, which only who may read the data folder learns. */
    public Result health(boolean live) throws IOException {
        try (var client =
                HttpClient.newBuilder().connectTimeout(CONNECTS_WITHIN).build()) {
            var request = HttpRequest.newBuilder(at(live ? "/livez" : "/readyz"))
                    .header("Authorization", "Bearer " + token)
                    .timeout(CONNECTS_WITHIN)
                    .build();
            var said = MAPPER.readValue(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body(), OBJECT);
            boolean up = "UP".equals(said.get("status"));
            var lines = new ArrayList<String>();
            lines.add(String.valueOf(said.get("status")));
            if (said.get("reasons") instanceof List<?> reasons) {
                reasons.forEach(reason -> lines.add("  " + reason));
            }
            return new Result(up ? Exit.DONE : Exit.UNAVAILABLE, said, lines);
        } catch (ConnectException | HttpTimeoutException e) {
            return Result.failed(
                    Exit.UNAVAILABLE, "SERVER_NOT_REACHED", "The server does not answer on port " + port + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Result.failed(Exit.INTERRUPTED, "INTERRUPTED", "Interrupted.");
        }
    }

    private static Result follow(BufferedReader lines, Progress progress) throws IOException {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var step = MAPPER.readValue(line, OBJECT);
            if (step.containsKey("exit")) {
                return new Result(
                        Exit.of(((Number) step.getOrDefault("exit", 1)).intValue()),
                        MAPPER.convertValue(step.get("json"), OBJECT),
                        MAPPER.convertValue(step.get("lines"), new TypeReference<List<String>>() {}));
            }
            if (step.containsKey("say")) {
                progress.say(String.valueOf(step.get("say")));
            } else {
                progress.step(
                        String.valueOf(step.get("what")),
                        ((Number) step.getOrDefault("done", 0)).longValue(),
                        ((Number) step.getOrDefault("share", 0)).doubleValue());
            }
            if (progress.stopRequested()) {
                // Leaving closes the connection, which the server takes as the wish to stop.
                return Result.failed(
                        Exit.INTERRUPTED, "INTERRUPTED", "Interrupted; start the same command again to go on.");
            }
        }
        return gone();
    }

    private static Result gone() {
        return Result.failed(
                Exit.UNAVAILABLE,
                "SERVER_GONE",
                "The server that owns the data folder ended before the command was done; what it had acknowledged is kept."
                        + " Start the same command again to go on.");
    }
}
