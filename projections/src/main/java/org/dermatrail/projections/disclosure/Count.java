package org.dermatrail.projections.disclosure;

/** A number on its way out. */
public sealed interface Count permits Count.Exact, Count.Suppressed, Count.Unknown {

    /**
     * The number itself.
     *
     * @param value the count
     */
    record Exact(long value) implements Count {}

    /** Kept back, because it or what could be worked out from it is under the threshold. */
    record Suppressed() implements Count {}

    /** Not known: surrogates are among those counted, so persons cannot be told apart. */
    record Unknown() implements Count {}
}
