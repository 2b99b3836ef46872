package org.dermatrail.ops.eventstore.kurrent.twin;

import com.google.protobuf.ByteString;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that was ever written, in order, and by stream. It outlives the server: a restarted double goes on with the same log.
 *
 * <p>Thread-safe: one lock guards everything, readers take pages.
 */
final class TwinLog {

    private static final long RECENT_BYTES = 8L * 1024 * 1024;
    /** What a record takes on disk beside its name and payload; the rest of the gap is what only servers write. */
    private static final long RECORD_BYTES = 86;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final List<TwinRecord> all = new ArrayList<>();
    private final Map<String, TwinStream> streams = new HashMap<>();
    private final Payloads payloads = new Payloads();
    private final RecentIds recent = new RecentIds(RECENT_BYTES);
    private final Set<Long> scavenged = new HashSet<>();
    private final Clock clock;
    private long end = 256;
    private long version;
    private long appends;

    TwinLog(Clock clock) {
        this.clock = clock;
    }

    AppendAnswer append(String name, Expected expected, List<Proposed> events) {
        lock.lock();
        try {
            var stream = streams.get(name);
            var checked = stream == null ? new TwinStream(name) : stream;
            var ids = events.stream().map(Proposed::id).toList();
            return switch (CommitCheck.of(checked, hasMetadata(name), expected, ids, recent)) {
                case CommitCheck.Accepted accepted -> {
                    appends++;
                    yield write(open(name), events, accepted.revives());
                }
                case CommitCheck.Repeated(var last) -> new AppendAnswer.Written(last.revision(), last.position());
                case CommitCheck.Conflict(var actual) -> new AppendAnswer.WrongExpectation(actual);
                case CommitCheck.Tombstoned() -> new AppendAnswer.StreamDeleted();
            };
        } finally {
            lock.unlock();
        }
    }

    /** Hides all events of a stream; a later append goes on behind them. */
    AppendAnswer delete(String name, Expected expected) {
        lock.lock();
        try {
            var refusal = refuseDelete(name, expected);
            return refusal == null ? truncate(name, Long.MAX_VALUE) : refusal;
        } finally {
            lock.unlock();
        }
    }

    /** Ends a stream for ever. */
    AppendAnswer tombstone(String name, Expected expected) {
        lock.lock();
        try {
            var refusal = refuseDelete(name, expected);
            if (refusal != null) {
                return refusal;
            }
            var stream = open(name);
            var event = new Proposed(UUID.randomUUID(), "$streamDeleted", false, ByteString.EMPTY, ByteString.EMPTY);
            var record = TwinRecord.of(
                    stream.name(),
                    TwinRecord.TOMBSTONE_REVISION,
                    reserve(name, event),
                    event,
                    clock.instant(),
                    payloads);
            all.add(record);
            stream.tombstone();
            open(TwinStream.METADATA + name).tombstone();
            announce();
            return new AppendAnswer.Written(record.revision(), record.position());
        } finally {
            lock.unlock();
        }
    }

    StreamPage readForwards(String name, long from, int count) {
        return read(name, (stream, oldest) -> {
            var last = stream.last();
            var first = Math.max(from, stream.rules().firstVisible(last));
            var events = new ArrayList<TwinRecord>();
            var revision = first;
            for (; revision <= last && events.size() < count; revision++) {
                addIfVisible(events, stream.at(revision), oldest);
            }
            return new StreamPage(StreamPage.State.FOUND, events, revision, last, revision > last);
        });
    }

    /** From a revision downwards, from the last where it is negative. */
    StreamPage readBackwards(String name, long from, int count) {
        return read(name, (stream, oldest) -> {
            var last = stream.last();
            var first = Math.max(0, stream.rules().firstVisible(last));
            var events = new ArrayList<TwinRecord>();
            var revision = from < 0 ? last : Math.min(from, last);
            for (; revision >= first && events.size() < count; revision--) {
                addIfVisible(events, stream.at(revision), oldest);
            }
            return new StreamPage(StreamPage.State.FOUND, events, revision, last, revision < first);
        });
    }

    /** Everything at and after a position, until enough is found or enough was looked at. */
    AllPage readAllForwards(TwinPosition from, int count, int window, Predicate<TwinRecord> filter) {
        lock.lock();
        try {
            var events = new ArrayList<TwinRecord>();
            var considered = 0;
            var index = firstAtOrAfter(from);
            while (index < all.size() && events.size() < count && considered < window) {
                var record = all.get(index++);
                considered++;
                if (filter.test(record)) {
                    events.add(record);
                }
            }
            var next = considered == 0 ? from : behind(index);
            var ended = index == all.size() && events.size() < count && considered < window;
            return new AllPage(events, from, next, considered, ended);
        } finally {
            lock.unlock();
        }
    }

    /** Everything before a position, the last first. */
    AllPage readAllBackwards(TwinPosition before, int count, int window, Predicate<TwinRecord> filter) {
        lock.lock();
        try {
            var events = new ArrayList<TwinRecord>();
            var considered = 0;
            var index = firstAtOrAfter(before) - 1;
            var next = before;
            while (index >= 0 && events.size() < count && considered < window) {
                var record = all.get(index--);
                considered++;
                next = record.position();
                if (filter.test(record)) {
                    events.add(record);
                }
            }
            return new AllPage(events, before, next, considered, index < 0);
        } finally {
            lock.unlock();
        }
    }

    /** How many appends were written. */
    long appends() {
        lock.lock();
        try {
            return appends;
        } finally {
            lock.unlock();
        }
    }

    /** Where a reader stands that has seen everything. */
    TwinPosition lastPosition() {
        lock.lock();
        try {
            return all.isEmpty() ? TwinPosition.START : all.getLast().position();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a reader may begin here: where a record begins or began, or at or behind the end. */
    boolean isPossible(TwinPosition position) {
        lock.lock();
        try {
            var index = firstAtOrAfter(new TwinPosition(position.commit(), 0));
            return position.equals(TwinPosition.START)
                    || index == all.size()
                    || scavenged.contains(position.commit())
                    || all.get(index).position().commit() == position.commit();
        } finally {
            lock.unlock();
        }
    }

    /** A number that changes whenever something was written. */
    long version() {
        lock.lock();
        try {
            return version;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until something was written since the log had that version. */
    void awaitNewerThan(long seen) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (version == seen) {
                grown.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Writes the events of one transaction of an old client: they share the place of their commit. */
    void appendTransaction(String name, List<Proposed> events) {
        lock.lock();
        try {
            var stream = open(name);
            var prepares =
                    events.stream().map(event -> reserve(name, event).prepare()).toList();
            var commit = end;
            end += RECORD_BYTES;
            for (var index = 0; index < events.size(); index++) {
                keep(stream, events.get(index), new TwinPosition(commit, prepares.get(index)));
            }
            announce();
        } finally {
            lock.unlock();
        }
    }

    /** Takes away what readers of streams do not see any more; the last event of a stream always stays. */
    void scavenge() {
        lock.lock();
        try {
            all.removeIf(record -> {
                var stream = open(record.stream());
                var visible = stream.rules().firstVisible(stream.last());
                var ended = stream.tombstoned() && record.revision() != TwinRecord.TOMBSTONE_REVISION;
                var hidden = record.revision() < visible && record.revision() < stream.last();
                if (ended || hidden) {
                    stream.forget(record.revision());
                    scavenged.add(record.position().commit());
                }
                return ended || hidden;
            });
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what a server keeps in memory only. */
    void forgetRecentIds() {
        lock.lock();
        try {
            recent.clear();
        } finally {
            lock.unlock();
        }
    }

    private AppendAnswer write(TwinStream stream, List<Proposed> events, boolean revives) {
        var metadata = TwinStream.isMetadata(stream.name());
        var described = metadata ? open(stream.name().substring(TwinStream.METADATA.length())) : null;
        var redescribes = described != null && described.rules().softDeleted();
        var before = stream.last();
        TwinRecord record = null;
        for (var event : events) {
            record = add(stream, event);
        }
        if (described != null && record != null) {
            described.rules(StreamRules.read(record.data()));
        }
        if (revives) {
            truncate(stream.name(), before + 1);
        }
        if (described != null && redescribes) {
            truncate(described.name(), described.last() + 1);
        }
        announce();
        return new AppendAnswer.Written(stream.last(), record == null ? lastPosition() : record.position());
    }

    private TwinRecord add(TwinStream stream, Proposed event) {
        return keep(stream, event, reserve(stream.name(), event));
    }

    private TwinRecord keep(TwinStream stream, Proposed event, TwinPosition position) {
        var record = TwinRecord.of(stream.name(), stream.last() + 1, position, event, clock.instant(), payloads);
        stream.add(record);
        all.add(record);
        recent.add(record);
        return record;
    }

    /** Writes metadata of a stream that differ from the present ones in their first revision only. */
    private AppendAnswer truncate(String name, long before) {
        var metadata = open(TwinStream.METADATA + name);
        var present = metadata.at(metadata.last());
        var data = StreamRules.truncated(present == null ? ByteString.EMPTY : present.data(), before);
        var record = add(metadata, new Proposed(UUID.randomUUID(), "$metadata", true, data, ByteString.EMPTY));
        open(name).rules(StreamRules.read(data));
        announce();
        return new AppendAnswer.Written(record.revision(), record.position());
    }

    private void announce() {
        version++;
        grown.signalAll();
    }

    private @Nullable AppendAnswer refuseDelete(String name, Expected expected) {
        var stream = streams.get(name);
        var checked = stream == null ? new TwinStream(name) : stream;
        return switch (CommitCheck.of(checked, hasMetadata(name), expected, List.of(UUID.randomUUID()), recent)) {
            case CommitCheck.Conflict(var actual) -> new AppendAnswer.WrongExpectation(actual);
            case CommitCheck.Tombstoned() -> new AppendAnswer.StreamDeleted();
            default -> null;
        };
    }

    private interface StreamReading {
        StreamPage read(TwinStream stream, Instant oldest);
    }

    private StreamPage read(String name, StreamReading reading) {
        lock.lock();
        try {
            var stream = streams.get(name);
            if (stream != null && stream.tombstoned()) {
                return StreamPage.of(StreamPage.State.DELETED);
            }
            if (stream == null || stream.last() < 0 || stream.rules().softDeleted()) {
                return StreamPage.of(StreamPage.State.MISSING);
            }
            var age = stream.rules().maxAge();
            return reading.read(
                    stream, age == null ? Instant.MIN : clock.instant().minus(age));
        } finally {
            lock.unlock();
        }
    }

    private static void addIfVisible(List<TwinRecord> events, @Nullable TwinRecord record, Instant oldest) {
        if (record != null && !record.created().isBefore(oldest)) {
            events.add(record);
        }
    }

    private boolean hasMetadata(String name) {
        var metadata = streams.get(TwinStream.METADATA + name);
        return metadata != null && metadata.last() >= 0;
    }

    private TwinStream open(String name) {
        return streams.computeIfAbsent(name, TwinStream::new);
    }

    private TwinPosition reserve(String stream, Proposed event) {
        var at = end;
        end += RECORD_BYTES + stream.length() + event.size();
        return new TwinPosition(at, at);
    }

    /** Where a reader goes on who has seen everything before an index. */
    private TwinPosition behind(int index) {
        if (index == all.size()) {
            return new TwinPosition(end, 0);
        }
        var next = all.get(index).position();
        var sameCommit = all.get(index - 1).position().commit() == next.commit();
        return sameCommit ? next : new TwinPosition(next.commit(), 0);
    }

    private int firstAtOrAfter(TwinPosition position) {
        var low = 0;
        var high = all.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (position.isAfter(all.get(middle).position())) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
