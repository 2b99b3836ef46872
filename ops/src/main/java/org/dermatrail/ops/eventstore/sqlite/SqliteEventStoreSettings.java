package org.dermatrail.ops.eventstore.sqlite;

import java.nio.file.Path;

/**
 * How an event store on SQLite is run.
 *
 * @param file the database file; its folder exists
 * @param readers how many readers may read at once
 * @param batchSize rows fetched at a time
 * @param maxGroupEvents events after which a group of appends is closed
 * @param maxGroupBytes bytes after which a group of appends is closed
 * @param maxWaiting appends that may wait for the writer before callers wait for room
 * @param maxPages largest size of the file in pages of 4 KiB; the store refuses beyond
 */
public record SqliteEventStoreSettings(
        Path file, int readers, int batchSize, int maxGroupEvents, long maxGroupBytes, int maxWaiting, int maxPages) {

    /** Largest payload and metadata of one event, in bytes. */
    public static final int MAX_EVENT_BYTES = 1 << 20;

    /** Most events of one append. */
    public static final int MAX_APPEND_EVENTS = 100_000;

    /** Largest sum of payloads and metadata of one append, in bytes. */
    public static final long MAX_APPEND_BYTES = 64L << 20;

    private static final int ALL_PAGES = 0x3fff_ffff;

    /** Checks that every limit is positive. */
    public SqliteEventStoreSettings {
        if (readers < 1 || batchSize < 1 || maxGroupEvents < 1 || maxGroupBytes < 1 || maxWaiting < 1 || maxPages < 1) {
            throw new IllegalArgumentException("Every limit of the event store must be positive");
        }
    }

    /** What suits most registries. */
    public static SqliteEventStoreSettings at(Path file) {
        return new SqliteEventStoreSettings(file, 4, 1000, 4096, 8L << 20, 4096, ALL_PAGES);
    }

    /** The same, limited in size. */
    public SqliteEventStoreSettings withMaxPages(int pages) {
        return new SqliteEventStoreSettings(file, readers, batchSize, maxGroupEvents, maxGroupBytes, maxWaiting, pages);
    }
}
