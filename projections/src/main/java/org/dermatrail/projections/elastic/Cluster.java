package org.dermatrail.projections.elastic;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import co.elastic.clients.transport.TransportException;
import co.elastic.clients.transport.TransportUtils;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.apache.http.HttpException;
import org.apache.http.HttpHost;
import org.apache.http.conn.ConnectTimeoutException;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A connection to the cluster.
 *
 * <p>Laws: what passes by itself (a lost connection, an overloaded node, an index being swapped) is tried again, with growing
 * pauses; what does not pass in time is a {@link ClusterOutage}; where the cluster bars this registry, that is said at once by
 * a {@link ClusterBarred}; what never passes is a {@link ClusterRefusal}. Thread-safe.
 */
final class Cluster implements AutoCloseable {

    /** Something asked of the cluster that may be asked twice. */
    @FunctionalInterface
    interface Call<T> {
        T on(ElasticsearchClient client) throws IOException;
    }

    /** A missing index is one that is being swapped, or that the server has not found again yet. */
    private static final Set<Integer> PASSING = Set.of(404, 408, 429, 500, 502, 503, 504);

    private static final String TOO_MANY_BUCKETS = "too_many_buckets_exception";
    private static final int NO_ANSWER = 0;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int TRIES = 3;
    private static final long FIRST_PAUSE_NANOS = 50_000_000;
    private static final long LONGEST_PAUSE_NANOS = 2_000_000_000;

    private final ElasticSettings settings;
    private final JsonMapper json = JsonMapper.builder()
            .changeDefaultPropertyInclusion(every -> every.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();
    private final RestClientTransport transport;
    private final ElasticsearchClient client;
    private final Admission admission;
    /** Whether there ever was an answer; who answered once is not asked the wrong way. */
    private volatile boolean answered;

    /**
     * Prepares a connection; nothing is sent yet.
     *
     * @throws ClusterBarred where the certificate of the authority to be trusted cannot be read
     */
    Cluster(ElasticSettings settings) {
        this.settings = settings;
        admission = new Admission(settings);
        transport = new RestClientTransport(connections(settings), new Jackson3JsonpMapper(json));
        client = new ElasticsearchClient(transport);
    }

    private static RestClient connections(ElasticSettings settings) {
        var hosts = settings.hosts().stream()
                .map(host -> new HttpHost(host.getHost(), host.getPort(), host.getScheme()))
                .toArray(HttpHost[]::new);
        var builder = RestClient.builder(hosts);
        var patience = settings.patience();
        builder.setRequestConfigCallback(request -> request.setConnectTimeout(
                        Math.toIntExact(patience.connect().toMillis()))
                .setConnectionRequestTimeout(Math.toIntExact(patience.answer().toMillis()))
                .setSocketTimeout(Math.toIntExact(patience.answer().toMillis())));
        var certificate = settings.certificate();
        if (certificate != null) {
            var trusting = trusting(certificate);
            builder.setHttpClientConfigCallback(http -> http.setSSLContext(trusting));
        }
        authorize(builder, settings.credentials());
        return builder.build();
    }

    private static SSLContext trusting(Path authority) {
        try {
            return TransportUtils.sslContextFromHttpCaCrt(authority.toFile());
        } catch (IOException | RuntimeException unreadable) {
            // The client wraps whatever is wrong with the file's content.
            throw new ClusterBarred(
                    ClusterBarred.NOT_TRUSTED,
                    "The certificate of the cluster's authority cannot be read: " + authority
                            + "; put it there in PEM form, or correct readside.certificate.",
                    unreadable);
        }
    }

    private static void authorize(RestClientBuilder builder, ElasticSettings.Credentials credentials) {
        var header =
                switch (credentials) {
                    case ElasticSettings.Anonymous nobody -> null;
                    case ElasticSettings.ApiKey key ->
                        "ApiKey " + key.key().value().get();
                    case ElasticSettings.Password by ->
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((by.user() + ":"
                                                        + by.password().value().get())
                                                .getBytes(StandardCharsets.UTF_8));
                };
        if (header != null) {
            builder.setDefaultHeaders(new BasicHeader[] {new BasicHeader("Authorization", header)});
        }
    }

    /**
     * Makes sure that the cluster answers; one that does not is not waited for.
     *
     * @throws ClusterOutage where it does not, or bars this registry
     */
    void reach() {
        var health = ask("reaching the cluster at " + settings.hosts(), reached -> reached.cluster()
                .health(any -> any.timeout(time -> time.time("1s"))));
        assert health.status() != null : "an answer says how the cluster is";
    }

    ElasticSettings settings() {
        return settings;
    }

    JsonMapper json() {
        return json;
    }

    /** Asks, and a few times more where it fails in passing; what takes too long is not asked again. */
    <T> T ask(String what, Call<T> call) {
        return attempt(what, call, TRIES, Long.MAX_VALUE);
    }

    /** Asks until it is done or the patience of writing ends. */
    <T> T insist(String what, Call<T> call) {
        return attempt(what, call, Integer.MAX_VALUE, deadline());
    }

    /** The time, by {@link System#nanoTime}, by which something written must be taken. */
    long deadline() {
        return System.nanoTime() + settings.patience().write().toNanos();
    }

    private <T> T attempt(String what, Call<T> call, int tries, long deadline) {
        for (int time = 1; ; time++) {
            try {
                return once(call);
            } catch (IOException | ElasticsearchException e) {
                throwWhereBarred(e);
                if (!passes(e)) {
                    throw new ClusterRefusal(
                            ClusterRefusal.NOT_DONE_BY_CLUSTER, what + " is not done: " + e.getMessage(), e);
                }
                if (time >= tries || over(deadline) || (e instanceof SocketTimeoutException && tries == TRIES)) {
                    throw new ClusterOutage(what + " failed: " + e.getMessage(), e);
                }
                pause(time);
            }
        }
    }

    private static boolean over(long deadline) {
        return deadline != Long.MAX_VALUE && System.nanoTime() - deadline >= 0;
    }

    /** Asks once; a failure comes as it is. */
    <T> T once(Call<T> call) throws IOException {
        try {
            T answer = call.on(client);
            answered = true;
            return answer;
        } catch (RuntimeException failure) {
            if (failure.getCause() instanceof HttpException noHttp) {
                // The client takes an answer that is no HTTP for a bug of its own.
                throw new IOException("what is answered is no HTTP: " + noHttp.getMessage(), failure);
            }
            throw failure;
        }
    }

    /** Throws where a failure means that the cluster is there, but does not let this registry in or is not believed. */
    void throwWhereBarred(Exception failure) {
        int status = status(failure);
        var objection = admission.objection(status, failure);
        if (objection.isEmpty() && status == NO_ANSWER && !answered && !isAway(failure)) {
            objection = admission.askedTheWrongWay(failure);
        }
        if (objection.isPresent()) {
            throw objection.get();
        }
    }

    /** The same for one document of several. */
    void throwWhereBarred(int status, @Nullable String reason) {
        var objection = admission.objection(status, reason, new IOException("a document is not taken: " + reason));
        if (objection.isPresent()) {
            throw objection.get();
        }
    }

    private static boolean isAway(Exception failure) {
        return failure instanceof ConnectException
                || failure instanceof UnknownHostException
                || failure instanceof ConnectTimeoutException;
    }

    /** Whether what failed may succeed when it is tried again. */
    static boolean passes(Exception failure) {
        int status = status(failure);
        return status == NO_ANSWER ? failure instanceof IOException : passes(status) && !tooManyBuckets(failure);
    }

    static boolean passes(int status) {
        return PASSING.contains(status);
    }

    /** Whether a document was not changed since it is not as it was thought to be. */
    static boolean isConflict(Exception failure) {
        return status(failure) == CONFLICT;
    }

    static boolean isMissing(Exception failure) {
        return status(failure) == NOT_FOUND;
    }

    /** Whether a search failed since it found more values than the cluster gives at once. */
    static boolean tooManyBuckets(@Nullable Throwable failure) {
        return switch (failure) {
            case ElasticsearchException e -> String.valueOf(e.response()).contains(TOO_MANY_BUCKETS);
            case ResponseException e -> String.valueOf(e.getMessage()).contains(TOO_MANY_BUCKETS);
            case null, default -> false;
        };
    }

    /** The status of the answer; the client gives some failed ones as they came and others read. */
    private static int status(Exception failure) {
        return switch (failure) {
            case ElasticsearchException e -> e.status();
            case ResponseException e -> e.getResponse().getStatusLine().getStatusCode();
            case TransportException e -> e.statusCode();
            default -> NO_ANSWER;
        };
    }

    /** Waits before something is tried again: longer each time, up to two seconds. */
    static void pause(int time) {
        LockSupport.parkNanos(Math.min(LONGEST_PAUSE_NANOS, FIRST_PAUSE_NANOS << Math.min(time - 1, 6)));
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the connection to the cluster does not close", e);
        }
    }
}
