package org.dermatrail.ops.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The first page of a running demo, as a newcomer reads it. */
public final class DemoPage implements AutoCloseable {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Pattern SECTION = Pattern.compile("<section>(.*?)</section>", Pattern.DOTALL);
    private static final Pattern HEADING = Pattern.compile("<h2>(.*?)</h2>");
    private static final Pattern TOKEN = Pattern.compile("Authorization: Bearer ([^<]+)");
    private static final Pattern TRY = Pattern.compile("<pre>(.*?)</pre>", Pattern.DOTALL);
    private static final Pattern PART = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

    private final URI address;
    private final HttpClient client = HttpClient.newHttpClient();

    /** The page at this address. */
    public DemoPage(String address) {
        this.address = URI.create(address);
    }

    /**
     * One role of the demo.
     *
     * @param name role in words
     * @param token its token
     * @param tries documents it may try
     */
    public record Guest(String name, String token, List<String> tries) {}

    /** The roles on the page. */
    public List<Guest> guests() throws IOException, InterruptedException {
        var guests = new ArrayList<Guest>();
        SECTION.matcher(get("/welcome").body()).results().forEach(section -> {
            var text = section.group(1);
            guests.add(new Guest(
                    first(HEADING, text),
                    first(TOKEN, text),
                    TRY.matcher(text)
                            .results()
                            .map(found -> HtmlUtils.htmlUnescape(found.group(1)))
                            .toList()));
        });
        return guests;
    }

    private static String first(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> HtmlUtils.htmlUnescape(found.group(1)))
                .findFirst()
                .orElseThrow();
    }

    /** Parts that a page loads. */
    public List<String> partsOf(String page) throws IOException, InterruptedException {
        return PART.matcher(get(page).body())
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    /** What is answered to a document. */
    public JsonNode asks(String token, String document) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve("/graphql"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(MAPPER.writeValueAsString(Map.of("query", document))))
                .build();
        var reply = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return MAPPER.readTree(reply.body());
    }

    /** What is served at a path without any sign-in. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(address.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.close();
    }
}
