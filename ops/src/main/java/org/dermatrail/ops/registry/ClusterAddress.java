package org.dermatrail.ops.registry;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.dermatrail.projections.elastic.ElasticSettings;

/**
 * Where a cluster is and as whom to ask it, read from one line:
 * {@code https://[USER:PASSWORD@]HOST[:PORT][,HOST[:PORT]…]}.
 *
 * <p>Law: the line may hold a password, so it is in no message. Port 9200 where none is said; signs in the password that
 * addresses do not hold are written as {@code %40} and the like.
 *
 * @param hosts addresses of nodes
 * @param credentials as whom to ask
 */
record ClusterAddress(List<URI> hosts, ElasticSettings.Credentials credentials) {

    private static final Pattern LINE =
            Pattern.compile("(?<scheme>https?)://(?:(?<user>[^:@/,]+):(?<password>[^@/]*)@)?(?<hosts>[^@/?#]+)/?");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+]");
    private static final int USUAL_PORT = 9200;

    static ClusterAddress of(String line) {
        var matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw notOne();
        }
        var hosts = new ArrayList<URI>();
        for (var each : matcher.group("hosts").split(",", -1)) {
            hosts.add(host(matcher.group("scheme"), each));
        }
        var user = matcher.group("user");
        if (user == null) {
            return new ClusterAddress(hosts, new ElasticSettings.Anonymous());
        }
        var password = decoded(matcher.group("password"));
        return new ClusterAddress(
                hosts,
                new ElasticSettings.Password(
                        decoded(user), new ElasticSettings.Secret("readside.connection", () -> password)));
    }

    private static URI host(String scheme, String text) {
        int colon = text.endsWith("]") ? -1 : text.lastIndexOf(':');
        var name = colon < 0 ? text : text.substring(0, colon);
        if (!HOST.matcher(name).matches()) {
            throw notOne();
        }
        try {
            int port = colon < 0 ? USUAL_PORT : Integer.parseInt(text.substring(colon + 1));
            if (port < 1 || port > 0xFFFF) {
                throw notOne();
            }
            return URI.create(scheme + "://" + name + ":" + port);
        } catch (NumberFormatException e) {
            throw notOne();
        }
    }

    private static String decoded(String text) {
        try {
            // A plus is a plus here; only forms on pages mean a space by it.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw notOne();
        }
    }

    private static IllegalArgumentException notOne() {
        return new IllegalArgumentException(
                "profile.properties: the connection of the read side is"
                        + " http(s)://HOST:PORT, several nodes separated by commas, before them USER:PASSWORD@ where one is needed");
    }
}
