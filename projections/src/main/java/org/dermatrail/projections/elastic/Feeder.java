package org.dermatrail.projections.elastic;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.OpType;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.elasticsearch.client.ResponseException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sees to it that one process at a time feeds a read side, and that another goes on where that one falls silent.
 *
 * <p>Laws: who feeds says so again and again; who does not, takes over only once it has seen nothing new from the feeder for
 * {@link #SILENCE} by its own clock, so no two clocks are compared; places are kept by who feeds only. What a feeder that was
 * taken over from still writes is kept out by {@link IndexWrites}. Thread-safe.
 */
final class Feeder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Feeder.class);

    /** After which a feeder counts as gone. */
    static final Duration SILENCE = Duration.ofSeconds(20);

    private static final Duration BEAT = Duration.ofSeconds(4);
    private static final int TRIES = 32;

    /** The mark as it is stored, with what must be the same for it to be changed. */
    private record Stored(String index, FeederMark mark, long sequence, long term) {
        Stored in(String concrete) {
            return new Stored(concrete, mark, sequence, term);
        }
    }

    /** What was last seen of who feeds, and since when. */
    private record Seen(String index, String feeder, long beat, long sinceNanos) {}

    private final Cluster cluster;
    private final String name;
    /** The name and which start of it this is, so that what an earlier start still does is told apart. */
    private final String start;

    private final Supplier<String> alias;
    private final Supplier<String> index;
    private final ScheduledExecutorService beating = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("read-side-beat").factory());
    private @Nullable Stored own;
    private @Nullable Seen seen;

    /**
     * One who may feed.
     *
     * @param name who, the same after a start anew
     * @param alias tells by which name the index in use is read
     * @param index tells which index that is, asking the cluster
     */
    Feeder(Cluster cluster, String name, Supplier<String> alias, Supplier<String> index) {
        this.cluster = cluster;
        this.name = name + " ";
        this.start = this.name + UUID.randomUUID();
        this.alias = alias;
        this.index = index;
        var _ = beating.scheduleWithFixedDelay(this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The mark as everybody sees it. */
    FeederMark look() {
        return read(alias.get()).map(Stored::mark).orElse(FeederMark.NEW);
    }

    synchronized boolean feeds() {
        return own != null;
    }

    /**
     * Begins to feed where nobody else does.
     *
     * @return the mark as it was before; empty where somebody else feeds
     */
    synchronized Optional<FeederMark> begin() {
        own = null;
        var where = index.get();
        for (int time = 1; time <= TRIES; time++) {
            var found = read(Generations.writing(where)).map(each -> each.in(where));
            if (found.isEmpty()) {
                create(where);
                continue;
            }
            var before = found.get();
            if (!isFree(before)) {
                return Optional.empty();
            }
            var taken = swap(before, before.mark().fedBy(start));
            if (taken.isPresent()) {
                own = taken.get();
                LOG.info("this process feeds {} now", where);
                return Optional.of(before.mark());
            }
        }
        return Optional.empty();
    }

    private boolean isFree(Stored found) {
        var mark = found.mark();
        if (mark.feeder().isEmpty() || mark.feeder().startsWith(name)) {
            return true;
        }
        var last = seen;
        if (last == null
                || !last.index().equals(found.index())
                || !last.feeder().equals(mark.feeder())
                || last.beat() != mark.beat()) {
            seen = new Seen(found.index(), mark.feeder(), mark.beat(), System.nanoTime());
            return false;
        }
        return System.nanoTime() - last.sinceNanos() > SILENCE.toNanos();
    }

    /** Keeps something in the mark; whether this process still feeds. */
    synchronized boolean keep(UnaryOperator<FeederMark> change) {
        for (int time = 1; time <= TRIES; time++) {
            var before = own;
            if (before == null) {
                return false;
            }
            var wanted = change.apply(before.mark());
            var changed = swap(before, wanted);
            if (changed.isPresent()) {
                own = changed.get();
                return true;
            }
            // Either somebody took over, or an answer was lost and the mark is as it was wanted.
            var found = stillOwn(before);
            own = found.orElse(null);
            if (found.isPresent() && found.get().mark().equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    private synchronized void beat() {
        var before = own;
        if (before == null) {
            return;
        }
        try {
            var after = before.mark().alive();
            var written = cluster.once(client -> write(client, before, after));
            own = new Stored(before.index(), after, written.sequence(), written.term());
        } catch (IOException | ElasticsearchException e) {
            LOG.debug("a sign of life was not taken", e);
            if (Cluster.isConflict(e) || Cluster.isMissing(e)) {
                own = stillOwn(before).orElse(null);
            }
        }
    }

    /** The mark as it is now, where this process still feeds. */
    private Optional<Stored> stillOwn(Stored before) {
        return read(Generations.writing(before.index()))
                .filter(each -> each.mark().feeder().equals(start))
                .map(each -> each.in(before.index()));
    }

    /** Lets others feed; where the cluster cannot be told so, they find out by themselves. */
    synchronized void end() {
        var before = own;
        own = null;
        if (before != null) {
            try {
                var after = before.mark().fedBy("");
                var written = cluster.once(client -> write(client, before, after));
                assert written.sequence() > before.sequence() : "a later write";
            } catch (IOException | ElasticsearchException e) {
                LOG.debug("it was not told that nobody feeds", e);
            }
        }
    }

    private Optional<Stored> read(String where) {
        return cluster.insist("reading who feeds " + where, client -> {
            try {
                var found = client.get(get -> get.index(where).id(FeederMark.ID), ObjectNode.class);
                var source = found.source();
                return source == null || found.seqNo() == null || found.primaryTerm() == null
                        ? Optional.<Stored>empty()
                        : Optional.of(new Stored(where, FeederMark.of(source), found.seqNo(), found.primaryTerm()));
            } catch (ElasticsearchException | ResponseException e) {
                if (Cluster.isMissing(e)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private void create(String where) {
        var made = cluster.insist("marking who feeds " + where, client -> {
            try {
                return client.index(put -> put.index(Generations.writing(where))
                                .requireAlias(true)
                                .id(FeederMark.ID)
                                .opType(OpType.Create)
                                .document(FeederMark.NEW.document()))
                        .id();
            } catch (ElasticsearchException | ResponseException e) {
                if (Cluster.isConflict(e)) {
                    return FeederMark.ID;
                }
                throw e;
            }
        });
        assert FeederMark.ID.equals(made) : "one document";
    }

    private Optional<Stored> swap(Stored before, FeederMark after) {
        return cluster.insist("marking who feeds " + before.index(), client -> {
            try {
                return Optional.of(write(client, before, after));
            } catch (ElasticsearchException | ResponseException e) {
                // An index that is gone was rebuilt by another process.
                if (Cluster.isConflict(e) || Cluster.isMissing(e)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private static Stored write(
            co.elastic.clients.elasticsearch.ElasticsearchClient client, Stored before, FeederMark after)
            throws IOException {
        var done = client.index(put -> put.index(Generations.writing(before.index()))
                .requireAlias(true)
                .id(FeederMark.ID)
                .ifSeqNo(before.sequence())
                .ifPrimaryTerm(before.term())
                .document(after.document()));
        if (done.seqNo() == null || done.primaryTerm() == null) {
            throw new IOException("the cluster does not say what it has written");
        }
        return new Stored(before.index(), after, done.seqNo(), done.primaryTerm());
    }

    @Override
    public void close() {
        beating.shutdownNow();
        end();
    }
}
