package org.dermatrail.projections.feed;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.dermatrail.domain.RegistryEvent;
import org.dermatrail.projections.cohort.CohortIndexWriter;
import org.dermatrail.projections.record.EntryStore;
import org.dermatrail.projections.record.RegistryFold;
import org.jspecify.annotations.Nullable;

/**
 * Applies events in batches to entries and cohort index.
 *
 * <p>Laws: {@link #apply} either applies an event whole or throws and leaves nothing of it; {@link #flush} writes the
 * entries of the batch in one transaction and then the rows they touch; a batch repeated, in part or whole, at once or
 * after a crash, changes no answer. Between {@link #begin} and {@link #end} a batch belongs to one thread and others wait.
 */
public final class ReadSide {

    private final EntryStore store;
    private final CohortIndexWriter index;
    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable BatchEntries entries;
    private Supplier<? extends Collection<? extends RegistryEvent>> soon = List::of;
    private Touched touched = new Touched();
    private long furthest = -1;

    /**
     * Feeds this store and this index. Where the store is behind the index (it was lost, or power went before its last
     * transactions reached the disk), both are emptied, so that the log is read from its start.
     */
    public ReadSide(EntryStore store, CohortIndexWriter index) {
        this.store = store;
        this.index = index;
        if (store.position() < index.committedPosition()) {
            clear();
        }
    }

    /** Makes everything flushed durable: entries first, then the index with the processor's place. */
    public void commit() {
        turn.lock();
        try {
            store.sync();
            index.commit(store.position());
        } finally {
            turn.unlock();
        }
    }

    /** Empties everything, for a rebuild from the start of the log. */
    public void clear() {
        turn.lock();
        try {
            discard();
            index.clear();
            store.clear();
        } finally {
            turn.unlock();
        }
    }

    /** Begins a batch; waits while another thread has one. */
    public void begin() {
        begin(List::of);
    }

    /**
     * Begins a batch; waits while another thread has one.
     *
     * @param coming the events that will be applied, as far as known: what they need is read at once where it is far away
     */
    public void begin(Supplier<? extends Collection<? extends RegistryEvent>> coming) {
        turn.lock();
        discard();
        soon = coming;
    }

    /** Ends the batch; what was not flushed is dropped. */
    public void end() {
        discard();
        turn.unlock();
    }

    /**
     * Applies an event to the batch.
     *
     * @param order place of the event in the log: strictly increasing, the same at every delivery
     * @throws org.dermatrail.projections.record.EventOutOfPlace where the event speaks of something unknown
     */
    public void apply(RegistryEvent event, long order) {
        if (!turn.isHeldByCurrentThread()) {
            throw new IllegalStateException("begin a batch first");
        }
        var batch = entries;
        if (batch == null) {
            var stored = store.latest();
            stored.fetch(() -> Named.by(soon.get()));
            batch = new BatchEntries(stored, store.nextOrdinals());
            entries = batch;
        }
        boolean whole = false;
        try {
            boolean applied = RegistryFold.apply(event, order, batch);
            touched.by(event, applied, batch);
            whole = true;
        } finally {
            if (whole) {
                batch.keep();
                furthest = Math.max(furthest, order);
            } else {
                batch.forget();
            }
        }
    }

    /** Writes what the batch changed; nothing to do where it changed nothing. */
    public void flush() {
        var batch = entries;
        if (batch != null) {
            index.announce();
            try {
                store.write(batch.changed(), batch.ordinals(), furthest);
                index.write(Blocks.of(store.latest(), touched));
            } finally {
                index.announced();
            }
        }
        discard();
    }

    private void discard() {
        entries = null;
        soon = List::of;
        touched = new Touched();
    }
}
