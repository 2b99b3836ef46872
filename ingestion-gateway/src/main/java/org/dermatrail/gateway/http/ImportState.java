package org.dermatrail.gateway.http;

/** Where an import stands, as people see it. */
enum ImportState {
    /** Runs now. */
    RUNNING,
    /** Was read to its end. */
    FINISHED,
    /** Was cut off; the same table goes on under the same id. */
    STOPPED,
    /** Could not be used as a whole, or broke. */
    FAILED,
    /** Was taken back. */
    UNDONE
}
