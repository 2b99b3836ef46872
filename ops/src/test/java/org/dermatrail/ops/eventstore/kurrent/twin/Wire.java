package org.dermatrail.ops.eventstore.kurrent.twin;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.kurrent.dbclient.proto.shared.Shared;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadResp;
import java.time.Instant;
import java.util.UUID;

/** The double's values as messages of the protocol, and back. */
final class Wire {

    static final String JSON = "application/json";
    private static final String BINARY = "application/octet-stream";
    private static final int TICKS_A_MILLISECOND = 10_000;

    private Wire() {}

    static Shared.Empty empty() {
        return Shared.Empty.getDefaultInstance();
    }

    static Shared.StreamIdentifier stream(String name) {
        return Shared.StreamIdentifier.newBuilder()
                .setStreamName(ByteString.copyFromUtf8(name))
                .build();
    }

    static UUID id(Shared.UUID wire) {
        return wire.hasStructured()
                ? new UUID(
                        wire.getStructured().getMostSignificantBits(),
                        wire.getStructured().getLeastSignificantBits())
                : UUID.fromString(wire.getString());
    }

    static ReadResp event(TwinRecord record, boolean idAsText) {
        var recorded = ReadResp.ReadEvent.RecordedEvent.newBuilder()
                .setId(id(record, idAsText))
                .setStreamIdentifier(stream(record.stream()))
                .setStreamRevision(record.revision())
                .setCommitPosition(record.position().commit())
                .setPreparePosition(record.position().prepare())
                .putMetadata("type", record.type())
                .putMetadata("created", Long.toString(record.createdMillis() * TICKS_A_MILLISECOND))
                .putMetadata("content-type", record.json() ? JSON : BINARY)
                .setData(record.data())
                .setCustomMetadata(record.metadata());
        return ReadResp.newBuilder()
                .setEvent(ReadResp.ReadEvent.newBuilder()
                        .setEvent(recorded)
                        .setCommitPosition(record.position().commit()))
                .build();
    }

    static ReadResp confirmation() {
        return ReadResp.newBuilder()
                .setConfirmation(ReadResp.SubscriptionConfirmation.newBuilder()
                        .setSubscriptionId(UUID.randomUUID().toString()))
                .build();
    }

    static ReadResp checkpoint(TwinPosition position, Instant now) {
        return ReadResp.newBuilder()
                .setCheckpoint(ReadResp.Checkpoint.newBuilder()
                        .setCommitPosition(position.commit())
                        .setPreparePosition(position.prepare())
                        .setTimestamp(timestamp(now)))
                .build();
    }

    static ReadResp.Position position(TwinPosition position) {
        return ReadResp.Position.newBuilder()
                .setCommitPosition(position.commit())
                .setPreparePosition(position.prepare())
                .build();
    }

    static ReadResp streamNotFound(String name) {
        return ReadResp.newBuilder()
                .setStreamNotFound(ReadResp.StreamNotFound.newBuilder().setStreamIdentifier(stream(name)))
                .build();
    }

    static Timestamp timestamp(Instant now) {
        return Timestamp.newBuilder()
                .setSeconds(now.getEpochSecond())
                .setNanos(now.getNano())
                .build();
    }

    private static Shared.UUID id(TwinRecord record, boolean asText) {
        var id = Shared.UUID.newBuilder();
        return asText
                ? id.setString(new UUID(record.idHigh(), record.idLow()).toString())
                        .build()
                : id.setStructured(Shared.UUID
                                .Structured
                                .newBuilder()
                                .setMostSignificantBits(record.idHigh())
                                .setLeastSignificantBits(record.idLow()))
                        .build();
    }
}
