package org.dermatrail.ops.eventstore.kurrent.twin;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.AppendReq;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.AppendResp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One append as it comes in: first what is expected of which stream, then one message an event. */
final class AppendCall implements StreamObserver<AppendReq> {

    private final Node node;
    private final Caller caller;
    private final ServerCallStreamObserver<AppendResp> answer;
    private final AtomicReference<Runnable> onceTheClientGaveUp = new AtomicReference<>(() -> {});
    private final List<Proposed> events = new ArrayList<>();
    private AppendReq.@Nullable Options options;
    private long size;
    private boolean refused;

    AppendCall(Node node, Caller caller, ServerCallStreamObserver<AppendResp> answer) {
        this.node = node;
        this.caller = caller;
        this.answer = answer;
        answer.setOnCancelHandler(this::clientGaveUp);
    }

    @Override
    public void onNext(AppendReq request) {
        if (refused) {
            return;
        }
        try {
            if (request.hasOptions()) {
                options = request.getOptions();
            } else {
                add(request.getProposedMessage());
            }
        } catch (StatusRuntimeException e) {
            refused = true;
            answer.onError(e);
        }
    }

    @Override
    public void onError(Throwable failure) {
        // The client gave up before it had sent everything; nothing was written.
    }

    @Override
    public void onCompleted() {
        if (refused) {
            return;
        }
        if (options == null) {
            answer.onError(TwinRefusal.invalidArgument("'options' is required"));
            return;
        }
        try {
            node.admit(caller, options.getStreamIdentifier().getStreamName().toStringUtf8());
            answer(options, node.faults().nextAppend());
        } catch (StatusRuntimeException e) {
            answer.onError(e);
        }
    }

    private void answer(AppendReq.Options wanted, @Nullable AppendFault fault) {
        switch (fault) {
            case null -> {
                answer.onNext(append(wanted));
                answer.onCompleted();
            }
            case CUT_UNWRITTEN -> node.connections().cut(caller.address());
            case CUT_WRITTEN -> {
                append(wanted);
                node.connections().cut(caller.address());
            }
            case SILENT_UNWRITTEN -> {}
            case SILENT_WRITTEN -> {
                append(wanted);
            }
            case SILENT_WRITTEN_LATE -> {
                onceTheClientGaveUp.set(() -> append(wanted));
                if (answer.isCancelled()) {
                    clientGaveUp();
                }
            }
            case TIMED_OUT_UNWRITTEN -> throw TwinRefusal.timedOut();
            case TIMED_OUT_WRITTEN -> {
                append(wanted);
                throw TwinRefusal.timedOut();
            }
            case UNAVAILABLE -> throw TwinRefusal.notReady();
        }
    }

    private void clientGaveUp() {
        onceTheClientGaveUp.getAndSet(() -> {}).run();
    }

    private AppendResp append(AppendReq.Options wanted) {
        var stream = wanted.getStreamIdentifier().getStreamName().toStringUtf8();
        var expected = expected(wanted);
        return switch (node.log().append(stream, expected, events)) {
            case AppendAnswer.Written written -> success(written);
            case AppendAnswer.WrongExpectation(var actual) -> {
                if (node.faults().tearAppends()) {
                    appendOneByOne(stream, expected);
                }
                yield wrong(wanted, actual);
            }
            case AppendAnswer.StreamDeleted() -> throw TwinRefusal.streamDeleted(stream);
        };
    }

    private void appendOneByOne(String stream, Expected first) {
        for (var index = 0; index < events.size(); index++) {
            var ignored =
                    node.log().append(stream, new Expected(first.number() + index), events.subList(index, index + 1));
            assert ignored != null : "whether it fits or not";
        }
    }

    private void add(AppendReq.ProposedMessage message) {
        var type = message.getMetadataMap().get("type");
        var contentType = message.getMetadataMap().get("content-type");
        if (type == null || contentType == null) {
            throw TwinRefusal.missingProperty(type == null ? "type" : "content-type");
        }
        var event = new Proposed(
                Wire.id(message.getId()),
                type,
                contentType.equals(Wire.JSON),
                message.getData(),
                message.getCustomMetadata());
        var counted =
                node.version().countsMetadata() ? event.size() : event.data().size();
        if (counted > node.version().maxEventBytes()) {
            throw TwinRefusal.eventTooLarge(
                    event.id().toString(), counted, node.version().maxEventBytes());
        }
        size += counted;
        if (size > node.version().maxAppendBytes()) {
            throw TwinRefusal.appendTooLarge(node.version().maxAppendBytes());
        }
        events.add(event);
    }

    private static Expected expected(AppendReq.Options options) {
        return switch (options.getExpectedStreamRevisionCase()) {
            case REVISION -> new Expected(options.getRevision());
            case NO_STREAM -> Expected.NO_STREAM;
            case ANY -> Expected.ANY;
            case STREAM_EXISTS -> Expected.STREAM_EXISTS;
            case EXPECTEDSTREAMREVISION_NOT_SET ->
                throw TwinRefusal.invalidArgument("'None' is not a valid expected revision");
        };
    }

    private static AppendResp success(AppendAnswer.Written written) {
        var success = AppendResp.Success.newBuilder()
                .setPosition(AppendResp.Position.newBuilder()
                        .setCommitPosition(written.position().commit())
                        .setPreparePosition(written.position().prepare()));
        if (written.revision() < 0) {
            success.setNoStream(Wire.empty());
        } else {
            success.setCurrentRevision(written.revision());
        }
        return AppendResp.newBuilder().setSuccess(success).build();
    }

    private static AppendResp wrong(AppendReq.Options wanted, long actual) {
        var wrong = AppendResp.WrongExpectedVersion.newBuilder();
        switch (wanted.getExpectedStreamRevisionCase()) {
            case ANY -> wrong.setExpectedAny(Wire.empty()).setAny2060(Wire.empty());
            case STREAM_EXISTS -> wrong.setExpectedStreamExists(Wire.empty()).setStreamExists2060(Wire.empty());
            case NO_STREAM -> wrong.setExpectedNoStream(Wire.empty()).setExpectedRevision2060(-1);
            default -> wrong.setExpectedRevision(wanted.getRevision()).setExpectedRevision2060(wanted.getRevision());
        }
        if (actual < 0) {
            wrong.setCurrentNoStream(Wire.empty()).setNoStream2060(Wire.empty());
        } else {
            wrong.setCurrentRevision(actual).setCurrentRevision2060(actual);
        }
        return AppendResp.newBuilder().setWrongExpectedVersion(wrong).build();
    }
}
