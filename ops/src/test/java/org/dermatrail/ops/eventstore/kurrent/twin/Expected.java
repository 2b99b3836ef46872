package org.dermatrail.ops.eventstore.kurrent.twin;

/**
 * What a writer expects of a stream, in the numbers of the server.
 *
 * @param number a revision, or one of the negative numbers below
 */
record Expected(long number) {

    static final long NO_STREAM_NUMBER = -1;
    static final Expected NO_STREAM = new Expected(NO_STREAM_NUMBER);
    static final Expected ANY = new Expected(-2);
    static final Expected STREAM_EXISTS = new Expected(-4);

    /** Whether the expectation names no revision, so that a repeated append is known by the ids alone. */
    boolean vague() {
        return equals(ANY) || equals(STREAM_EXISTS);
    }
}
