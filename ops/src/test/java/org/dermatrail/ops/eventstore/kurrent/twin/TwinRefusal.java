package org.dermatrail.ops.eventstore.kurrent.twin;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** The errors of the server, with the trailers by which clients tell them apart. */
final class TwinRefusal {

    private static final Metadata.Key<String> EXCEPTION = key("exception");
    private static final Metadata.Key<String> STREAM_NAME = key("stream-name");

    private TwinRefusal() {}

    static StatusRuntimeException streamDeleted(String stream) {
        var trailers = trailers("stream-deleted");
        trailers.put(STREAM_NAME, stream);
        return Status.FAILED_PRECONDITION
                .withDescription("Event stream '" + stream + "' is deleted.")
                .asRuntimeException(trailers);
    }

    static StatusRuntimeException wrongExpectedVersion(
            String operation, String stream, Expected expected, long actual) {
        var trailers = trailers("wrong-expected-version");
        trailers.put(STREAM_NAME, stream);
        trailers.put(key("expected-version"), Long.toString(expected.number()));
        trailers.put(key("actual-version"), Long.toString(actual));
        return Status.FAILED_PRECONDITION
                .withDescription(operation + " failed due to WrongExpectedVersion. Stream: " + stream
                        + ", Expected version: " + expected.number() + ", Actual version: " + actual)
                .asRuntimeException(trailers);
    }

    static StatusRuntimeException appendTooLarge(int maximum) {
        var trailers = trailers("maximum-append-size-exceeded");
        trailers.put(key("maximum-append-size"), Integer.toString(maximum));
        return Status.INVALID_ARGUMENT
                .withDescription("Maximum Append Size of " + maximum + " Exceeded.")
                .asRuntimeException(trailers);
    }

    static StatusRuntimeException eventTooLarge(String id, int size, int maximum) {
        var trailers = trailers("maximum-append-event-size-exceeded");
        trailers.put(key("maximum-append-event-size"), Integer.toString(maximum));
        trailers.put(key("event-id"), id);
        trailers.put(key("proposed-append-event-size"), Integer.toString(size));
        return Status.INVALID_ARGUMENT
                .withDescription("Event with Id: " + id + ", Size: " + size + ", exceeds Maximum Append Event Size of "
                        + maximum + ".")
                .asRuntimeException(trailers);
    }

    static StatusRuntimeException missingProperty(String name) {
        var trailers = trailers("missing-required-metadata-property");
        trailers.put(key("required-metadata-properties"), "type,content-type");
        return Status.INVALID_ARGUMENT
                .withDescription("Required Metadata Property '" + name + "' is missing")
                .asRuntimeException(trailers);
    }

    static StatusRuntimeException invalidArgument(String sentence) {
        return Status.INVALID_ARGUMENT.withDescription(sentence).asRuntimeException();
    }

    static StatusRuntimeException invalidPosition() {
        return invalidArgument("Trying to read from an invalid position.");
    }

    static StatusRuntimeException timedOut() {
        return Status.ABORTED.withDescription("Operation timed out: Timed out").asRuntimeException();
    }

    static StatusRuntimeException notReady() {
        return Status.UNAVAILABLE.withDescription("Server Is Not Ready").asRuntimeException();
    }

    static StatusRuntimeException accessDenied() {
        return Status.PERMISSION_DENIED.withDescription("Access Denied").asRuntimeException(trailers("access-denied"));
    }

    static StatusRuntimeException notLeader(String host, int port) {
        var trailers = trailers("not-leader");
        trailers.put(key("leader-endpoint-host"), host);
        trailers.put(key("leader-endpoint-port"), Integer.toString(port));
        return Status.NOT_FOUND.withDescription("Leader info available").asRuntimeException(trailers);
    }

    private static Metadata trailers(String exception) {
        var trailers = new Metadata();
        trailers.put(EXCEPTION, exception);
        return trailers;
    }

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }
}
