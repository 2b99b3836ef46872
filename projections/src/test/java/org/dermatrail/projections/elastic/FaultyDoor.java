package org.dermatrail.projections.elastic;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Stands between a client and the server, and fails as it is told to; each failure happens once. */
final class FaultyDoor implements AutoCloseable {

    /** What goes wrong with the next bulk. */
    enum Fault {
        /** Nothing. */
        NONE,
        /** The server never hears of it. */
        LOST_ON_THE_WAY,
        /** The server does it, the client never hears. */
        ANSWER_LOST,
        /** The whole of it is turned away. */
        OVERLOADED,
        /** Every other document is turned away. */
        HALF_TURNED_AWAY
    }

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer door;
    private final Onward onward;
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final List<List<String>> bulks = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    FaultyDoor(URI server) throws IOException {
        onward = new Onward(server);
        door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        door.setExecutor(
                Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
        door.createContext("/", this::pass);
        door.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + door.getAddress().getPort());
    }

    void next(Fault... those) {
        faults.addAll(List.of(those));
    }

    /** Nothing more goes wrong. */
    void recover() {
        faults.clear();
    }

    /** Ids of documents in each bulk that came. */
    List<List<String>> bulks() {
        return List.copyOf(bulks);
    }

    /** Paths asked for so far. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            asked.add(exchange.getRequestURI().getPath());
            boolean bulk = exchange.getRequestURI().getPath().endsWith("/_bulk");
            var fault = bulk ? faults.poll() : null;
            if (bulk) {
                bulks.add(ids(body));
            }
            if (fault == Fault.LOST_ON_THE_WAY) {
                return;
            }
            if (fault == Fault.OVERLOADED) {
                Onward.answer(
                        exchange,
                        429,
                        "{\"error\":{\"type\":\"es_rejected_execution_exception\",\"reason\":\"full\"},\"status\":429}");
                return;
            }
            var answer = onward.forward(exchange, fault == Fault.HALF_TURNED_AWAY ? half(body) : body);
            if (fault == Fault.ANSWER_LOST) {
                return;
            }
            Onward.answer(
                    exchange,
                    answer.statusCode(),
                    fault == Fault.HALF_TURNED_AWAY ? halfTurnedAway(answer.body(), ids(body)) : answer.body());
        }
    }

    private static List<String> lines(byte[] bulk) {
        return new String(bulk, StandardCharsets.UTF_8).lines().toList();
    }

    private static List<String> ids(byte[] bulk) {
        var ids = new ArrayList<String>();
        var lines = lines(bulk);
        for (int i = 0; i < lines.size(); i += 2) {
            ids.add(JSON.readTree(lines.get(i)).path("index").path("_id").asString());
        }
        return ids;
    }

    private static byte[] half(byte[] bulk) {
        var lines = lines(bulk);
        var kept = new StringBuilder();
        for (int i = 0; i < lines.size(); i += 4) {
            kept.append(lines.get(i)).append('\n').append(lines.get(i + 1)).append('\n');
        }
        return kept.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String halfTurnedAway(String answer, List<String> ids) {
        var whole = (ObjectNode) JSON.readTree(answer);
        var taken = (ArrayNode) whole.path("items");
        var all = JSON.createArrayNode();
        for (int i = 0; i < ids.size(); i++) {
            if (i % 2 == 0) {
                all.add(taken.get(i / 2));
            } else {
                all.addObject()
                        .putObject("index")
                        .put("_index", "any")
                        .put("_id", ids.get(i))
                        .put("status", 429)
                        .putObject("error")
                        .put("type", "es_rejected_execution_exception")
                        .put("reason", "full");
            }
        }
        whole.put("errors", true).set("items", all);
        return whole.toString();
    }

    @Override
    public void close() {
        door.stop(0);
        onward.close();
    }
}
