package org.dermatrail.ops.eventstore.kurrent.twin;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.UUID;

/**
 * An event in the log. Its bytes lie elsewhere and the names of stream and type are shared, because a million of these must
 * fit into the memory of a test.
 */
record TwinRecord(
        String stream,
        long revision,
        long commit,
        long prepare,
        long idHigh,
        long idLow,
        String type,
        boolean json,
        Payloads payloads,
        long place,
        int dataLength,
        int metadataLength,
        long createdMillis) {

    /** The revision of the event that ends a stream for ever. */
    static final long TOMBSTONE_REVISION = Long.MAX_VALUE;

    static TwinRecord of(
            String stream, long revision, TwinPosition position, Proposed event, Instant created, Payloads payloads) {
        return new TwinRecord(
                stream,
                revision,
                position.commit(),
                position.prepare(),
                event.id().getMostSignificantBits(),
                event.id().getLeastSignificantBits(),
                event.type().intern(),
                event.json(),
                payloads,
                payloads.add(event.data(), event.metadata()),
                event.data().size(),
                event.metadata().size(),
                created.toEpochMilli());
    }

    TwinPosition position() {
        return new TwinPosition(commit, prepare);
    }

    boolean hasId(UUID id) {
        return id.getMostSignificantBits() == idHigh && id.getLeastSignificantBits() == idLow;
    }

    ByteString data() {
        return payloads.get(place, 0, dataLength);
    }

    ByteString metadata() {
        return payloads.get(place, dataLength, metadataLength);
    }

    Instant created() {
        return Instant.ofEpochMilli(createdMillis);
    }
}
