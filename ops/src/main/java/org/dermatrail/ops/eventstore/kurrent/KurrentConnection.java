package org.dermatrail.ops.eventstore.kurrent;

import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.KurrentDBClientSettings;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.dermatrail.ops.eventstore.StorageRefused;
import org.dermatrail.ops.eventstore.StorageRefused.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the server, which is made anew where it broke.
 *
 * <p>The client gives up for good after a few attempts to connect, waits longer and longer in between, and forgets some
 * calls without an answer. Laws here: no call waits for ever; a client that has given up, or that nothing came through for
 * a while, is replaced by a new one. Thread-safe, for platform and virtual threads.
 */
final class KurrentConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KurrentConnection.class);
    private static final Duration UNHEARD = Duration.ofSeconds(4);
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final KurrentSettings.Deadlines deadlines;
    private final KurrentDBClientSettings clientSettings;
    private final ReentrantLock renewing = new ReentrantLock();
    private volatile @Nullable KurrentDBClient client;
    private volatile long failingSince;
    private volatile boolean failing;
    private final Set<Feed> feeds = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    KurrentConnection(KurrentSettings settings) {
        this.deadlines = settings.deadlines();
        this.clientSettings = ConnectionString.read(settings.connectionString());
    }

    /**
     * Makes sure that the server is the one it should be, where its certificate tells.
     *
     * @throws StorageRefused with what is wrong with the certificate
     */
    void checkCertificate() {
        var objection = CertificateCheck.objection(clientSettings);
        if (objection.isPresent()) {
            throw new StorageRefused(Reason.NOT_TRUSTED, objection.get(), null);
        }
    }

    /** Whether nodes are found by one name for all of them, which their certificates need not be for. */
    boolean discovers() {
        return clientSettings.isDnsDiscover();
    }

    /** The client in use, a new one where the last has given up. */
    KurrentDBClient client() {
        var current = client;
        if (current != null && !current.isShutdown()) {
            return current;
        }
        return renewed(current);
    }

    private KurrentDBClient renewed(@Nullable KurrentDBClient old) {
        renewing.lock();
        try {
            if (closed) {
                throw new StorageRefused(Reason.STORAGE_CLOSED, "The event store is closed.", null);
            }
            var current = client;
            if (current != null && !current.equals(old)) {
                return current;
            }
            if (old != null) {
                LOG.info("the client of the event store is made anew");
                var _ = old.shutdown();
            }
            var fresh = KurrentDBClient.create(clientSettings);
            client = fresh;
            failing = false;
            return fresh;
        } finally {
            renewing.unlock();
        }
    }

    /**
     * Makes one call and waits for its answer.
     *
     * @param within the deadline that the call itself was given
     * @throws CallFailed with what it means
     */
    <T> T once(Duration within, Function<KurrentDBClient, CompletableFuture<T>> call) {
        var used = client();
        try {
            T answer = call.apply(used).get(within.plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
            failing = false;
            return answer;
        } catch (ExecutionException cause) {
            throw failed(used, cause.getCause() == null ? cause : cause.getCause());
        } catch (TimeoutException cause) {
            throw failed(used, cause);
        } catch (InterruptedException cause) {
            // It may have been done, and nobody repeats a call on a thread that is to stop.
            Thread.currentThread().interrupt();
            throw new CallFailed(Trouble.OUTCOME_UNKNOWN, cause);
        }
    }

    private CallFailed failed(KurrentDBClient used, Throwable cause) {
        var trouble = Trouble.of(cause);
        if (!trouble.passing()) {
            failing = false;
        } else if (!failing) {
            failingSince = System.nanoTime();
            failing = true;
        } else if (System.nanoTime() - failingSince > UNHEARD.toNanos() && !closed) {
            var fresh = renewed(used);
            assert !fresh.equals(used) : "a client nothing came through is not used again";
        }
        return new CallFailed(trouble, cause);
    }

    /**
     * Reads: calls again until there is an answer or the time is over.
     *
     * @throws CallFailed where the answer is no, or there was none
     */
    <T> T reading(Function<KurrentDBClient, CompletableFuture<T>> call) {
        var patience = patience();
        while (true) {
            try {
                return once(deadlines.read(), call);
            } catch (CallFailed failure) {
                if (!failure.trouble().passing() || !patience.pauses()) {
                    throw failure;
                }
            }
        }
    }

    Patience patience() {
        return new Patience();
    }

    /** How long one caller goes on trying. Confined to one thread. */
    final class Patience {

        private final long end = System.nanoTime() + deadlines.giveUp().toNanos();
        private long pause = deadlines.firstPause().toNanos();

        /** Waits a little before the next attempt; false where there is no time for one, or the store is closed. */
        boolean pauses() {
            if (closed || Thread.currentThread().isInterrupted() || System.nanoTime() + pause > end) {
                return false;
            }
            // Many who failed together should not come back together.
            LockSupport.parkNanos(pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1));
            pause = Math.min(2 * pause, deadlines.longestPause().toNanos());
            return true;
        }
    }

    /** Notes who holds a subscription open, which would hold up the end of the connection. */
    void opened(Feed feed) {
        feeds.add(feed);
    }

    void ended(Feed feed) {
        feeds.remove(feed);
    }

    boolean closed() {
        return closed;
    }

    @Override
    public void close() {
        KurrentDBClient open;
        renewing.lock();
        try {
            closed = true;
            open = client;
        } finally {
            renewing.unlock();
        }
        feeds.forEach(Feed::close);
        if (open != null) {
            try {
                open.shutdown().get(GRACE.toNanos() * 5, TimeUnit.NANOSECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException cause) {
                LOG.warn("the connection to the event store was not closed in order: {}", cause.toString());
            }
        }
    }
}
