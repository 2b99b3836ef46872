package org.dermatrail.ops.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.dermatrail.ops.eventstore.kurrent.twin.TwinTls;
import org.dermatrail.projections.elastic.Onward;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a cluster as its security would, which the server for tests does not have: it speaks TLS, wants to know who
 * asks, and answers whoever may not ask as Elasticsearch does. Thread-safe.
 */
final class SecuredDoor implements AutoCloseable {

    /** A user, and who may do nothing. */
    static final String USER = "registry";

    static final String WITHOUT_RIGHTS = "visitor";
    static final String PASSWORD = "For-Us-Alone";
    static final String API_KEY = "S2V5LU9mLVRoZS1SZWdpc3RyeTpPcGVuLVNlc2FtZQ==";

    private static final String UNKNOWN = """
            {"error":{"root_cause":[%1$s],%2$s},"status":401}""";
    private static final String REASON = """
            "type":"security_exception","reason":"%s\"""";

    private final HttpServer door;
    private final String scheme;
    private final Onward onward;
    private final AtomicInteger turnedAway = new AtomicInteger();
    private final AtomicInteger told = new AtomicInteger();
    private volatile boolean admitting = true;
    private volatile boolean forbidsWriting;

    private SecuredDoor(HttpServer door, String scheme, URI cluster) {
        this.door = door;
        this.scheme = scheme;
        onward = new Onward(cluster);
        door.setExecutor(
                Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
        door.createContext("/", this::pass);
        door.start();
    }

    /** A door that shows this certificate. */
    static SecuredDoor before(URI cluster, TwinTls tls) throws IOException {
        var server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(showing(tls)));
        return new SecuredDoor(server, "https", cluster);
    }

    /** A door that speaks in the clear. */
    static SecuredDoor inTheClear(URI cluster) throws IOException {
        return new SecuredDoor(HttpServer.create(anyPort(), 0), "http", cluster);
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static SSLContext showing(TwinTls tls) throws IOException {
        try (var shown = Files.newInputStream(tls.certificate())) {
            var certificate = CertificateFactory.getInstance("X.509").generateCertificate(shown);
            var key = Files.readString(tls.key())
                    .lines()
                    .filter(line -> !line.startsWith("-----"))
                    .reduce("", String::concat);
            var known = KeyStore.getInstance("PKCS12");
            known.load(null, null);
            known.setKeyEntry(
                    "node",
                    KeyFactory.getInstance("EC")
                            .generatePrivate(
                                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key))),
                    new char[0],
                    new Certificate[] {certificate});
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(known, new char[0]);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate made for this test can be shown", e);
        }
    }

    /** Where it listens, without a scheme. */
    String host() {
        return "127.0.0.1:" + door.getAddress().getPort();
    }

    /** Where it listens. */
    String address() {
        return scheme + "://" + host();
    }

    /** How many requests it turned away. */
    int turnedAway() {
        return turnedAway.get();
    }

    /** How many requests said as whom they ask. */
    int told() {
        return told.get();
    }

    /** Takes everybody's account away, or gives it back. */
    void admit(boolean anybody) {
        admitting = anybody;
    }

    /** From now on documents are not taken, one by one, as from an account that may read alone. */
    void forbidWriting() {
        forbidsWriting = true;
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var said = exchange.getRequestHeaders().getFirst("Authorization");
            told.addAndGet(said == null ? 0 : 1);
            var user = user(said);
            var path = exchange.getRequestURI().getPath();
            if (!admitting || user == null) {
                turnedAway.incrementAndGet();
                var reason = REASON.formatted(
                        said == null
                                ? "missing authentication credentials for REST request [" + path + "]"
                                : "unable to authenticate with provided credentials for REST request [" + path + "]");
                answer(exchange, 401, UNKNOWN.formatted("{" + reason + "}", reason));
            } else if (user.equals(WITHOUT_RIGHTS)) {
                turnedAway.incrementAndGet();
                answer(
                        exchange,
                        403,
                        UNKNOWN.formatted("{" + forbidden() + "}", forbidden()).replace("401", "403"));
            } else if (forbidsWriting && path.endsWith("/_bulk")) {
                turnedAway.incrementAndGet();
                answer(exchange, 200, eachForbidden(body));
            } else {
                var answer = onward.forward(exchange, body);
                answer(exchange, answer.statusCode(), answer.body());
            }
        }
    }

    private static String forbidden() {
        return REASON.formatted("action [cluster:monitor/health] is unauthorized for user [" + WITHOUT_RIGHTS
                + "] with effective roles [], this action is granted by the cluster privileges [monitor,manage,all]");
    }

    private static String eachForbidden(byte[] bulk) {
        long documents = new String(bulk, StandardCharsets.UTF_8).lines().count() / 2;
        var item = """
                {"index":{"_index":"any","_id":"any","status":403,"error":{%s}}}""".formatted(forbidden());
        return "{\"took\":1,\"errors\":true,\"items\":[" + String.join(",", Collections.nCopies((int) documents, item))
                + "]}";
    }

    private static @Nullable String user(@Nullable String said) {
        if (("ApiKey " + API_KEY).equals(said)) {
            return USER;
        }
        for (var user : Set.of(USER, WITHOUT_RIGHTS)) {
            var pair = (user + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8);
            if (("Basic " + Base64.getEncoder().encodeToString(pair)).equals(said)) {
                return user;
            }
        }
        return null;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        if (status == 401) {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"security\", charset=\"UTF-8\"");
            exchange.getResponseHeaders().add("WWW-Authenticate", "ApiKey");
        }
        Onward.answer(exchange, status, body);
    }

    @Override
    public void close() {
        door.stop(0);
        onward.close();
    }
}
