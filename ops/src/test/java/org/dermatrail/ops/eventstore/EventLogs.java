package org.dermatrail.ops.eventstore;

/** The event log of one test: empty when the test begins, and gone when it ends. */
public interface EventLogs extends AutoCloseable {

    /** The log under test; the same at every call until it is restarted. */
    EventLog log();

    /** The same log, closed and opened again. */
    EventLog restarted();

    /** Another log of the same kind, empty when the test begins. */
    EventLog another();

    @Override
    void close();
}
