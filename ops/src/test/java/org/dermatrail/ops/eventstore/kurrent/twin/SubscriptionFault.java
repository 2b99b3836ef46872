package org.dermatrail.ops.eventstore.kurrent.twin;

/** What may go wrong with one subscription, after some of it was sent. */
public enum SubscriptionFault {
    /** The connection is cut, and with it everything else on it. */
    CUT,
    /** Nothing more is sent, though the call stays open. */
    SILENT,
    /** The server ends the call as cancelled, of which this version of the client tells nobody. */
    CANCELLED,
    /** The server ends the call as if nothing more would ever come. */
    ENDED,
    /** The server ends the call with an error. */
    UNAVAILABLE,
    /** The server ends the call because another node leads now. */
    NOT_LEADER,
    /** The last checkpoint is sent again, or the first of all positions where there was none. */
    REPEATED_CHECKPOINT,
    /** An event comes a second time, as from a server that went back further than it was asked to. */
    REPEATED_EVENT,
    /** The checkpoint of an event comes before the event, and twice; then the call breaks. Known faults of versions. */
    EARLY_CHECKPOINT,
    /** The server says that the client fell behind, and catches up again from what it sent last. */
    FELL_BEHIND
}
