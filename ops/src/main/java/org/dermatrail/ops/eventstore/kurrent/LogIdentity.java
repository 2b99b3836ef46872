package org.dermatrail.ops.eventstore.kurrent;

import io.kurrent.dbclient.AppendToStreamOptions;
import io.kurrent.dbclient.EventDataBuilder;
import io.kurrent.dbclient.StreamState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The name of the store: the id of the one record of a stream that holds no facts, so that copies of events leave it behind.
 *
 * <p>Law: made once, by whichever process asks first; everybody else finds it. Thread-safe.
 */
final class LogIdentity {

    /** One that the log of facts passes over. */
    static final String STREAM = "_log";

    private static final String TYPE = "log-named.v1";

    private final KurrentConnection connection;
    private final LogReader reader;
    private final String stream;
    private final Duration deadline;
    private volatile @Nullable String known;

    LogIdentity(KurrentConnection connection, LogReader reader, Facts facts, Duration deadline) {
        this.connection = connection;
        this.reader = reader;
        this.stream = facts.space() + STREAM;
        this.deadline = deadline;
    }

    /** The name; made where the store has none yet. */
    String get() {
        var name = known;
        if (name == null) {
            name = find().orElseGet(this::make);
            known = name;
        }
        return name;
    }

    private Optional<String> find() {
        return reader.lastOfStream(stream).map(record -> record.getEventId().toString());
    }

    private String make() {
        var record = EventDataBuilder.json(UUID.randomUUID(), TYPE, "{}".getBytes(StandardCharsets.UTF_8))
                .build();
        var options = AppendToStreamOptions.get().deadline(deadline.toMillis()).streamState(StreamState.noStream());
        var patience = connection.patience();
        while (true) {
            try {
                var written = connection.once(deadline, client -> client.appendToStream(stream, options, record));
                assert written.getNextExpectedRevision() != null : "an append is answered with its revision";
                return record.getEventId().toString();
            } catch (CallFailed failure) {
                if (failure.trouble() == Trouble.CONFLICT) {
                    // Somebody else was first, so it is there now.
                    return find().orElseThrow(() -> failure.refusal("name the store"));
                }
                if (!failure.trouble().passing() || !patience.pauses()) {
                    throw failure.refusal("name the store");
                }
            }
        }
    }
}
