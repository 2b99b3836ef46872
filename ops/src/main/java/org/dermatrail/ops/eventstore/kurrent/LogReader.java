package org.dermatrail.ops.eventstore.kurrent;

import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.ReadAllOptions;
import io.kurrent.dbclient.ReadResult;
import io.kurrent.dbclient.ReadStreamOptions;
import io.kurrent.dbclient.RecordedEvent;
import io.kurrent.dbclient.ResolvedEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads streams and the log of everything, a page a call.
 *
 * <p>The client's deadline counts for a whole read, so nothing here is read in one go that may be long. A page of the log
 * also holds records that are not ours; they are passed over here, but count for where the next page begins, so a long
 * row of them holds nobody up. Thread-safe.
 */
final class LogReader {

    private final KurrentConnection connection;
    private final Duration deadline;
    private final long deadlineMillis;
    private final int page;
    private final boolean patient;
    private final Facts facts;

    private LogReader(KurrentConnection connection, KurrentSettings settings, boolean patient) {
        this.connection = connection;
        this.deadline = settings.deadlines().read();
        this.deadlineMillis = deadline.toMillis();
        this.page = settings.limits().page();
        this.patient = patient;
        this.facts = settings.facts();
    }

    /** For callers who want an answer, though it may take some time. */
    static LogReader patient(KurrentConnection connection, KurrentSettings settings) {
        return new LogReader(connection, settings, true);
    }

    /** For callers who have something else to do, and come again. */
    static LogReader hasty(KurrentConnection connection, KurrentSettings settings) {
        return new LogReader(connection, settings, false);
    }

    /** How many records a page holds. */
    int page() {
        return page;
    }

    /** Records of a stream from a revision on; empty where there is no such stream. */
    Optional<List<RecordedEvent>> ofStream(String stream, long from) {
        var options = ReadStreamOptions.get()
                .deadline(deadlineMillis)
                .forwards()
                .fromRevision(from)
                .maxCount(page);
        return stream(stream, options);
    }

    /** The last record of a stream; empty where there is no such stream. */
    Optional<RecordedEvent> lastOfStream(String stream) {
        var options = ReadStreamOptions.get()
                .deadline(deadlineMillis)
                .backwards()
                .fromEnd()
                .maxCount(1);
        return stream(stream, options).flatMap(records -> records.stream().findFirst());
    }

    private Optional<List<RecordedEvent>> stream(String stream, ReadStreamOptions options) {
        try {
            return Optional.of(read(client -> client.readStream(stream, options)));
        } catch (CallFailed failure) {
            if (failure.trouble() == Trouble.NO_SUCH_STREAM) {
                return Optional.empty();
            }
            throw failure.refusal("read stream " + stream);
        }
    }

    /** The next records of the log after a place, of any kind; fewer than a page only at its end. */
    Page after(@Nullable KurrentPosition place) {
        var options = ReadAllOptions.get().deadline(deadlineMillis).forwards();
        options = place == null ? options.fromStart() : options.fromPosition(place.onTheWire());
        // The place itself comes again.
        var records = all(options.maxCount(page + 1L));
        var later = records.stream()
                .filter(record -> KurrentPosition.of(record.getPosition()).isAfter(place))
                .toList();
        return new Page(later, records.size() <= page);
    }

    /** The records of the log before a place, of any kind, the latest first; fewer than a page only at its start. */
    Page before(@Nullable KurrentPosition place, int most) {
        var options = ReadAllOptions.get().deadline(deadlineMillis).backwards();
        options = place == null ? options.fromEnd() : options.fromPosition(place.onTheWire());
        var records = all(options.maxCount(most));
        return new Page(records, records.size() < most);
    }

    /** Whether there still is a record at a place. */
    boolean holds(KurrentPosition place) {
        var options = ReadAllOptions.get()
                .deadline(deadlineMillis)
                .forwards()
                .fromPosition(place.onTheWire())
                .maxCount(1);
        return all(options).stream()
                .anyMatch(record -> KurrentPosition.of(record.getPosition()).equals(place));
    }

    private List<RecordedEvent> all(ReadAllOptions options) {
        try {
            return read(client -> client.readAll(options));
        } catch (CallFailed failure) {
            throw failure.refusal("read the log");
        }
    }

    private List<RecordedEvent> read(Function<KurrentDBClient, CompletableFuture<ReadResult>> call) {
        var answer = patient ? connection.reading(call) : connection.once(deadline, call);
        return answer.getEvents().stream().map(ResolvedEvent::getOriginalEvent).toList();
    }

    /** Whether a record of the log is a fact of the registry. */
    boolean isFact(RecordedEvent record) {
        return facts.include(record);
    }

    /**
     * A page of the log.
     *
     * @param records of any kind
     * @param last whether the log ended with it
     */
    record Page(List<RecordedEvent> records, boolean last) {

        /** Where the next page begins, or {@code null} where this one is empty. */
        @Nullable
        KurrentPosition end() {
            return records.isEmpty()
                    ? null
                    : KurrentPosition.of(records.getLast().getPosition());
        }
    }
}
