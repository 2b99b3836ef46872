package org.dermatrail.ops.eventstore.kurrent.twin;

import io.grpc.stub.StreamObserver;
import io.kurrent.dbclient.proto.gossip.GossipGrpc;
import io.kurrent.dbclient.proto.gossip.GossipOuterClass.ClusterInfo;
import io.kurrent.dbclient.proto.shared.Shared;

/** Tells which nodes there are. */
final class GossipService extends GossipGrpc.GossipImplBase {

    private final Node node;

    GossipService(Node node) {
        this.node = node;
    }

    @Override
    public void read(Shared.Empty request, StreamObserver<ClusterInfo> answer) {
        answer.onNext(node.membership().gossip(node.clock()));
        answer.onCompleted();
    }
}
