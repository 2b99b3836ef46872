package org.dermatrail.ops.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An Elasticsearch that is asked by JSON written by hand, without a client of its own. */
final class PlainCluster {

    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final URI address;

    PlainCluster(URI address) {
        this.address = address;
    }

    String written(Object value) {
        return json.writeValueAsString(value);
    }

    JsonNode send(String method, String path, String body) throws IOException {
        var request = HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var reply = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (reply.statusCode() != 200) {
                throw new IOException("the cluster does not answer " + path + ": " + reply.statusCode());
            }
            return json.readTree(reply.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Searches, with nothing kept from before. */
    JsonNode search(String index, Object search) throws IOException {
        return send("POST", "/" + index + "/_search?request_cache=false", written(search));
    }
}
