package org.dermatrail.ops.eventstore.kurrent.twin;

/** What became of an append or a delete. */
sealed interface AppendAnswer {

    /** It is in the log, now or since an earlier attempt. */
    record Written(long revision, TwinPosition position) implements AppendAnswer {}

    /** The stream is elsewhere; -1 where there is none. */
    record WrongExpectation(long actual) implements AppendAnswer {}

    /** The stream is deleted for ever. */
    record StreamDeleted() implements AppendAnswer {}
}
