package org.dermatrail.ops.eventstore.kurrent;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.kurrent.dbclient.AppendToStreamOptions;
import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.StreamMetadata;
import io.kurrent.dbclient.StreamState;
import io.kurrent.dbclient.WriteResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.dermatrail.ops.eventstore.StoredEvent;

/**
 * Snapshots of streams, each in a stream of its own of which the server keeps the last record only.
 *
 * <p>A snapshot can be made anew from the events, so one that is written twice or not at all does no harm. Thread-safe.
 */
final class Snapshots {

    private final KurrentConnection connection;
    private final LogReader reader;
    private final Duration deadline;
    private final Cache<String, Boolean> limited;

    Snapshots(KurrentConnection connection, LogReader reader, KurrentSettings settings) {
        this.connection = connection;
        this.reader = reader;
        this.deadline = settings.deadlines().append();
        this.limited = Caffeine.newBuilder()
                .maximumSize(settings.limits().knownStreams())
                .executor(Runnable::run)
                .build();
    }

    /** Keeps a snapshot of a stream in place of the one before. */
    void keep(String stream, StoredEvent snapshot) {
        var kept = StreamNames.snapshotsOf(stream);
        limit(kept);
        EventData record = EventCodec.toWrite(snapshot);
        var options = AppendToStreamOptions.get().deadline(deadline.toMillis()).streamState(StreamState.any());
        write(kept, client -> client.appendToStream(kept, options, record));
    }

    /** Has the server keep one record of the stream; said once in the life of the stream. */
    private void limit(String kept) {
        if (limited.getIfPresent(kept) != null) {
            return;
        }
        var last = new StreamMetadata();
        last.setMaxCount(1L);
        var options = AppendToStreamOptions.get().deadline(deadline.toMillis()).streamState(StreamState.noStream());
        try {
            var _ = repeated(client -> client.setStreamMetadata(kept, options, last));
        } catch (CallFailed failure) {
            // A conflict says that it was said before.
            if (failure.trouble() != Trouble.CONFLICT) {
                throw failure.refusal("limit stream " + kept);
            }
        }
        limited.put(kept, true);
    }

    private void write(String kept, Function<KurrentDBClient, CompletableFuture<WriteResult>> call) {
        try {
            var _ = repeated(call);
        } catch (CallFailed failure) {
            throw failure.refusal("write to stream " + kept);
        }
    }

    private WriteResult repeated(Function<KurrentDBClient, CompletableFuture<WriteResult>> call) {
        var patience = connection.patience();
        while (true) {
            try {
                return connection.once(deadline, call);
            } catch (CallFailed failure) {
                if (!failure.trouble().passing() || !patience.pauses()) {
                    throw failure;
                }
            }
        }
    }

    /** The last snapshot of a stream that may have one of these names. */
    Optional<StoredEvent> last(List<String> streams) {
        return streams.stream()
                .flatMap(stream -> reader.lastOfStream(StreamNames.snapshotsOf(stream)).stream())
                .map(EventCodec::readSnapshot)
                .findFirst();
    }
}
