package org.dermatrail.gateway.intake;

/**
 * Keeps an import from running far ahead of what can be asked.
 *
 * <p>Law: returns after a short while in any case; an import never depends on the read side. Thread-safe.
 */
@FunctionalInterface
public interface Pace {

    /** Waits until the read side is close behind, or no longer. */
    void keep();
}
