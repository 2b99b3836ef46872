package org.dermatrail.ops.eventstore.kurrent;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.kurrent.dbclient.KurrentDBConnectionString;
import io.kurrent.dbclient.proto.serverfeatures.ServerFeaturesGrpc;
import io.kurrent.dbclient.proto.shared.Shared;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * What a server says of itself when it is asked: its version, and which calls it knows. The client asks too, but keeps most
 * of the answer to itself.
 *
 * @param version as the server writes it
 * @param calls the calls it knows, by service
 */
record ServerAnswers(String version, List<String> calls) {

    private static final int PATIENCE_SECONDS = 10;

    /** Asks the first server that is named. */
    static ServerAnswers of(String connectionString) {
        var settings = KurrentDBConnectionString.parseOrThrow(connectionString);
        var host = settings.getHosts()[0];
        ChannelCredentials credentials;
        try {
            credentials = settings.isTls() ? trusting(settings.getTlsCaFile()) : InsecureChannelCredentials.create();
        } catch (IOException | IllegalArgumentException unreadable) {
            return untold();
        }
        var channel = Grpc.newChannelBuilderForAddress(host.getHost(), host.getPort(), credentials)
                .build();
        try {
            var said = ServerFeaturesGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .getSupportedMethods(Shared.Empty.getDefaultInstance());
            var calls = new TreeMap<String, TreeSet<String>>();
            for (var method : said.getMethodsList()) {
                calls.computeIfAbsent(method.getServiceName(), _ -> new TreeSet<>())
                        .add(
                                method.getFeaturesList().isEmpty()
                                        ? method.getMethodName()
                                        : method.getMethodName() + method.getFeaturesList());
            }
            var lines = calls.entrySet().stream()
                    .map(each -> each.getKey() + ": " + String.join(", ", each.getValue()))
                    .toList();
            return new ServerAnswers(said.getEventStoreServerVersion(), lines);
        } catch (StatusRuntimeException notSaid) {
            return untold();
        } finally {
            channel.shutdownNow();
        }
    }

    private static ServerAnswers untold() {
        return new ServerAnswers("not told", List.of("not told"));
    }

    private static ChannelCredentials trusting(String authority) throws IOException {
        var credentials = TlsChannelCredentials.newBuilder();
        return (authority == null ? credentials : credentials.trustManager(new File(authority))).build();
    }
}
