package org.dermatrail.ops.eventstore.kurrent;

import io.kurrent.dbclient.AppendToStreamOptions;
import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.StreamState;
import io.kurrent.dbclient.WriteResult;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.dermatrail.ops.eventstore.StorageRefused;
import org.dermatrail.ops.eventstore.StorageRefused.Reason;
import org.dermatrail.ops.eventstore.StoredEvent;

/**
 * Writes the events of one commit: one stream, one call, all or nothing.
 *
 * <p>Law: every call names the revision it follows, and a call whose outcome is not known is repeated with the same ids
 * and the same revision. The server knows what it has written under them, so nothing is there twice, and a conflict is
 * somebody else's event even after a repetition. What is too large never leaves this process. Thread-safe.
 */
final class Appender {

    private final KurrentConnection connection;
    private final KurrentSettings settings;
    private final StreamNames names;
    private final AppendPace pace;

    Appender(KurrentConnection connection, KurrentSettings settings, StreamNames names, AppendPace pace) {
        this.connection = connection;
        this.settings = settings;
        this.names = names;
        this.pace = pace;
    }

    /** The stream that all these events belong to. */
    String streamOf(List<StoredEvent> events) {
        var stream = names.of(events.getFirst());
        for (var event : events) {
            if (!names.of(event).equals(stream)) {
                throw new StorageRefused(
                        Reason.SEVERAL_STREAMS,
                        "One append holds events of several streams, " + stream + " and " + names.of(event)
                                + ", which this event store cannot take as one; nothing was written.",
                        null);
            }
        }
        return stream;
    }

    /** Appends events that follow one another in one stream. */
    void append(List<StoredEvent> events) {
        var stream = streamOf(events);
        inOrder(events);
        var first = events.getFirst().getSequenceNumber();
        var records = records(events);
        var options = AppendToStreamOptions.get()
                .deadline(settings.deadlines().append().toMillis())
                .streamState(first == 0 ? StreamState.noStream() : StreamState.streamRevision(first - 1));
        var result = persistently(stream, options, records, events.getFirst());
        names.seen(events.getFirst().getAggregateIdentifier(), stream);
        var last = events.getLast().getSequenceNumber();
        if (result.getNextExpectedRevision().toRawLong() != last) {
            throw new StorageRefused(
                    Reason.NOT_OF_THE_REGISTRY,
                    "Stream " + stream + " was removed by somebody, and its numbers go on where it ended; it cannot be"
                            + " read any more.",
                    null);
        }
        pace.appended(events.size(), result.getLogPosition());
    }

    private static void inOrder(List<StoredEvent> events) {
        for (int i = 1; i < events.size(); i++) {
            if (events.get(i).getSequenceNumber() != events.getFirst().getSequenceNumber() + i) {
                throw new IllegalArgumentException("The events of an append must follow one another: " + events);
            }
        }
    }

    private List<EventData> records(List<StoredEvent> events) {
        var limits = settings.limits();
        var records = new ArrayList<EventData>(events.size());
        long bytes = 0;
        for (var event : events) {
            var record = EventCodec.toWrite(event);
            long size = EventCodec.sizeBytes(record);
            if (size > limits.eventBytes()) {
                throw new StorageRefused(
                        Reason.EVENT_TOO_LARGE,
                        "An event of " + size + " bytes is larger than " + limits.eventBytes()
                                + " bytes; nothing was written.",
                        null);
            }
            bytes += size;
            records.add(record);
        }
        if (bytes > limits.appendBytes() || records.size() > limits.appendEvents()) {
            throw new StorageRefused(
                    Reason.APPEND_TOO_LARGE,
                    "One append of " + records.size() + " events and " + bytes + " bytes is more than "
                            + limits.appendEvents() + " events or " + limits.appendBytes()
                            + " bytes; nothing of it was written.",
                    null);
        }
        return records;
    }

    private WriteResult persistently(
            String stream, AppendToStreamOptions options, List<EventData> records, StoredEvent first) {
        var patience = connection.patience();
        boolean mayBeWritten = false;
        while (true) {
            try {
                return connection.once(
                        settings.deadlines().append(),
                        client -> client.appendToStream(stream, options, records.iterator()));
            } catch (CallFailed failure) {
                mayBeWritten |= failure.trouble().mayBeDone();
                if (failure.trouble() == Trouble.CONFLICT) {
                    throw conflict(stream, first, failure);
                }
                if (!failure.trouble().passing() || !patience.pauses()) {
                    throw mayBeWritten ? unknown(stream, failure) : failure.refusal("write to stream " + stream);
                }
            }
        }
    }

    private static StorageRefused unknown(String stream, CallFailed failure) {
        return new StorageRefused(
                Reason.OUTCOME_UNKNOWN,
                "The event store did not say whether it wrote to stream " + stream
                        + "; look there, or send the same events again.",
                failure);
    }

    private static RuntimeException conflict(String stream, StoredEvent first, CallFailed failure) {
        var sentence = "Event " + first.getSequenceNumber() + " of stream " + stream + " is there already, or the one"
                + " before it is not.";
        return first.getSequenceNumber() == 0
                ? new AggregateStreamCreationException(sentence, failure)
                : new ConcurrencyException(sentence, failure);
    }
}
