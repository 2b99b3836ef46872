package org.dermatrail.ops.eventstore.kurrent.twin;

import io.grpc.stub.StreamObserver;
import io.kurrent.dbclient.proto.serverfeatures.ServerFeaturesGrpc;
import io.kurrent.dbclient.proto.serverfeatures.Serverfeatures.SupportedMethod;
import io.kurrent.dbclient.proto.serverfeatures.Serverfeatures.SupportedMethods;
import io.kurrent.dbclient.proto.shared.Shared;
import java.util.List;

/** Says which server it is and which calls it knows. */
final class FeaturesService extends ServerFeaturesGrpc.ServerFeaturesImplBase {

    private static final String STREAMS = "event_store.client.streams.streams";
    private static final List<String> METHODS = List.of("append", "read", "delete", "tombstone");

    private final TwinVersion version;

    FeaturesService(TwinVersion version) {
        this.version = version;
    }

    @Override
    public void getSupportedMethods(Shared.Empty request, StreamObserver<SupportedMethods> answer) {
        var methods = SupportedMethods.newBuilder().setEventStoreServerVersion(version.number());
        for (var name : METHODS) {
            methods.addMethods(
                    SupportedMethod.newBuilder().setServiceName(STREAMS).setMethodName(name));
        }
        answer.onNext(methods.build());
        answer.onCompleted();
    }
}
