package org.dermatrail.ops.eventstore;

import static org.dermatrail.ops.eventstore.SampleEvents.newStream;
import static org.dermatrail.ops.eventstore.SampleEvents.streamOf;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** What the suites of event logs share: the log under test, and how it is filled and read. */
abstract class EventLogSuite {

    private static final int DEADLINE_SECONDS = 30;

    private @Nullable EventLogs logs;

    /** What is under test, made anew for every test. */
    protected abstract EventLogs make() throws Exception;

    private synchronized EventLogs logs() throws Exception {
        var made = logs == null ? make() : logs;
        logs = made;
        return made;
    }

    EventLog log() throws Exception {
        return logs().log();
    }

    EventLog restarted() throws Exception {
        return logs().restarted();
    }

    EventLog another() throws Exception {
        return logs().another();
    }

    @AfterEach
    synchronized void closeAll() {
        if (logs != null) {
            logs.close();
        }
    }

    void append(int streams, int length) throws Exception {
        for (int i = 0; i < streams; i++) {
            log().engine().appendEvents(streamOf(newStream(), length));
        }
    }

    static List<StoredEvent> stored(EventLog log) {
        try (var events = log.scan(null)) {
            return events.toList();
        }
    }

    static List<Long> positions(List<StoredEvent> events) {
        return events.stream().map(StoredEvent::position).toList();
    }

    List<TrackedEventMessage<?>> read(@Nullable TrackingToken after) throws Exception {
        try (var events = log().engine().readEvents(after, false)) {
            return events.<TrackedEventMessage<?>>map(each -> each).toList();
        }
    }

    static List<TrackingToken> tokens(List<TrackedEventMessage<?>> messages) {
        return messages.stream().map(TrackedEventMessage::trackingToken).toList();
    }

    static List<TrackedEventMessage<?>> next(BlockingStream<TrackedEventMessage<?>> stream, int events)
            throws InterruptedException {
        var found = new ArrayList<TrackedEventMessage<?>>();
        while (found.size() < events && stream.hasNextAvailable(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            found.add(stream.nextAvailable());
        }
        return found;
    }
}
