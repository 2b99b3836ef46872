package org.dermatrail.ops.eventstore.kurrent.twin;

/** What may go wrong with one read, after some of it was sent. */
public enum ReadFault {
    /** The connection is cut. */
    CUT,
    /** Nothing more is sent until the client gives up. */
    SILENT,
    /** The server says that it timed out. */
    TIMED_OUT,
    /** The server is not ready. */
    UNAVAILABLE
}
