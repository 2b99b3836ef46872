package org.dermatrail.gateway.edge;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dermatrail.connectors.UnusableItem;
import org.jspecify.annotations.Nullable;

/**
 * The book of imports: which ran, what each brought, and what is in quarantine.
 *
 * <p>Law: an import that did not end keeps its id, and the same file under the same source goes on under it. Shares
 * the source map's file and its lock.
 */
public final class ImportLedger {

    /** Where an import stands. */
    public enum State {
        /** Running, or cut off; the same file goes on under the same id. */
        RUNNING,
        /** Read to its end. */
        FINISHED,
        /** Taken back: its captures are withheld. */
        UNDONE
    }

    /**
     * An import.
     *
     * @param importId its id
     * @param source issuer of the source's ids
     * @param studyId study it was for
     * @param state where it stands
     * @param startedAt when it was first started
     * @param received rows read when it ended, or {@code null}
     */
    public record Entry(
            String importId,
            String source,
            String studyId,
            State state,
            Instant startedAt,
            @Nullable Long received) {}

    /**
     * What an import brought, counted from the source map.
     *
     * @param recorded captures recorded by it
     * @param corrected captures it corrected
     * @param lesions lesions it identified
     * @param unlinked captures recorded by it without a lesion
     * @param quarantined rows in quarantine
     * @param discrepancies discrepancies it raised, by field
     */
    public record Tally(
            long recorded,
            long corrected,
            long lesions,
            long unlinked,
            long quarantined,
            Map<String, Long> discrepancies) {}

    /**
     * A row in quarantine.
     *
     * @param file file it stands in
     * @param line line on which it starts
     * @param code stable reason
     * @param reason sentence for a person
     */
    public record Quarantined(String file, long line, String code, String reason) {}

    /**
     * A capture of an import.
     *
     * @param sourceId the source's id
     * @param captureId the registry's id
     */
    public record Imported(String sourceId, String captureId) {}

    /** Captures and lesions name an import by the number of its id's word. */
    private static final String OF_IMPORT = " import=(SELECT number FROM word WHERE text=?)";

    private final SourceMap map;

    /** Opens the book in a source map. */
    public ImportLedger(SourceMap map) {
        this.map = map;
    }

    /** The unfinished import of the same bytes under the same source, or {@code null}. */
    public @Nullable Entry unfinished(String source, String fingerprint) {
        synchronized (map.lock()) {
            return map.file()
                    .first(
                            COLUMNS + " WHERE source=? AND fingerprint=? AND state='RUNNING'",
                            ImportLedger::entry,
                            source,
                            fingerprint);
        }
    }

    /** An import by id, or {@code null}. */
    public @Nullable Entry find(String importId) {
        synchronized (map.lock()) {
            return map.file().first(COLUMNS + " WHERE import_id=?", ImportLedger::entry, importId);
        }
    }

    /** All imports, oldest first. */
    public List<Entry> all() {
        synchronized (map.lock()) {
            return map.file().query(COLUMNS + " ORDER BY import_id", ImportLedger::entry);
        }
    }

    private static final String COLUMNS = "SELECT import_id, source, study_id, state, started_at, received FROM import";

    private static Entry entry(java.sql.ResultSet row) throws java.sql.SQLException {
        var received = row.getObject(6);
        return new Entry(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                State.valueOf(row.getString(4)),
                Instant.parse(row.getString(5)),
                received == null ? null : ((Number) received).longValue());
    }

    /** Notes the start of an import, durably. */
    public void start(Entry entry, String fingerprint) {
        synchronized (map.lock()) {
            map.file()
                    .update(
                            "INSERT INTO import(import_id, source, study_id, fingerprint, state, started_at) VALUES(?,?,?,?,?,?)",
                            entry.importId(),
                            entry.source(),
                            entry.studyId(),
                            fingerprint,
                            entry.state().name(),
                            entry.startedAt().toString());
            map.commit();
        }
    }

    /** Notes the end of an import, durably. */
    public void end(String importId, State state, Instant at, @Nullable Long received) {
        synchronized (map.lock()) {
            map.file()
                    .update(
                            "UPDATE import SET state=?, ended_at=?, received=coalesce(?, received) WHERE import_id=?",
                            state.name(),
                            at.toString(),
                            received,
                            importId);
            map.commit();
        }
    }

    /** Puts a row in quarantine; durable with the next commit of the source map. */
    public void quarantine(String importId, UnusableItem item) {
        map.file()
                .update(
                        "INSERT OR REPLACE INTO quarantine(import_id, file, line, code, reason, source_id) VALUES(?,?,?,?,?,?)",
                        importId,
                        item.origin().file(),
                        item.origin().row(),
                        item.code(),
                        item.reason(),
                        item.sourceCaptureId());
    }

    /** Rows in quarantine of an import, in the order of the file. */
    public List<Quarantined> quarantined(String importId, int limit) {
        synchronized (map.lock()) {
            return map.file()
                    .query(
                            "SELECT file, line, code, reason FROM quarantine WHERE import_id=? ORDER BY file, line, code LIMIT ?",
                            row -> new Quarantined(
                                    row.getString(1), row.getLong(2), row.getString(3), row.getString(4)),
                            importId,
                            limit);
        }
    }

    /**
     * Rows in quarantine of an import after one of them, in the order of the file.
     *
     * @param after the last row seen, or {@code null} for the first
     */
    public List<Quarantined> quarantined(String importId, @Nullable Quarantined after, int limit) {
        if (after == null) {
            return quarantined(importId, limit);
        }
        synchronized (map.lock()) {
            return map.file()
                    .query(
                            "SELECT file, line, code, reason FROM quarantine WHERE import_id=? AND (file, line, code) > (?, ?, ?)"
                                    + " ORDER BY file, line, code LIMIT ?",
                            row -> new Quarantined(
                                    row.getString(1), row.getLong(2), row.getString(3), row.getString(4)),
                            importId,
                            after.file(),
                            after.line(),
                            after.code(),
                            limit);
        }
    }

    /** Notes, durably, whose an import is; where several went on with it, it is everyone's. */
    public void broughtBy(String importId, String account) {
        synchronized (map.lock()) {
            map.file().update("INSERT OR IGNORE INTO brought(import_id, account) VALUES(?,?)", importId, account);
            map.commit();
        }
    }

    /** Whether an account brought an import. */
    public boolean isBroughtBy(String importId, String account) {
        synchronized (map.lock()) {
            return count("SELECT count(*) FROM brought WHERE import_id=? AND account=?", importId, account) > 0;
        }
    }

    /** When an import ended, or {@code null}. */
    public @Nullable Instant endedAt(String importId) {
        synchronized (map.lock()) {
            return map.file()
                    .first(
                            "SELECT ended_at FROM import WHERE import_id=? AND ended_at IS NOT NULL",
                            row -> Instant.parse(row.getString(1)),
                            importId);
        }
    }

    /** What an import brought so far. */
    public Tally tally(String importId) {
        synchronized (map.lock()) {
            var discrepancies = new TreeMap<String, Long>();
            map.file()
                    .query(
                            "SELECT field, count(*) FROM discrepancy WHERE import_id=? GROUP BY field",
                            row -> discrepancies.put(row.getString(1), row.getLong(2)),
                            importId);
            var captures = map.file()
                    .query(
                            "SELECT count(*), count(*) - count(lesion_id) FROM capture WHERE" + OF_IMPORT
                                    + " AND state<>'RESERVED'",
                            row -> new long[] {row.getLong(1), row.getLong(2)},
                            importId);
            return new Tally(
                    captures.getFirst()[0],
                    count("SELECT count(*) FROM correction WHERE import_id=?", importId),
                    count("SELECT count(*) FROM lesion WHERE" + OF_IMPORT + " AND told=1", importId),
                    captures.getFirst()[1],
                    count("SELECT count(*) FROM quarantine WHERE import_id=?", importId),
                    discrepancies);
        }
    }

    private long count(String sql, Object... values) {
        var found = map.file().first(sql, row -> row.getLong(1), values);
        return found == null ? 0 : found;
    }

    /** Captures recorded by an import in a given state, after a source id, at most {@code limit}. */
    public List<Imported> captures(String importId, KnownCapture.State state, int limit) {
        synchronized (map.lock()) {
            return map.file()
                    .query(
                            "SELECT source_id, capture_id FROM capture WHERE" + OF_IMPORT + " AND state=? LIMIT ?",
                            row -> new Imported(row.getString(1), Packed.id(row, 2)),
                            importId,
                            state.name(),
                            limit);
        }
    }

    /** Marks captures of a source as withheld, durably. */
    public void withheld(String source, List<Imported> captures) {
        synchronized (map.lock()) {
            for (var capture : captures) {
                map.file()
                        .update(
                                "UPDATE capture SET state='WITHHELD' WHERE"
                                        + " source=(SELECT number FROM word WHERE text=?) AND source_id=?",
                                source,
                                capture.sourceId());
            }
            map.commit();
        }
    }
}
