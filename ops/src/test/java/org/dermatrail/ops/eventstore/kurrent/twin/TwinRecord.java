package org.dermatrail.ops.eventstore.kurrent.twin;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.UUID;

/**
 * An event in the log. Data and metadata share one string of bytes and the name of the stream is shared by its events, because a
 * million of these must fit into the memory of a test.
 */
record TwinRecord(
        String stream,
        long revision,
        TwinPosition position,
        long idHigh,
        long idLow,
        String type,
        boolean json,
        ByteString payload,
        int dataLength,
        long createdMillis) {

    /** The revision of the event that ends a stream for ever. */
    static final long TOMBSTONE_REVISION = Long.MAX_VALUE;

    static TwinRecord of(String stream, long revision, TwinPosition position, Proposed event, Instant created) {
        var payload = new byte[event.data().size() + event.metadata().size()];
        event.data().copyTo(payload, 0);
        event.metadata().copyTo(payload, event.data().size());
        return new TwinRecord(
                stream,
                revision,
                position,
                event.id().getMostSignificantBits(),
                event.id().getLeastSignificantBits(),
                event.type().intern(),
                event.json(),
                ByteString.copyFrom(payload),
                event.data().size(),
                created.toEpochMilli());
    }

    boolean hasId(UUID id) {
        return id.getMostSignificantBits() == idHigh && id.getLeastSignificantBits() == idLow;
    }

    ByteString data() {
        return payload.substring(0, dataLength);
    }

    ByteString metadata() {
        return payload.substring(dataLength);
    }

    Instant created() {
        return Instant.ofEpochMilli(createdMillis);
    }
}
