package org.dermatrail.ops.eventstore.kurrent.twin;

import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadResp;
import java.time.Clock;

/** One subscription to one stream, which need not exist yet. */
final class StreamSubscription {

    private static final int PAGE = 32;

    private final TwinLog log;
    private final TwinVersion version;
    private final Clock clock;
    private final String stream;
    private final boolean idAsText;
    private final Outlet outlet;
    private final SubscriptionTrouble trouble;
    private long next;

    /** A subscription that begins at a revision, or where it is negative with what is written from now on. */
    StreamSubscription(
            Node node, String stream, long from, boolean idAsText, Outlet outlet, SubscriptionTrouble trouble) {
        this.log = node.log();
        this.version = node.version();
        this.clock = node.clock();
        this.stream = stream;
        this.next = from < 0 ? read(log, stream, 0).last() + 1 : from;
        this.idAsText = idAsText;
        this.outlet = outlet;
        this.trouble = trouble;
    }

    /** Runs until the client goes away. */
    void run() throws InterruptedException {
        outlet.send(Wire.confirmation());
        handOn();
        caughtUp();
        while (true) {
            var seen = log.version();
            if (!handOn()) {
                log.awaitNewerThan(seen);
            }
        }
    }

    private boolean handOn() throws InterruptedException {
        var any = false;
        while (true) {
            var page = read(log, stream, next);
            for (var event : page.events()) {
                var behind = trouble.before(outlet) == SubscriptionFault.FELL_BEHIND;
                if (behind && version.tellsCatchingUp()) {
                    outlet.send(ReadResp.newBuilder()
                            .setFellBehind(ReadResp.FellBehind.getDefaultInstance())
                            .build());
                }
                outlet.send(Wire.event(event, idAsText));
                any = true;
            }
            next = Math.max(next, page.next());
            if (page.end()) {
                return any;
            }
        }
    }

    private static StreamPage read(TwinLog log, String stream, long from) {
        var page = log.readForwards(stream, from, PAGE);
        if (page.state() == StreamPage.State.DELETED) {
            throw TwinRefusal.streamDeleted(stream);
        }
        return page;
    }

    private void caughtUp() throws InterruptedException {
        if (version.tellsCatchingUp()) {
            var message = ReadResp.CaughtUp.newBuilder();
            if (version.tellsWhereCaughtUp()) {
                message.setTimestamp(Wire.timestamp(clock.instant()));
                if (next > 0) {
                    message.setStreamRevision(next - 1);
                }
            }
            outlet.send(ReadResp.newBuilder().setCaughtUp(message).build());
        }
    }
}
