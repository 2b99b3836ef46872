package org.dermatrail.ops.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.dermatrail.graphql.caller.Role;
import org.dermatrail.ops.bench.AnchorQuestions.Asked;
import org.dermatrail.ops.registry.Registry;
import org.dermatrail.ops.security.Account;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody with an account, who asks by GraphQL over HTTP.
 *
 * @param client connections
 * @param token what the account signs in with
 */
record Asker(HttpClient client, String token) {

    private static final JsonMapper JSON = new JsonMapper();

    /** From whom small counts are hidden. */
    static Asker researcher(Registry registry) {
        return new Asker(HttpClient.newHttpClient(), new OverHttp(registry, Map.of()).token());
    }

    /** Who is told every number. */
    static Asker dataManager(Registry registry) {
        var account = new Account("bench-keeper", Role.DATA_MANAGER, null, Set.of(), Set.of(), false);
        registry.accounts().add(account, "a password for one run only");
        var token = registry.accounts().issue(account.name(), "bench", Duration.ofHours(2));
        return new Asker(HttpClient.newHttpClient(), token.secret());
    }

    Spread ask(URI address, Asked asked) throws IOException {
        var reply = OverHttp.send(client, address, token, asked.graphql());
        var cohort = JSON.readTree(reply.body()).path("data").path("cohort");
        if (reply.statusCode() != 200 || cohort.path("captureCount").isMissingNode()) {
            throw new IOException("not answered: " + reply.statusCode());
        }
        var facets = new HashMap<String, Map<String, Long>>();
        for (var facet : cohort.path("facets")) {
            var values = facets.computeIfAbsent(facet.path("field").asString(), any -> new HashMap<>());
            for (var bucket : facet.path("buckets")) {
                values.put(
                        bucket.path("value").asString(),
                        bucket.path("count").path("value").asLong());
            }
        }
        return new Spread(cohort.path("captureCount").path("value").asInt(-1), facets);
    }
}
