package org.dermatrail.ops.registry;

import org.dermatrail.projections.record.ParkedEvents;

/** Tells from the dead-letter queue of the generation in use whose events wait for an operator. */
final class QueuedLetters implements ParkedEvents {

    private final Generations generations;

    QueuedLetters(Generations generations) {
        this.generations = generations;
    }

    @Override
    public boolean waitFor(String sequenceKey) {
        return generations.ask(models -> models.parked().contains(sequenceKey));
    }

    @Override
    public long sequences() {
        return generations.ask(models -> models.parked().amountOfSequences());
    }
}
