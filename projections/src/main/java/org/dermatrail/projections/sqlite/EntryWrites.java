package org.dermatrail.projections.sqlite;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.dermatrail.projections.record.CaptureEntry;
import org.dermatrail.projections.record.DiscrepancyEntry;
import org.dermatrail.projections.record.Entry;
import org.dermatrail.projections.record.LesionEntry;
import org.dermatrail.projections.record.ParticipantEntry;

/**
 * Writes entries into their tables: gathered by {@link #write}, carried out statement by statement by {@link #flush}, which
 * costs less than one by one. For one thread.
 */
final class EntryWrites {

    private static final String PARTICIPANT = """
            INSERT INTO participant(ordinal, id, study, site, status, surrogate, consented, doc) VALUES(?,?,?,?,?,?,?,?)
            ON CONFLICT(ordinal) DO UPDATE SET status=excluded.status, consented=excluded.consented, doc=excluded.doc""";
    private static final String LESION = """
            INSERT INTO lesion(ordinal, id, participant, doc) VALUES(?,?,?,?)
            ON CONFLICT(ordinal) DO UPDATE SET doc=excluded.doc""";
    private static final String CAPTURE = """
            INSERT INTO capture(ordinal, id, participant, site, withheld, doc) VALUES(?,?,?,?,?,?)
            ON CONFLICT(ordinal) DO UPDATE SET site=excluded.site, withheld=excluded.withheld, doc=excluded.doc""";
    private static final String IMAGE = "INSERT OR IGNORE INTO image(digest, capture) VALUES(?,?)";
    private static final String DISCREPANCY = """
            INSERT INTO discrepancy(id, participant, study, site, open, field, doc) VALUES(?,?,?,?,?,?,?)
            ON CONFLICT(id) DO UPDATE SET open=excluded.open, doc=excluded.doc""";
    private static final String MARK = """
            INSERT INTO mark(name, value) VALUES(?,?) ON CONFLICT(name) DO UPDATE SET value=excluded.value""";

    private final Session session;
    private final EntryDocuments documents;
    private final Set<PreparedStatement> gathered = new LinkedHashSet<>();

    EntryWrites(Session session, EntryDocuments documents) {
        this.session = session;
        this.documents = documents;
    }

    void write(Entry entry) throws SQLException {
        switch (entry) {
            case ParticipantEntry participant -> participant(participant);
            case LesionEntry lesion -> lesion(lesion);
            case CaptureEntry capture -> capture(capture);
            case DiscrepancyEntry discrepancy -> discrepancy(discrepancy);
            default -> plain(entry);
        }
    }

    /** Carries out what was gathered. */
    void flush() throws SQLException {
        for (var statement : gathered) {
            var _ = statement.executeBatch();
        }
        gathered.clear();
    }

    /** Drops what was gathered. */
    void forget() throws SQLException {
        for (var statement : gathered) {
            statement.clearBatch();
        }
        gathered.clear();
    }

    void mark(String name, long value) throws SQLException {
        var statement = session.prepared(MARK);
        statement.setString(1, name);
        statement.setLong(2, value);
        gather(statement);
    }

    private void participant(ParticipantEntry entry) throws SQLException {
        var statement = session.prepared(PARTICIPANT);
        statement.setInt(1, entry.ordinal());
        PackedIds.bind(statement, 2, entry.participantKey());
        statement.setString(3, entry.studyId());
        statement.setString(4, entry.siteId());
        statement.setString(5, entry.status().getLast().status());
        statement.setInt(6, entry.surrogate() ? 1 : 0);
        statement.setInt(7, entry.consented() ? 1 : 0);
        statement.setBytes(8, documents.write(entry));
        gather(statement);
    }

    private void lesion(LesionEntry entry) throws SQLException {
        var statement = session.prepared(LESION);
        statement.setInt(1, entry.ordinal());
        PackedIds.bind(statement, 2, entry.lesionId());
        PackedIds.bind(statement, 3, entry.participantKey());
        statement.setBytes(4, documents.write(entry));
        gather(statement);
    }

    private void capture(CaptureEntry entry) throws SQLException {
        var version = entry.versions().getLast();
        var statement = session.prepared(CAPTURE);
        statement.setInt(1, entry.ordinal());
        PackedIds.bind(statement, 2, entry.captureId());
        PackedIds.bind(statement, 3, entry.participantKey());
        statement.setString(4, version.facts().siteId());
        statement.setInt(5, entry.hidden() ? 1 : 0);
        statement.setBytes(6, documents.write(entry));
        gather(statement);
        for (var image : version.images()) {
            var insert = session.prepared(IMAGE);
            insert.setLong(1, Schema.digestKey(image.digest()));
            insert.setInt(2, entry.ordinal());
            gather(insert);
        }
    }

    private void discrepancy(DiscrepancyEntry entry) throws SQLException {
        var statement = session.prepared(DISCREPANCY);
        PackedIds.bind(statement, 1, entry.discrepancyId());
        PackedIds.bind(statement, 2, entry.participantKey());
        statement.setString(3, entry.studyId());
        statement.setString(4, entry.siteId());
        statement.setInt(5, entry.stage().resolvedTo() == null ? 1 : 0);
        statement.setString(6, entry.field());
        statement.setBytes(7, documents.write(entry));
        gather(statement);
    }

    private void plain(Entry entry) throws SQLException {
        var statement = session.prepared("INSERT INTO " + Schema.tableOf(entry.getClass())
                + "(id, doc) VALUES(?,?) ON CONFLICT(id) DO UPDATE SET doc=excluded.doc");
        PackedIds.bind(statement, 1, entry.id());
        statement.setBytes(2, documents.write(entry));
        gather(statement);
    }

    private void gather(PreparedStatement statement) throws SQLException {
        statement.addBatch();
        gathered.add(statement);
    }
}
