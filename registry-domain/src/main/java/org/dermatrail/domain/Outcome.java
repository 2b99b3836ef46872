package org.dermatrail.domain;

/**
 * What became of a command: accepted, or refused with a reason.
 *
 * <p>Law: a refusal leaves no event behind. Exceptions are kept for bugs and outages.
 */
public sealed interface Outcome permits Outcome.Accepted, Refusal {

    /** The command was carried out; its events, if it changed anything, are in the store. */
    record Accepted() implements Outcome {}

    /** The outcome of a command that was carried out. */
    static Outcome accept() {
        return new Accepted();
    }

    /** Tells whether the command was carried out. */
    default boolean accepted() {
        return this instanceof Accepted;
    }
}
