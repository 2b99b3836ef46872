package org.dermatrail.ops.eventstore.kurrent.twin;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.kurrent.dbclient.proto.streams.StreamsGrpc;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.AppendReq;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.AppendResp;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.DeleteReq;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.DeleteResp;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadReq;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadResp;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.TombstoneReq;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.TombstoneResp;

/** Writing, reading and deleting. */
final class StreamsService extends StreamsGrpc.StreamsImplBase {

    private final Node node;

    StreamsService(Node node) {
        this.node = node;
    }

    @Override
    public StreamObserver<AppendReq> append(StreamObserver<AppendResp> answer) {
        return new AppendCall(node, Caller.current(), (ServerCallStreamObserver<AppendResp>) answer);
    }

    @Override
    public void read(ReadReq request, StreamObserver<ReadResp> answer) {
        var call = new ReadCall(node, Caller.current(), request.getOptions());
        Outlet.open((ServerCallStreamObserver<ReadResp>) answer, call::run);
    }

    @Override
    public void delete(DeleteReq request, StreamObserver<DeleteResp> answer) {
        var options = request.getOptions();
        var stream = options.getStreamIdentifier().getStreamName().toStringUtf8();
        var expected =
                switch (options.getExpectedStreamRevisionCase()) {
                    case REVISION -> new Expected(options.getRevision());
                    case NO_STREAM -> Expected.NO_STREAM;
                    case STREAM_EXISTS -> Expected.STREAM_EXISTS;
                    default -> Expected.ANY;
                };
        try {
            node.admit(Caller.current(), stream);
            var position = gone("Delete", stream, expected, node.log().delete(stream, expected));
            answer.onNext(DeleteResp.newBuilder()
                    .setPosition(DeleteResp.Position.newBuilder()
                            .setCommitPosition(position.commit())
                            .setPreparePosition(position.prepare()))
                    .build());
            answer.onCompleted();
        } catch (StatusRuntimeException e) {
            answer.onError(e);
        }
    }

    @Override
    public void tombstone(TombstoneReq request, StreamObserver<TombstoneResp> answer) {
        var options = request.getOptions();
        var stream = options.getStreamIdentifier().getStreamName().toStringUtf8();
        var expected =
                switch (options.getExpectedStreamRevisionCase()) {
                    case REVISION -> new Expected(options.getRevision());
                    case NO_STREAM -> Expected.NO_STREAM;
                    case STREAM_EXISTS -> Expected.STREAM_EXISTS;
                    default -> Expected.ANY;
                };
        try {
            node.admit(Caller.current(), stream);
            var position = gone("Tombstone", stream, expected, node.log().tombstone(stream, expected));
            answer.onNext(TombstoneResp.newBuilder()
                    .setPosition(TombstoneResp.Position.newBuilder()
                            .setCommitPosition(position.commit())
                            .setPreparePosition(position.prepare()))
                    .build());
            answer.onCompleted();
        } catch (StatusRuntimeException e) {
            answer.onError(e);
        }
    }

    private static TwinPosition gone(String operation, String stream, Expected expected, AppendAnswer answer) {
        return switch (answer) {
            case AppendAnswer.Written(var revision, var position) -> position;
            case AppendAnswer.WrongExpectation(var actual) ->
                throw TwinRefusal.wrongExpectedVersion(operation, stream, expected, actual);
            case AppendAnswer.StreamDeleted() -> throw TwinRefusal.streamDeleted(stream);
        };
    }
}
