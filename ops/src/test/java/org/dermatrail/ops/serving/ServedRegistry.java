package org.dermatrail.ops.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dermatrail.graphql.caller.Role;
import org.dermatrail.ops.registry.DataFolder;
import org.dermatrail.ops.registry.FolderLock;
import org.dermatrail.ops.registry.Registry;
import org.dermatrail.ops.security.Account;
import org.dermatrail.ops.server.ServerApplication;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sample study, imported into a registry that is served on a real port, and the people who ask it. */
final class ServedRegistry implements AutoCloseable {

    static final String STUDY = "sample-study";
    static final String PASSWORD = "correct horse battery";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(20);

    private final FolderLock lock;
    private final Registry registry;
    private ServerApplication.Running server;
    private final HttpClient client = HttpClient.newHttpClient();

    private ServedRegistry(FolderLock lock, Registry registry, ServerApplication.Running server) {
        this.lock = lock;
        this.registry = registry;
        this.server = server;
    }

    /** Prepares the sample study in a folder and serves it on a free port. */
    static ServedRegistry in(Path root) throws IOException {
        var folder = new DataFolder(root);
        var lock = FolderLock.take(folder).orElseThrow();
        var registry = Registry.open(folder);
        SampleStudy.importInto(registry);
        assertThat(registry.awaitVisible(VISIBLE_WITHIN)).isTrue();
        return new ServedRegistry(lock, registry, ServerApplication.start(registry, 0));
    }

    /** Ends the server and starts another on the same registry. */
    void restart() throws IOException {
        server.close();
        server = ServerApplication.start(registry, 0);
    }

    Registry registry() {
        return registry;
    }

    String address() {
        return server.address();
    }

    /** A researcher of a project with the sample study granted, and a token of theirs. */
    String researcher(String name, String project) {
        return token(new Account(name, Role.RESEARCHER, project, Set.of(STUDY), Set.of(), false));
    }

    /** A coordinator of one site, and a token of theirs. */
    String coordinator(String name, String site) {
        return token(new Account(name, Role.COORDINATOR, null, Set.of(), Set.of(STUDY + "/" + site), false));
    }

    /** A member of the ethics board, and a token of theirs. */
    String ethics(String name) {
        return token(new Account(name, Role.ETHICS, null, Set.of(), Set.of(), false));
    }

    /** A data manager, and a token of theirs. */
    String manager(String name) {
        return token(new Account(name, Role.DATA_MANAGER, null, Set.of(), Set.of(), false));
    }

    private String token(Account account) {
        registry.accounts().add(account, PASSWORD);
        return registry.accounts()
                .issue(account.name(), "test", Duration.ofHours(1))
                .secret();
    }

    /** What is answered to a GraphQL document, errors included. */
    JsonNode asks(@Nullable String token, String document) {
        return asks(token, document, Map.of());
    }

    /** What is answered to a GraphQL document with variables, errors included. */
    JsonNode asks(@Nullable String token, String document, Map<String, Object> variables) {
        var reply =
                post("graphql", token, MAPPER.writeValueAsString(Map.of("query", document, "variables", variables)));
        return MAPPER.readTree(reply.body());
    }

    /** The data of an answer that must hold no errors. */
    JsonNode learns(String token, String document) {
        return learns(token, document, Map.of());
    }

    /** The data of an answer that must hold no errors. */
    JsonNode learns(String token, String document, Map<String, Object> variables) {
        var answer = asks(token, document, variables);
        assertThat(answer.path("errors").isMissingNode()).as(answer.toString()).isTrue();
        return answer.path("data");
    }

    /** Code of the first error of an answer, or a word that there was none. */
    String refusal(String token, String document) {
        return refusal(token, document, Map.of());
    }

    /** Code of the first error of an answer, or a word that there was none. */
    String refusal(String token, String document, Map<String, Object> variables) {
        return asks(token, document, variables)
                .path("errors")
                .path(0)
                .path("extensions")
                .path("code")
                .asString("answered");
    }

    HttpResponse<String> post(String path, @Nullable String token, String json) {
        return send(
                request(path, token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, @Nullable String token) {
        return send(request(path, token), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<byte[]> bytes(String path, @Nullable String token) {
        return send(request(path, token), HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpRequest.Builder request(String path, @Nullable String token) {
        var request = HttpRequest.newBuilder(URI.create(address()).resolve(path.startsWith("/") ? path : "/" + path));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The nodes of a connection. */
    static List<JsonNode> nodes(JsonNode connection) {
        var nodes = new ArrayList<JsonNode>();
        connection.path("edges").forEach(edge -> nodes.add(edge.path("node")));
        return nodes;
    }

    @Override
    public void close() {
        client.close();
        server.close();
        registry.close();
        lock.close();
    }
}
