package org.dermatrail.projections.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.record.CaptureEntry;
import org.dermatrail.projections.record.DiscrepancyEntry;
import org.dermatrail.projections.record.Entry;
import org.dermatrail.projections.record.EntryReader;
import org.jspecify.annotations.Nullable;

/** Reads entries through one session. */
final class SqliteReader implements EntryReader {

    private final Session session;
    private final EntryDocuments documents;

    SqliteReader(Session session, EntryDocuments documents) {
        this.session = session;
        this.documents = documents;
    }

    @Override
    public <E extends Entry> @Nullable E find(Class<E> kind, String id) {
        try {
            var statement = session.prepared("SELECT doc FROM " + Schema.tableOf(kind) + " WHERE id=?");
            PackedIds.bind(statement, 1, id);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? documents.read(kind, rows.getBytes(1)) : null;
            }
        } catch (SQLException e) {
            throw new StoreOutage("entries cannot be read", e);
        }
    }

    @Override
    public <E extends Entry> Map<String, E> findAll(Class<E> kind, Collection<String> ids) {
        var found = new LinkedHashMap<String, E>();
        for (var id : ids) {
            var entry = find(kind, id);
            if (entry != null) {
                found.put(id, entry);
            }
        }
        return found;
    }

    @Override
    public <E extends Entry> List<E> list(Class<E> kind, @Nullable String after, int limit) {
        return session.list(
                "SELECT doc FROM " + Schema.tableOf(kind) + " WHERE id>? ORDER BY id LIMIT ?",
                List.of(PackedIds.of(after == null ? "" : after), limit),
                row -> documents.read(kind, row.getBytes(1)));
    }

    @Override
    public long size(Class<? extends Entry> kind) {
        return session.list("SELECT count(*) FROM " + Schema.tableOf(kind), List.of(), row -> row.getLong(1))
                .getFirst();
    }

    @Override
    public List<String> lesionsOf(String participantKey) {
        return session.list(
                "SELECT id FROM lesion WHERE participant=? ORDER BY id",
                List.of(PackedIds.of(participantKey)),
                row -> PackedIds.read(row, 1));
    }

    @Override
    public List<String> capturesOf(String participantKey) {
        return session.list(
                "SELECT id FROM capture WHERE participant=? ORDER BY id",
                List.of(PackedIds.of(participantKey)),
                row -> PackedIds.read(row, 1));
    }

    @Override
    public List<String> capturesWithImage(String digest) {
        var candidates = session.list(
                "SELECT c.doc FROM image i JOIN capture c ON c.ordinal=i.capture WHERE i.digest=? ORDER BY c.id",
                List.of(Schema.digestKey(digest)),
                row -> documents.read(CaptureEntry.class, row.getBytes(1)));
        return candidates.stream()
                .filter(capture -> capture.versions().getLast().images().stream()
                        .anyMatch(image -> image.digest().equals(digest)))
                .map(CaptureEntry::captureId)
                .toList();
    }

    @Override
    public List<String> participants(AccessFilter access, String studyId, @Nullable String after, int limit) {
        var filter = AccessSql.of(access);
        return session.listOnce(
                "SELECT p.id FROM participant p WHERE " + filter.condition()
                        + " AND p.study=? AND p.id>? ORDER BY p.id LIMIT ?",
                filter.with(studyId, PackedIds.of(after == null ? "" : after), limit),
                row -> PackedIds.read(row, 1));
    }

    @Override
    public List<DiscrepancyEntry> discrepancies(
            AccessFilter access, boolean openOnly, @Nullable String after, int limit) {
        var filter = AccessSql.of(access);
        return session.listOnce(
                "SELECT d.doc FROM discrepancy d JOIN participant p ON p.id=d.participant WHERE " + filter.condition()
                        + (openOnly ? " AND d.open=1" : "") + " AND d.id>? ORDER BY d.id LIMIT ?",
                filter.with(PackedIds.of(after == null ? "" : after), limit),
                row -> documents.read(DiscrepancyEntry.class, row.getBytes(1)));
    }

    @Override
    public Map<String, Long> openDiscrepancies(AccessFilter access) {
        var filter = AccessSql.of(access);
        return counts(
                "SELECT d.field, count(*) FROM discrepancy d JOIN participant p ON p.id=d.participant WHERE "
                        + filter.condition() + " AND d.open=1 GROUP BY d.field",
                filter.parameters());
    }

    @Override
    public List<Enrolled> enrolled(AccessFilter access, String studyId) {
        var filter = AccessSql.of(access);
        return new ArrayList<>(session.listOnce(
                "SELECT p.site, p.status, p.surrogate, p.consented, count(*) FROM participant p WHERE "
                        + filter.condition() + " AND p.study=? GROUP BY 1,2,3,4 ORDER BY 1,2,3,4",
                filter.with(studyId),
                row -> new Enrolled(
                        row.getString(1), row.getString(2), row.getInt(3) == 1, row.getInt(4) == 1, row.getLong(5))));
    }

    @Override
    public Map<String, Long> capturesBySite(AccessFilter access, String studyId) {
        var filter = AccessSql.of(access);
        return counts(
                "SELECT c.site, count(*) FROM participant p JOIN capture c ON c.participant=p.id AND c.withheld=0 WHERE "
                        + filter.condition() + " AND p.study=? GROUP BY c.site",
                filter.with(studyId));
    }

    @Override
    public Map<String, Long> openDiscrepanciesBySite(AccessFilter access, String studyId) {
        var filter = AccessSql.of(access);
        return counts(
                "SELECT p.site, count(*) FROM discrepancy d JOIN participant p ON p.id=d.participant WHERE "
                        + filter.condition() + " AND d.open=1 AND p.study=? GROUP BY p.site",
                filter.with(studyId));
    }

    private Map<String, Long> counts(String sql, List<?> parameters) {
        var counts = new TreeMap<String, Long>();
        session.listOnce(sql, parameters, row -> Map.entry(row.getString(1), row.getLong(2)))
                .forEach(each -> counts.put(each.getKey(), each.getValue()));
        return counts;
    }
}
