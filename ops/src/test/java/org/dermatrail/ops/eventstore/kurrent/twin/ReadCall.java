package org.dermatrail.ops.eventstore.kurrent.twin;

import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadReq;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadResp;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One read or subscription: finds out what is wanted, and sends it. */
final class ReadCall {

    private static final int PAGE = 256;
    private static final int DEFAULT_WINDOW = 32;

    private final Node node;
    private final TwinLog log;
    private final Caller caller;
    private final ReadReq.Options options;
    private Faults.@Nullable Due<ReadFault> due;
    private int sent;

    ReadCall(Node node, Caller caller, ReadReq.Options options) {
        this.node = node;
        this.log = node.log();
        this.caller = caller;
        this.options = options;
    }

    void run(Outlet outlet) throws InterruptedException {
        if (options.getUuidOption().getContentCase() == ReadReq.Options.UUIDOption.ContentCase.CONTENT_NOT_SET) {
            throw TwinRefusal.invalidArgument("'uuidOption' is a required argument");
        }
        switch (options.getStreamOptionCase()) {
            case STREAM -> stream(options.getStream(), outlet);
            case ALL -> all(options.getAll(), outlet);
            case STREAMOPTION_NOT_SET -> throw TwinRefusal.invalidArgument("'None' is not a valid stream option");
        }
    }

    private void stream(ReadReq.Options.StreamOptions wanted, Outlet outlet) throws InterruptedException {
        var name = wanted.getStreamIdentifier().getStreamName().toStringUtf8();
        node.admit(caller, name);
        if (options.hasSubscription()) {
            var from =
                    switch (wanted.getRevisionOptionCase()) {
                        case REVISION -> wanted.getRevision() + 1;
                        case END -> -1;
                        default -> 0;
                    };
            var trouble = new SubscriptionTrouble(node, caller);
            new StreamSubscription(node, name, from, idAsText(), outlet, trouble).run();
            return;
        }
        var from =
                switch (wanted.getRevisionOptionCase()) {
                    case REVISION -> wanted.getRevision();
                    case END -> backwards() ? -1 : Long.MAX_VALUE;
                    default -> 0;
                };
        readStream(name, from, outlet);
    }

    private void readStream(String name, long start, Outlet outlet) throws InterruptedException {
        due = node.faults().nextRead();
        var left = options.getCount();
        var from = start;
        while (true) {
            var count = (int) Long.min(PAGE, left);
            var page = backwards() ? log.readBackwards(name, from, count) : log.readForwards(name, from, count);
            switch (page.state()) {
                case MISSING -> {
                    outlet.send(Wire.streamNotFound(name));
                    return;
                }
                case DELETED -> throw TwinRefusal.streamDeleted(name);
                case FOUND -> {}
            }
            for (var event : page.events()) {
                send(event, outlet);
            }
            left -= page.events().size();
            from = page.next();
            if (page.end() || left <= 0) {
                if (options.getControlOption().getCompatibility() >= 1) {
                    outlet.send(ReadResp.newBuilder()
                            .setLastStreamPosition(page.last())
                            .build());
                }
                return;
            }
        }
    }

    private void all(ReadReq.Options.AllOptions wanted, Outlet outlet) throws InterruptedException {
        node.admit(caller, Node.ALL);
        var from =
                switch (wanted.getAllOptionCase()) {
                    case POSITION ->
                        new TwinPosition(
                                wanted.getPosition().getCommitPosition(),
                                wanted.getPosition().getPreparePosition());
                    case END -> TwinPosition.END;
                    default -> TwinPosition.START;
                };
        if (options.hasSubscription()) {
            var wish = new AllSubscription.Wish(from, filter(), window(), checkpointInterval(), idAsText());
            new AllSubscription(node, wish, outlet, new SubscriptionTrouble(node, caller)).run();
            return;
        }
        if (node.version().refusesImpossiblePositions() && !log.isPossible(from)) {
            throw TwinRefusal.invalidPosition();
        }
        readAll(from, outlet);
    }

    private void readAll(TwinPosition start, Outlet outlet) throws InterruptedException {
        due = node.faults().nextRead();
        var left = options.getCount();
        var from = start;
        var filter = filter();
        while (left > 0) {
            var count = (int) Long.min(PAGE, left);
            var page = backwards()
                    ? log.readAllBackwards(from, count, PAGE, filter)
                    : log.readAllForwards(from, count, PAGE, filter);
            for (var event : page.events()) {
                send(event, outlet);
            }
            left -= page.events().size();
            from = page.next();
            if (page.end()) {
                return;
            }
        }
    }

    private void send(TwinRecord event, Outlet outlet) throws InterruptedException {
        if (due != null && sent++ >= due.afterEvents()) {
            node.faults().happened("read " + due.fault());
            switch (due.fault()) {
                case CUT -> {
                    node.connections().cut(caller.address());
                    outlet.fallSilent();
                }
                case SILENT -> outlet.fallSilent();
                case TIMED_OUT -> throw TwinRefusal.timedOut();
                case UNAVAILABLE -> throw TwinRefusal.notReady();
            }
        }
        outlet.send(Wire.event(event, idAsText()));
    }

    private Predicate<TwinRecord> filter() {
        return options.hasFilter() ? RecordFilter.of(options.getFilter()) : any -> true;
    }

    private int window() {
        if (!options.hasFilter()) {
            return DEFAULT_WINDOW;
        }
        return options.getFilter().hasMax() ? options.getFilter().getMax() : DEFAULT_WINDOW;
    }

    private int checkpointInterval() {
        if (!options.hasFilter()) {
            return 0;
        }
        var multiplier = options.getFilter().getCheckpointIntervalMultiplier();
        if (multiplier == 0) {
            throw TwinRefusal.invalidArgument("'checkpointIntervalMultiplier' must not be zero");
        }
        return multiplier * window();
    }

    private boolean backwards() {
        return options.getReadDirection() == ReadReq.Options.ReadDirection.Backwards;
    }

    private boolean idAsText() {
        return options.getUuidOption().hasString();
    }
}
