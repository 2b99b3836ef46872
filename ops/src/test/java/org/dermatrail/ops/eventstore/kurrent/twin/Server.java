package org.dermatrail.ops.eventstore.kurrent.twin;

import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.kurrent.dbclient.AppendToStreamOptions;
import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.KurrentDBConnectionString;
import io.kurrent.dbclient.Position;
import io.kurrent.dbclient.ReadAllOptions;
import io.kurrent.dbclient.ReadStreamOptions;
import io.kurrent.dbclient.RecordedEvent;
import io.kurrent.dbclient.ResolvedEvent;
import io.kurrent.dbclient.StreamState;
import io.kurrent.dbclient.SubscribeToAllOptions;
import io.kurrent.dbclient.SubscribeToStreamOptions;
import io.kurrent.dbclient.Subscription;
import io.kurrent.dbclient.SubscriptionFilter;
import io.kurrent.dbclient.SubscriptionFilterBuilder;
import io.kurrent.dbclient.WriteResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The server that a test of the protocol speaks to, by the official client: the double, or a live server where a system
 * property names one. On a live server others write too, so every test uses streams of its own.
 */
final class Server implements AutoCloseable {

    static final long PATIENCE_SECONDS = 30;

    private final @Nullable KurrentTwin twin;
    private final String connectionString;
    private final KurrentDBClient client;
    private final List<Subscription> subscriptions = new ArrayList<>();
    /** Begins with what a registry on the same server passes over. */
    private final String prefix = "_t" + UUID.randomUUID().toString().replace("-", "");

    private Server(@Nullable KurrentTwin twin, String connectionString) {
        this.twin = twin;
        this.connectionString = connectionString;
        this.client = connect(connectionString);
    }

    /** The live server that is named, else the double. */
    static Server start() {
        var live = Optional.ofNullable(System.getProperty(LiveServer.PROPERTY)).filter(name -> !name.isBlank());
        return live.map(Server::at).orElseGet(() -> start(TwinSettings.DEFAULT));
    }

    /** A server that runs already. */
    static Server at(String connectionString) {
        return new Server(null, connectionString);
    }

    /** The double, for what only the double can be told to do. */
    static Server start(TwinSettings settings) {
        var twin = KurrentTwin.start(settings);
        return new Server(twin, twin.connectionString());
    }

    static KurrentDBClient connect(String connectionString) {
        // The client's own ten seconds are over soon on a machine that builds other things too.
        var patient = connectionString
                + (connectionString.contains("?") ? "&" : "?")
                + "defaultDeadline="
                + TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS);
        return KurrentDBClient.create(KurrentDBConnectionString.parseOrThrow(
                connectionString.contains("defaultDeadline=") ? connectionString : patient));
    }

    KurrentTwin twin() {
        if (twin == null) {
            throw new AssertionError("only the double can do this");
        }
        return twin;
    }

    KurrentDBClient client() {
        return client;
    }

    String connectionString() {
        return connectionString;
    }

    /** A name that no other test uses. */
    String stream(String name) {
        return prefix + "-" + name;
    }

    static EventData event(String type) {
        return event(UUID.randomUUID(), type);
    }

    static EventData event(UUID id, String type) {
        return EventData.builderAsJson(id, type, "{\"n\":1}".getBytes(StandardCharsets.UTF_8))
                .build();
    }

    /** That many events of one type. */
    static EventData[] events(String type, int count) {
        var events = new EventData[count];
        for (var index = 0; index < count; index++) {
            events[index] = event(type);
        }
        return events;
    }

    WriteResult append(String stream, StreamState expected, EventData... events) {
        return await(client.appendToStream(stream, AppendToStreamOptions.get().streamState(expected), events));
    }

    WriteResult append(String stream, EventData... events) {
        return append(stream, StreamState.any(), events);
    }

    Throwable refusal(String stream, StreamState expected, EventData... events) {
        return failure(client.appendToStream(stream, AppendToStreamOptions.get().streamState(expected), events));
    }

    List<RecordedEvent> read(String stream, ReadStreamOptions options) {
        return recorded(await(client.readStream(stream, options)).getEvents());
    }

    List<RecordedEvent> read(String stream) {
        return read(stream, ReadStreamOptions.get());
    }

    List<RecordedEvent> readAll(ReadAllOptions options) {
        return recorded(await(client.readAll(options)).getEvents());
    }

    /** Follows this test's own streams in the whole log, from a position or from the start. */
    Follower followOwn(@Nullable Position after) {
        return follow(after, SubscriptionFilter.newBuilder().withStreamNameRegularExpression("^" + prefix), 1);
    }

    Follower follow(@Nullable Position after, SubscriptionFilterBuilder filter, int checkpointEvery) {
        var follower = new Follower();
        var options = SubscribeToAllOptions.get()
                .filter(filter.withCheckpointer(follower::checkpoint, checkpointEvery)
                        .build());
        options = after == null ? options.fromStart() : options.fromPosition(after);
        return started(follower, client.subscribeToAll(follower, options));
    }

    Follower followStream(String stream, SubscribeToStreamOptions options) {
        var follower = new Follower();
        return started(follower, client.subscribeToStream(stream, follower, options));
    }

    static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException | ExecutionException e) {
            throw new AssertionError("no answer", e);
        }
    }

    /** Why a call failed; it has to. */
    static Throwable failure(CompletableFuture<?> answer) {
        try {
            var surprise = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            throw new AssertionError("a failure was expected, but this was answered: " + surprise);
        } catch (ExecutionException e) {
            return Objects.requireNonNull(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("no answer", e);
        }
    }

    /** What a server said beside a status, or null. */
    static @Nullable String trailer(StatusRuntimeException failure, String name) {
        var trailers = failure.getTrailers();
        return trailers == null ? null : trailers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
    }

    private Follower started(Follower follower, CompletableFuture<Subscription> subscription) {
        var running = await(subscription);
        follower.started(running);
        subscriptions.add(running);
        return follower;
    }

    @Override
    public void close() {
        // A client waits some seconds for calls that are still open.
        subscriptions.forEach(Subscription::stop);
        await(client.shutdown());
        if (twin != null) {
            twin.close();
        }
    }

    private static List<RecordedEvent> recorded(List<ResolvedEvent> events) {
        return events.stream().map(ResolvedEvent::getEvent).toList();
    }
}
