package org.dermatrail.ops.eventstore.kurrent.twin;

/** What may go wrong with one append. */
public enum AppendFault {
    /** The connection is cut and nothing was written. */
    CUT_UNWRITTEN,
    /** Everything was written and the connection is cut before the answer. */
    CUT_WRITTEN,
    /** No answer comes until the client gives up, and nothing was written. */
    SILENT_UNWRITTEN,
    /** No answer comes until the client gives up, but everything was written at once. */
    SILENT_WRITTEN,
    /** No answer comes until the client gives up, and only then it is written, beside whatever the client does next. */
    SILENT_WRITTEN_LATE,
    /** The server says that it timed out, and nothing was written. */
    TIMED_OUT_UNWRITTEN,
    /** The server says that it timed out, though everything was written. */
    TIMED_OUT_WRITTEN,
    /** The server is not ready; nothing was written. */
    UNAVAILABLE
}
