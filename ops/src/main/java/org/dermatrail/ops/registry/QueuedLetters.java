package org.dermatrail.ops.registry;

import java.util.function.Supplier;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.dermatrail.projections.record.ParkedEvents;

/** Tells from the dead-letter queue whose events wait for an operator. */
final class QueuedLetters implements ParkedEvents {

    private final Supplier<SequencedDeadLetterQueue<EventMessage<?>>> queue;

    QueuedLetters(Supplier<SequencedDeadLetterQueue<EventMessage<?>>> queue) {
        this.queue = queue;
    }

    @Override
    public boolean waitFor(String sequenceKey) {
        return queue.get().contains(sequenceKey);
    }

    @Override
    public long sequences() {
        return queue.get().amountOfSequences();
    }
}
