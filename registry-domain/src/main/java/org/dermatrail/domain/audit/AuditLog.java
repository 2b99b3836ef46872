package org.dermatrail.domain.audit;

import java.util.stream.Stream;

/**
 * The append-only log of questions asked and answers disclosed.
 *
 * <p>Law: a record is durable when {@link #append} returns; records are never changed or removed; order is that of
 * appending. An answer whose record cannot be appended is not given. Thread-safe.
 */
public interface AuditLog {

    /** Appends one record durably. */
    void append(AuditRecord auditRecord);

    /**
     * Reads records in order.
     *
     * @param afterPosition position of the last record already seen, 0 for the start
     * @param limit at most this many
     */
    Stream<Entry> read(long afterPosition, int limit);

    /**
     * A record with its place in the log.
     *
     * @param position counted from 1
     * @param auditRecord what was written
     */
    record Entry(long position, AuditRecord auditRecord) {}
}
