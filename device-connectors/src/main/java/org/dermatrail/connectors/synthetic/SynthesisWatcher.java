package org.dermatrail.connectors.synthetic;

/** Follows the making of a synthetic study. Called by one thread. */
@FunctionalInterface
public interface SynthesisWatcher {

    /** Watches nothing. */
    SynthesisWatcher NONE = (participants, captures) -> true;

    /**
     * Something was written.
     *
     * @param participants participants written so far
     * @param captures captures written so far
     * @return whether to go on; what was begun is of no use otherwise
     */
    boolean wrote(int participants, long captures);
}
