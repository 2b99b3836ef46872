package org.dermatrail.graphql;

import org.dermatrail.domain.Outcome;
import org.dermatrail.graphql.caller.Caller;

/**
 * Takes commands to the aggregates.
 *
 * <p>Laws: when {@link #send} returns accepted, the events are stored and, up to a time limit, visible to the questions
 * of the same caller; a refusal leaves no event behind. Exceptions are bugs and outages. Thread-safe.
 */
@FunctionalInterface
public interface CommandDesk {

    /** Sends one command of the domain. */
    Outcome send(Object command, Caller caller);
}
