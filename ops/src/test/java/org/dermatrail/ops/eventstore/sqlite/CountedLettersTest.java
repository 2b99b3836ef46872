package org.dermatrail.ops.eventstore.sqlite;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.dermatrail.ops.eventstore.CountedLetters;

/** Holds to the same laws as the queue it counts; these ask for the number before and after each change. */
class CountedLettersTest extends SqliteDeadLettersTest {

    @Override
    protected SequencedDeadLetterQueue<EventMessage<?>> queue(String processor) {
        return new CountedLetters<>(super.queue(processor));
    }
}
