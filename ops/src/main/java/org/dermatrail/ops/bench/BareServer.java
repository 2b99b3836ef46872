package org.dermatrail.ops.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The least a server can do: the JDK's own HTTP server, which looks nobody up, parses nothing, hides nothing, notes nothing and
 * answers with a number.
 */
final class BareServer implements AutoCloseable {

    /** Answers a question by its number. */
    @FunctionalInterface
    interface Answering {
        int captures(int question) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    BareServer(Answering answering) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, answering));
        server.start();
    }

    private static void answer(HttpExchange exchange, Answering answering) throws IOException {
        try (exchange) {
            int question =
                    Integer.parseInt(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            var body = Integer.toString(answering.captures(question)).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    int ask(HttpClient client, int question) throws IOException {
        var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        var request = HttpRequest.newBuilder(address)
                .POST(HttpRequest.BodyPublishers.ofString(Integer.toString(question)))
                .build();
        try {
            return Integer.parseInt(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
