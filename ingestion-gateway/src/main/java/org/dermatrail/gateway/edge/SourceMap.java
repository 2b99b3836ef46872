package org.dermatrail.gateway.edge;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The centre's memory of which source id became which registry id, and of what each row stated.
 *
 * <p>Laws: an id is reserved durably before anything is sent under it; the same source id is given the same registry id
 * for ever; nothing here leaves the centre. All changes since the last {@link #commit} become durable
 * together with the next. Not thread-safe: callers hold {@link #lock()}.
 */
public final class SourceMap implements AutoCloseable {

    /** Where a capture stands. */
    public enum State {
        /** Its id is reserved; the registry may or may not have heard of it. */
        RESERVED,
        /** The registry has acknowledged it. */
        RECORDED,
        /** Its import was undone. */
        WITHHELD
    }

    /**
     * What is known of a capture.
     *
     * @param captureId reserved id
     * @param participantKey its participant
     * @param lesionId its lesion, or {@code null}
     * @param diagnosisId diagnosis recorded with it where it has no lesion, or {@code null}
     * @param state where it stands
     * @param digest digest of the row when last acknowledged
     * @param lastImportId the import that last recorded, corrected or met it
     * @param stated what the row stated when last planned
     */
    public record KnownCapture(
            String captureId,
            String participantKey,
            @Nullable String lesionId,
            @Nullable String diagnosisId,
            State state,
            String digest,
            String lastImportId,
            Stated stated) {}

    /**
     * What is known of a lesion.
     *
     * @param lesionId reserved id
     * @param participantKey its participant
     * @param told whether the registry has acknowledged it
     * @param anatomicSite place first stated, or {@code null}
     * @param laterality side first stated, or {@code null}
     * @param diagnosis diagnosis in force as {@code CODE/CONFIRMATION}, or {@code null}
     * @param diagnosisId its id, or {@code null}
     */
    public record KnownLesion(
            String lesionId,
            String participantKey,
            boolean told,
            @Nullable String anatomicSite,
            @Nullable String laterality,
            @Nullable String diagnosis,
            @Nullable String diagnosisId) {}

    /**
     * What is known of a participant.
     *
     * @param told whether the registry has acknowledged the enrolment
     * @param sex sex first stated, or {@code null}
     * @param siteId site first stated, or {@code null}
     */
    public record KnownParticipant(
            boolean told, @Nullable String sex, @Nullable String siteId) {}

    private final Object lock = new Object();
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    private SourceMap(Connection connection) {
        this.connection = connection;
    }

    /** Opens or creates the source map in a file. */
    public static SourceMap open(Path file) {
        try {
            var settings = new Properties();
            // Else the driver asks for the last row's id after every single insert.
            settings.setProperty("jdbc.get_generated_keys", "false");
            var connection = DriverManager.getConnection("jdbc:sqlite:" + file, settings);
            SourceMapSchema.create(connection);
            connection.setAutoCommit(false);
            return new SourceMap(connection);
        } catch (SQLException e) {
            throw new EdgeFailure("the source map " + file.getFileName() + " cannot be opened", e);
        }
    }

    /** What callers hold around a sequence of calls. */
    public Object lock() {
        return lock;
    }

    /** The capture known under a source id, or {@code null}. */
    public @Nullable KnownCapture capture(String source, String sourceId) {
        return first(
                "SELECT capture_id, participant_key, lesion_id, diagnosis_id, state, digest, last_import_id,"
                        + " sex, site_id, anatomic_site, laterality, diagnosis FROM capture WHERE source=? AND source_id=?",
                row -> new KnownCapture(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        State.valueOf(row.getString(5)),
                        row.getString(6),
                        row.getString(7),
                        new Stated(
                                row.getString(8),
                                row.getString(9),
                                row.getString(10),
                                row.getString(11),
                                row.getString(12))),
                source,
                sourceId);
    }

    /** Reserves a capture id. */
    public void reserve(String source, String sourceId, KnownCapture capture) {
        var stated = capture.stated();
        update(
                "INSERT INTO capture(source, source_id, capture_id, participant_key, lesion_id, diagnosis_id, state, digest,"
                        + " import_id, last_import_id, sex, site_id, anatomic_site, laterality, diagnosis)"
                        + " VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                source,
                sourceId,
                capture.captureId(),
                capture.participantKey(),
                capture.lesionId(),
                capture.diagnosisId(),
                capture.state().name(),
                capture.digest(),
                capture.lastImportId(),
                capture.lastImportId(),
                stated.sex(),
                stated.siteId(),
                stated.anatomicSite(),
                stated.laterality(),
                stated.diagnosis());
    }

    /** Remembers what a changed row states and shows now; its digest stays until the registry has acknowledged. */
    public void restate(
            String source, String sourceId, @Nullable String lesionId, @Nullable String diagnosisId, Stated stated) {
        update(
                "UPDATE capture SET lesion_id=?, diagnosis_id=?, sex=?, site_id=?, anatomic_site=?, laterality=?, diagnosis=?"
                        + " WHERE source=? AND source_id=?",
                lesionId,
                diagnosisId,
                stated.sex(),
                stated.siteId(),
                stated.anatomicSite(),
                stated.laterality(),
                stated.diagnosis(),
                source,
                sourceId);
    }

    /** Marks a capture as acknowledged with this row digest. */
    public void acknowledge(String source, String sourceId, String digest, String importId) {
        update(
                "UPDATE capture SET state='RECORDED', digest=?, last_import_id=? WHERE source=? AND source_id=?",
                digest,
                importId,
                source,
                sourceId);
    }

    /** Makes a capture the charge of another import: one that was undone or cut off had it before. */
    public void adopt(String source, String sourceId, String importId) {
        update("UPDATE capture SET import_id=? WHERE source=? AND source_id=?", importId, source, sourceId);
    }

    /** Notes that an import corrected a capture. */
    public void corrected(String importId, String captureId) {
        update("INSERT OR IGNORE INTO correction(import_id, capture_id) VALUES(?,?)", importId, captureId);
    }

    /** The lesion known under a source id, or {@code null}. */
    public @Nullable KnownLesion lesion(String source, String sourceLesionId) {
        return first(
                "SELECT lesion_id, participant_key, told, anatomic_site, laterality, diagnosis, diagnosis_id FROM lesion"
                        + " WHERE source=? AND source_id=?",
                row -> new KnownLesion(
                        row.getString(1),
                        row.getString(2),
                        row.getBoolean(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7)),
                source,
                sourceLesionId);
    }

    /** Lesions known under a source's own id, given as {@code SOURCE:ID} or as the id alone, by {@code SOURCE:ID}. */
    public Map<String, String> lesionsNamed(String name) {
        synchronized (lock) {
            var found = new HashMap<String, String>();
            query(
                    "SELECT source || ':' || source_id, lesion_id FROM lesion WHERE source_id=? OR source || ':' || source_id=?",
                    row -> found.put(row.getString(1), row.getString(2)),
                    name,
                    name);
            return found;
        }
    }

    /** Reserves a lesion id, or remembers anew what is known of the lesion. */
    public void keep(String source, String sourceLesionId, KnownLesion lesion, String importId) {
        update(
                "INSERT INTO lesion(source, source_id, lesion_id, participant_key, import_id, told, anatomic_site,"
                        + " laterality, diagnosis, diagnosis_id) VALUES(?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET"
                        + " told=excluded.told, anatomic_site=excluded.anatomic_site, laterality=excluded.laterality,"
                        + " diagnosis=excluded.diagnosis, diagnosis_id=excluded.diagnosis_id",
                source,
                sourceLesionId,
                lesion.lesionId(),
                lesion.participantKey(),
                importId,
                lesion.told(),
                lesion.anatomicSite(),
                lesion.laterality(),
                lesion.diagnosis(),
                lesion.diagnosisId());
    }

    /** What is known of a participant, or {@code null}. */
    public @Nullable KnownParticipant participant(String participantKey) {
        return first(
                "SELECT told, sex, site_id FROM participant WHERE participant_key=?",
                row -> new KnownParticipant(row.getBoolean(1), row.getString(2), row.getString(3)),
                participantKey);
    }

    /** Remembers a participant. */
    public void keep(String participantKey, KnownParticipant participant) {
        update(
                "INSERT OR REPLACE INTO participant(participant_key, told, sex, site_id) VALUES(?,?,?,?)",
                participantKey,
                participant.told(),
                participant.sex(),
                participant.siteId());
    }

    /** Marks a lesion as acknowledged by the registry, for this import. */
    public void toldOfLesion(String source, String sourceLesionId, String importId) {
        var sql = "UPDATE lesion SET told=1, import_id=? WHERE source=? AND source_id=?";
        update(sql, importId, source, sourceLesionId);
    }

    /** Marks a participant as acknowledged by the registry. */
    public void toldOfParticipant(String participantKey) {
        update("UPDATE participant SET told=1 WHERE participant_key=?", participantKey);
    }

    /** The discrepancy reserved for a subject and field, or {@code null}. */
    public @Nullable String discrepancy(String subjectId, String field) {
        return first(
                "SELECT discrepancy_id FROM discrepancy WHERE subject_id=? AND field=?",
                row -> row.getString(1),
                subjectId,
                field);
    }

    /** Reserves a discrepancy id. */
    public void reserveDiscrepancy(String subjectId, String field, String discrepancyId, String importId) {
        update(
                "INSERT INTO discrepancy(subject_id, field, discrepancy_id, import_id) VALUES(?,?,?,?)",
                subjectId,
                field,
                discrepancyId,
                importId);
    }

    /** The different values that rows of a participant or lesion state now, each with one capture that states it. */
    public Map<String, String> statements(StatedColumn column, String subjectId) {
        var values = new HashMap<String, String>();
        query(
                "SELECT " + column.column + ", MIN(capture_id) FROM capture WHERE " + column.subject + "=? AND "
                        + column.column + " IS NOT NULL GROUP BY " + column.column,
                row -> values.put(row.getString(1), row.getString(2)),
                subjectId);
        return values;
    }

    /** A statement that rows of one subject can contradict one another in. */
    public enum StatedColumn {
        /** Sex of a participant. */
        SEX("sex", "participant_key"),
        /** Site of a participant. */
        SITE("site_id", "participant_key"),
        /** Place of a lesion. */
        ANATOMIC_SITE("anatomic_site", "lesion_id"),
        /** Side of a lesion. */
        LATERALITY("laterality", "lesion_id"),
        /** Diagnosis of a lesion. */
        DIAGNOSIS("diagnosis", "lesion_id");

        private final String column;
        private final String subject;

        StatedColumn(String column, String subject) {
            this.column = column;
            this.subject = subject;
        }
    }

    /** Makes everything since the last commit durable. */
    public void commit() {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new EdgeFailure("the source map cannot be written; is the disk full?", e);
        }
    }

    /** Reads one value of a row. */
    @FunctionalInterface
    interface RowReader<T extends @Nullable Object> {
        T read(ResultSet row) throws SQLException;
    }

    <T> @Nullable T first(String sql, RowReader<T> reader, Object... arguments) {
        try (var rows = bind(sql, arguments).executeQuery()) {
            return rows.next() ? reader.read(rows) : null;
        } catch (SQLException e) {
            throw new EdgeFailure("the source map cannot be read", e);
        }
    }

    <T> List<T> query(String sql, RowReader<T> reader, Object... arguments) {
        var found = new ArrayList<T>();
        try (var rows = bind(sql, arguments).executeQuery()) {
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        } catch (SQLException e) {
            throw new EdgeFailure("the source map cannot be read", e);
        }
    }

    void update(String sql, @Nullable Object... arguments) {
        try {
            bind(sql, arguments).executeUpdate();
        } catch (SQLException e) {
            throw new EdgeFailure("the source map cannot be written; is the disk full?", e);
        }
    }

    private PreparedStatement bind(String sql, @Nullable Object... arguments) throws SQLException {
        var statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int at = 0; at < arguments.length; at++) {
            statement.setObject(at + 1, arguments[at]);
        }
        return statement;
    }

    @Override
    public void close() {
        synchronized (lock) {
            try {
                // Drops what was not committed; after a full disk SQLite has dropped it before, and a rollback would
                // fail.
                connection.close();
            } catch (SQLException e) {
                throw new EdgeFailure("the source map cannot be closed", e);
            }
        }
    }
}
