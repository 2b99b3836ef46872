package org.dermatrail.projections.elastic;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import java.net.URI;
import java.util.Optional;
import org.dermatrail.projections.elastic.ElasticSettings.Anonymous;
import org.dermatrail.projections.elastic.ElasticSettings.ApiKey;
import org.dermatrail.projections.elastic.ElasticSettings.Password;
import org.elasticsearch.client.ResponseException;
import org.jspecify.annotations.Nullable;

/**
 * Tells a cluster that bars this registry from one that is away, and says what an operator can do about it. Thread-safe.
 *
 * @param settings where the cluster is, and as whom it is asked
 */
record Admission(ElasticSettings settings) {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    /** An index that takes no writes just now is forbidden too, to everybody. */
    private static final String BLOCKED = "cluster_block_exception";

    /** What a failure with this status says of admission; nothing where it says something else. */
    Optional<ClusterBarred> objection(int status, Exception failure) {
        return objection(status, reason(failure), failure);
    }

    /** The same where the cluster gives its reason apart from the failure. */
    Optional<ClusterBarred> objection(int status, @Nullable String reason, Exception failure) {
        return switch (status) {
            case UNAUTHORIZED ->
                Optional.of(new ClusterBarred(ClusterBarred.NOT_ADMITTED, cluster() + notAdmitted(), failure));
            case FORBIDDEN ->
                String.valueOf(reason).contains(BLOCKED)
                        ? Optional.empty()
                        : Optional.of(new ClusterBarred(
                                ClusterBarred.NOT_PERMITTED, cluster() + notPermitted(reason), failure));
            default ->
                TlsTrouble.in(failure, settings.certificate())
                        .map(trouble -> new ClusterBarred(ClusterBarred.NOT_TRUSTED, cluster() + trouble, failure));
        };
    }

    /** Where a cluster says nothing that is understood: whether it is asked in the clear and wants TLS, or the other way. */
    Optional<ClusterBarred> askedTheWrongWay(Exception failure) {
        for (var host : settings.hosts()) {
            boolean overTls = host.getScheme().equals("https");
            boolean speaksTls = TlsTrouble.speaksTls(host);
            if (!overTls && speaksTls) {
                return Optional.of(notTrusted(
                        host,
                        " wants to be asked over TLS; say https:// in its address, and name its authority by"
                                + " readside.certificate.",
                        failure));
            }
            if (overTls && !speaksTls && TlsTrouble.speaksInTheClear(host)) {
                return Optional.of(notTrusted(host, TlsTrouble.NO_TLS, failure));
            }
        }
        return Optional.empty();
    }

    private static ClusterBarred notTrusted(URI host, String why, Exception failure) {
        return new ClusterBarred(ClusterBarred.NOT_TRUSTED, "The cluster at " + host + why, failure);
    }

    private String cluster() {
        var hosts = settings.hosts().stream().map(URI::toString).toList();
        return "The cluster at " + String.join(", ", hosts);
    }

    private String notAdmitted() {
        return switch (settings.credentials()) {
            case Anonymous nobody ->
                " admits nobody without a name; put USER:PASSWORD@ before its host, or name an API key by"
                        + " readside.apikey.from.";
            case Password by ->
                " does not admit the user '" + by.user() + "' with this password; correct what "
                        + by.password().name() + " says, or see to the account in the cluster.";
            case ApiKey by ->
                " does not admit the API key in " + by.key().name()
                        + ": it is wrong, has expired or was taken back; make a new one in the cluster and put it there.";
        };
    }

    private String notPermitted(@Nullable String reason) {
        var who =
                switch (settings.credentials()) {
                    case Anonymous nobody -> "whoever asks without a name";
                    case Password by -> "the user '" + by.user() + "'";
                    case ApiKey by -> "the API key in " + by.key().name();
                };
        return " does not permit " + who
                + " what the registry needs; grant 'monitor' on the cluster and 'all' on the indices "
                + settings.prefix()
                + "-*." + (reason == null ? "" : " It says: " + reason);
    }

    private static @Nullable String reason(Exception failure) {
        return switch (failure) {
            case ElasticsearchException e
            when e.error().reason() != null ->
                e.error().type() + ", " + e.error().reason();
            case ResponseException e -> e.getMessage();
            default -> null;
        };
    }
}
