package org.dermatrail.ops.eventstore.kurrent.twin;

import io.kurrent.dbclient.proto.gossip.GossipOuterClass.ClusterInfo;
import io.kurrent.dbclient.proto.gossip.GossipOuterClass.EndPoint;
import io.kurrent.dbclient.proto.gossip.GossipOuterClass.MemberInfo;
import io.kurrent.dbclient.proto.gossip.GossipOuterClass.MemberInfo.VNodeState;
import io.kurrent.dbclient.proto.shared.Shared;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The nodes that share a log, which of them leads and which are up.
 *
 * <p>Thread-safe.
 */
final class Membership {

    static final String HOST = "127.0.0.1";

    private record Node(UUID id, int port, boolean alive) {}

    private final List<Node> nodes = new ArrayList<>();
    private int leader;

    /** Another node; the first leads. */
    synchronized int add() {
        nodes.add(new Node(UUID.randomUUID(), 0, false));
        return nodes.size() - 1;
    }

    synchronized void up(int node, int port) {
        nodes.set(node, new Node(nodes.get(node).id(), port, true));
    }

    synchronized void down(int node) {
        nodes.set(node, new Node(nodes.get(node).id(), nodes.get(node).port(), false));
    }

    synchronized void elect(int node) {
        leader = node;
    }

    synchronized boolean leads(int node) {
        return node == leader;
    }

    synchronized int leaderPort() {
        return nodes.get(leader).port();
    }

    synchronized ClusterInfo gossip(Clock clock) {
        var cluster = ClusterInfo.newBuilder();
        for (var index = 0; index < nodes.size(); index++) {
            var node = nodes.get(index);
            cluster.addMembers(MemberInfo.newBuilder()
                    .setInstanceId(Shared.UUID.newBuilder().setString(node.id().toString()))
                    .setTimeStamp(clock.millis())
                    .setState(index == leader ? VNodeState.Leader : VNodeState.Follower)
                    .setIsAlive(node.alive())
                    .setHttpEndPoint(EndPoint.newBuilder().setAddress(HOST).setPort(node.port())));
        }
        return cluster.build();
    }
}
