package org.dermatrail.ops.eventstore.kurrent.twin;

import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadResp;
import java.time.Clock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One subscription to the whole log: it catches up page by page, says so, and goes on with what is written then. What it
 * says in between, and where it says a client may resume, differs by version.
 */
final class AllSubscription {

    private static final int PAGE = 32;
    private static final int LIVE_BUFFER = 32;
    private static final int LIVE_WINDOW = 10_000;

    /**
     * What the client asked for.
     *
     * @param after where to begin, exclusively; the end of positions stands for what is written from now on
     * @param window how many events are looked at in a page
     * @param checkpointInterval after how many events that were looked at a checkpoint is due, 0 for never
     */
    record Wish(
            TwinPosition after, Predicate<TwinRecord> filter, int window, int checkpointInterval, boolean idAsText) {}

    private final TwinLog log;
    private final TwinVersion version;
    private final Clock clock;
    private final Wish wish;
    private final Outlet outlet;
    private final SubscriptionTrouble trouble;

    /** The last event or checkpoint that was handed on. */
    private TwinPosition reached;

    private TwinPosition next;
    private @Nullable TwinPosition lastCheckpoint;
    private int considered;
    private boolean pushedBehind;

    AllSubscription(Node node, Wish wish, Outlet outlet, SubscriptionTrouble trouble) {
        this.log = node.log();
        this.version = node.version();
        this.clock = node.clock();
        this.wish = wish;
        this.outlet = outlet;
        this.trouble = trouble;
        this.reached = wish.after();
        this.next = wish.after();
    }

    /** Runs until the client goes away. */
    void run() throws InterruptedException {
        var subscribedAt = log.lastPosition();
        begin(subscribedAt);
        outlet.send(Wire.confirmation());
        if (!version.checkpointsOnCatchingUp() || subscribedAt.isAfter(reached)) {
            if (version.refusesImpossiblePositions() && !log.isPossible(next)) {
                throw TwinRefusal.invalidPosition();
            }
            catchUp();
        }
        while (true) {
            live();
            catchUp();
        }
    }

    private void begin(TwinPosition subscribedAt) {
        if (wish.after().equals(TwinPosition.END)) {
            reached = subscribedAt;
            next = subscribedAt;
        }
        if (!version.resumesAfterPosition() && !next.equals(TwinPosition.START)) {
            // One event at or after the position is skipped, even if the one at the position is gone.
            next = log.readAllForwards(next, 1, Integer.MAX_VALUE, any -> true).next();
        }
    }

    private void catchUp() throws InterruptedException {
        var since = 0;
        while (true) {
            var page = log.readAllForwards(next, PAGE, wish.window(), wish.filter());
            var atPage = page.current();
            for (var event : page.events()) {
                atPage = event.position();
                if (!version.resumesAfterPosition() || event.position().isAfter(reached)) {
                    send(event);
                }
            }
            if (page.current().isAfter(reached) && page.next().isAfter(page.current())) {
                reached = page.current();
            }
            since += page.considered();
            next = page.next();
            if (page.end()) {
                considered = version.checkpointsOnCatchingUp() || wish.checkpointInterval() == 0
                        ? 0
                        : since % wish.checkpointInterval();
                if (version.checkpointsOnCatchingUp()) {
                    checkpoint(reached);
                }
                return;
            }
            if (wish.checkpointInterval() > 0 && since >= wish.checkpointInterval()) {
                since %= wish.checkpointInterval();
                checkpoint(version.checkpointsOnCatchingUp() ? reached : atPage);
            }
        }
    }

    /** Hands on what is written, until the client is too slow for it. */
    private void live() throws InterruptedException {
        caughtUp();
        outlet.forgetWaiting();
        pushedBehind = false;
        while (true) {
            var seen = log.version();
            var page = log.readAllForwards(next, PAGE, PAGE, any -> true);
            for (var event : page.events()) {
                if (event.position().isAfter(reached)) {
                    consider(event);
                }
            }
            next = page.next();
            if (pushedBehind || (outlet.hadToWait() && isBehind())) {
                pushedBehind = false;
                fellBehind();
                return;
            }
            outlet.forgetWaiting();
            if (page.considered() == 0) {
                log.awaitNewerThan(seen);
            }
        }
    }

    private void consider(TwinRecord event) throws InterruptedException {
        if (wish.filter().test(event)) {
            send(event);
        }
        considered++;
        if (wish.checkpointInterval() > 0 && considered >= wish.checkpointInterval()) {
            considered = 0;
            reached = event.position();
            checkpoint(reached);
            if (version.repeatsLiveCheckpoints()) {
                checkpoint(reached);
            }
        }
    }

    private boolean isBehind() {
        return log.readAllForwards(next, LIVE_BUFFER + 1, LIVE_WINDOW, wish.filter())
                        .events()
                        .size()
                > LIVE_BUFFER;
    }

    private void send(TwinRecord event) throws InterruptedException {
        var fault = trouble.before(outlet);
        if (fault == SubscriptionFault.REPEATED_CHECKPOINT && wish.checkpointInterval() > 0) {
            outlet.send(Wire.checkpoint(lastCheckpoint == null ? TwinPosition.START : lastCheckpoint, clock.instant()));
        }
        if (fault == SubscriptionFault.EARLY_CHECKPOINT && wish.checkpointInterval() > 0) {
            outlet.send(Wire.checkpoint(event.position(), clock.instant()));
            outlet.send(Wire.checkpoint(event.position(), clock.instant()));
            throw TwinRefusal.notReady();
        }
        pushedBehind |= fault == SubscriptionFault.FELL_BEHIND;
        if (fault == SubscriptionFault.REPEATED_EVENT) {
            outlet.send(Wire.event(event, wish.idAsText()));
        }
        outlet.send(Wire.event(event, wish.idAsText()));
        reached = event.position();
    }

    private void checkpoint(TwinPosition position) throws InterruptedException {
        if (wish.checkpointInterval() == 0 || position.equals(TwinPosition.START)) {
            return;
        }
        if (version.checkpointsOnCatchingUp() && lastCheckpoint != null && !position.isAfter(lastCheckpoint)) {
            return;
        }
        lastCheckpoint = position;
        outlet.send(Wire.checkpoint(position, clock.instant()));
    }

    private void caughtUp() throws InterruptedException {
        if (version.tellsCatchingUp()) {
            var message = ReadResp.CaughtUp.newBuilder();
            if (version.tellsWhereCaughtUp()) {
                message.setTimestamp(Wire.timestamp(clock.instant()));
                if (!reached.equals(TwinPosition.START)) {
                    message.setPosition(Wire.position(reached));
                }
            }
            outlet.send(ReadResp.newBuilder().setCaughtUp(message).build());
        }
    }

    private void fellBehind() throws InterruptedException {
        if (version.tellsCatchingUp()) {
            var message = ReadResp.FellBehind.newBuilder();
            if (version.tellsWhereCaughtUp()) {
                message.setTimestamp(Wire.timestamp(clock.instant()));
                message.setPosition(Wire.position(reached));
            }
            outlet.send(ReadResp.newBuilder().setFellBehind(message).build());
        }
        if (version.checkpointsOnCatchingUp()) {
            checkpoint(reached);
        }
    }
}
