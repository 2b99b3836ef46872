package org.dermatrail.ops.eventstore.kurrent.twin;

import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadReq;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadResp;
import java.time.Clock;
import java.util.function.Predicate;

/** One read or subscription: finds out what is wanted, and sends it. */
final class ReadCall {

    private static final int PAGE = 256;
    private static final int DEFAULT_WINDOW = 32;

    private final TwinLog log;
    private final TwinVersion version;
    private final Clock clock;
    private final ReadReq.Options options;

    ReadCall(TwinLog log, TwinVersion version, Clock clock, ReadReq.Options options) {
        this.log = log;
        this.version = version;
        this.clock = clock;
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
        if (options.hasSubscription()) {
            var from =
                    switch (wanted.getRevisionOptionCase()) {
                        case REVISION -> wanted.getRevision() + 1;
                        case END -> -1;
                        default -> 0;
                    };
            new StreamSubscription(log, version, clock, name, from, idAsText(), outlet).run();
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
                outlet.send(Wire.event(event, idAsText()));
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
            new AllSubscription(log, version, clock, wish, outlet).run();
            return;
        }
        if (version.refusesImpossiblePositions() && !log.isPossible(from)) {
            throw TwinRefusal.invalidPosition();
        }
        readAll(from, outlet);
    }

    private void readAll(TwinPosition start, Outlet outlet) throws InterruptedException {
        var left = options.getCount();
        var from = start;
        var filter = filter();
        while (left > 0) {
            var count = (int) Long.min(PAGE, left);
            var page = backwards()
                    ? log.readAllBackwards(from, count, PAGE, filter)
                    : log.readAllForwards(from, count, PAGE, filter);
            for (var event : page.events()) {
                outlet.send(Wire.event(event, idAsText()));
            }
            left -= page.events().size();
            from = page.next();
            if (page.end()) {
                return;
            }
        }
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
