package org.dermatrail.gateway.edge;

import org.jspecify.annotations.Nullable;

/**
 * The centre's memory of what sources stated later, and under which registry id.
 *
 * <p>Laws as those of the {@link SourceMap}, whose file and lock it shares: an id is reserved durably before anything is sent
 * under it, and the same source id is given the same registry id for ever.
 */
public final class HappeningBook {

    /**
     * What is known of a happening.
     *
     * @param happeningId reserved id, of the diagnosis or procedure it becomes
     * @param acknowledged whether the registry has acknowledged it
     * @param digest digest of what was stated
     */
    public record Known(String happeningId, boolean acknowledged, String digest) {}

    private final SourceMap map;

    /** Opens the book in a source map. */
    public HappeningBook(SourceMap map) {
        this.map = map;
    }

    /** The happening known under a source id, or {@code null}. */
    public @Nullable Known find(String source, String sourceId) {
        return map.file()
                .first(
                        "SELECT happening_id, acknowledged, digest FROM happening WHERE source=? AND source_id=?",
                        row -> new Known(row.getString(1), row.getBoolean(2), row.getString(3)),
                        source,
                        sourceId);
    }

    /** Reserves an id, or remembers anew what is stated under one that was never acknowledged. */
    public void reserve(String source, String sourceId, String happeningId, String digest, String importId) {
        map.file()
                .update(
                        "INSERT INTO happening(source, source_id, happening_id, acknowledged, digest, import_id)"
                                + " VALUES(?,?,?,0,?,?) ON CONFLICT DO UPDATE SET digest=excluded.digest, import_id=excluded.import_id",
                        source,
                        sourceId,
                        happeningId,
                        digest,
                        importId);
    }

    /** Gives an id back under which the registry refused to do anything. */
    public void release(String source, String sourceId) {
        map.file().update("DELETE FROM happening WHERE source=? AND source_id=? AND acknowledged=0", source, sourceId);
    }

    /** Marks a happening as acknowledged. */
    public void acknowledge(String source, String sourceId) {
        map.file().update("UPDATE happening SET acknowledged=1 WHERE source=? AND source_id=?", source, sourceId);
    }

    /** How many happenings of an import the registry has acknowledged. */
    public long acknowledged(String importId) {
        synchronized (map.lock()) {
            var found = map.file()
                    .first(
                            "SELECT count(*) FROM happening WHERE import_id=? AND acknowledged=1",
                            row -> row.getLong(1),
                            importId);
            return found == null ? 0 : found;
        }
    }
}
