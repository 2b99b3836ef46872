package org.dermatrail.ops.eventstore;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;

/**
 * A queue of parked events that knows how many sequences it holds without looking each time: every cohort answer says it, and
 * it changes seldom.
 *
 * <p>Laws: nobody else changes the queue below, and a change is in it when it returns; the number given is one that held while
 * it was asked for. Thread-safe.
 *
 * @param <M> what is parked
 */
public final class CountedLetters<M extends Message<?>> implements SequencedDeadLetterQueue<M> {

    private final SequencedDeadLetterQueue<M> queue;
    private final AtomicLong changes = new AtomicLong();
    private volatile Counted counted = new Counted(-1, 0);

    /** How many sequences there were after so many changes. */
    private record Counted(long afterChanges, long sequences) {}

    /** Counts what this queue holds. */
    public CountedLetters(SequencedDeadLetterQueue<M> queue) {
        this.queue = queue;
    }

    @Override
    public long amountOfSequences() {
        long now = changes.get();
        var known = counted;
        if (known.afterChanges() == now) {
            return known.sequences();
        }
        long sequences = queue.amountOfSequences();
        counted = new Counted(now, sequences);
        return sequences;
    }

    @Override
    public void enqueue(Object sequence, DeadLetter<? extends M> letter) {
        changing(() -> queue.enqueue(sequence, letter));
    }

    @Override
    public void evict(DeadLetter<? extends M> letter) {
        changing(() -> queue.evict(letter));
    }

    @Override
    public void requeue(DeadLetter<? extends M> letter, UnaryOperator<DeadLetter<? extends M>> change) {
        changing(() -> queue.requeue(letter, change));
    }

    @Override
    public boolean process(
            Predicate<DeadLetter<? extends M>> which, Function<DeadLetter<? extends M>, EnqueueDecision<M>> task) {
        try {
            return queue.process(which, task);
        } finally {
            changes.incrementAndGet();
        }
    }

    @Override
    public void clear() {
        changing(queue::clear);
    }

    /** Whatever failed may have changed something all the same. */
    private void changing(Runnable change) {
        try {
            change.run();
        } finally {
            changes.incrementAndGet();
        }
    }

    @Override
    public boolean contains(Object sequence) {
        return queue.contains(sequence);
    }

    @Override
    public Iterable<DeadLetter<? extends M>> deadLetterSequence(Object sequence) {
        return queue.deadLetterSequence(sequence);
    }

    @Override
    public Iterable<Iterable<DeadLetter<? extends M>>> deadLetters() {
        return queue.deadLetters();
    }

    @Override
    public boolean isFull(Object sequence) {
        return queue.isFull(sequence);
    }

    @Override
    public long size() {
        return queue.size();
    }

    @Override
    public long sequenceSize(Object sequence) {
        return queue.sequenceSize(sequence);
    }
}
