package org.dermatrail.gateway.edge;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.dermatrail.gateway.edge.KnownCapture.State;
import org.jspecify.annotations.Nullable;

/**
 * The centre's memory of which source id became which registry id, and of what each row stated.
 *
 * <p>Laws: an id is reserved durably before anything is sent under it; the same source id is given the same registry id
 * for ever; nothing here leaves the centre. All changes since the last {@link #commit} become durable
 * together with the next. Not thread-safe: callers hold {@link #lock()}.
 */
public final class SourceMap implements AutoCloseable {

    /** A source is named by the number of its issuer's word. */
    private static final String OF_SOURCE = " WHERE source=(SELECT number FROM word WHERE text=?) AND source_id";

    private static final String CAPTURE =
            "SELECT capture_id, participant_key, lesion_id, diagnosis_id, state, digest, last_import,"
                    + " sex, site_id, anatomic_site, laterality, diagnosis, source_id FROM capture" + OF_SOURCE;
    private static final String LESION =
            "SELECT lesion_id, participant_key, told, anatomic_site, laterality, diagnosis, diagnosis_id, source_id"
                    + " FROM lesion" + OF_SOURCE;
    private static final String PARTICIPANT =
            "SELECT told, sex, site_id, participant_key FROM participant WHERE participant_key";

    private final Object lock = new Object();
    private final EdgeFile file;
    private final Words words;
    private final Foreseen foreseen = new Foreseen();

    private SourceMap(EdgeFile file) {
        this.file = file;
        this.words = file.words();
    }

    /** Opens or creates the source map in a file. */
    public static SourceMap open(Path file) {
        return new SourceMap(EdgeFile.open(file));
    }

    /** What callers hold around a sequence of calls. */
    public Object lock() {
        return lock;
    }

    /**
     * Looks up at once what a batch is going to ask for one by one; forgotten with the next {@link #commit}.
     *
     * @param captures source ids of captures
     * @param lesions source ids of lesions
     * @param participants participant keys
     */
    public void foresee(
            String source, Collection<String> captures, Collection<String> lesions, Collection<String> participants) {
        foreseen.forgetAll();
        foreseen.captures.expect(captures);
        foreseen.lesions.expect(lesions);
        foreseen.participants.expect(participants);
        file.query(CAPTURE + " IN ", captures, row -> foreseen.captures.put(row.getString(13), capture(row)), source);
        file.query(LESION + " IN ", lesions, row -> foreseen.lesions.put(row.getString(8), lesion(row)), source);
        file.query(
                PARTICIPANT + " IN ",
                participants,
                row -> foreseen.participants.put(row.getString(4), participant(row)));
    }

    /** The capture known under a source id, or {@code null}. */
    public @Nullable KnownCapture capture(String source, String sourceId) {
        return foreseen.captures.expected(sourceId)
                ? foreseen.captures.get(sourceId)
                : file.first(CAPTURE + "=?", this::capture, source, sourceId);
    }

    private KnownCapture capture(ResultSet row) throws SQLException {
        return new KnownCapture(
                Packed.id(row, 1),
                Packed.id(row, 2),
                Packed.optionalId(row, 3),
                Packed.optionalId(row, 4),
                State.valueOf(row.getString(5)),
                Packed.digest(row, 6),
                Objects.requireNonNull(words.text(row, 7)),
                new Stated(
                        words.text(row, 8),
                        words.text(row, 9),
                        words.text(row, 10),
                        words.text(row, 11),
                        words.text(row, 12)));
    }

    /** Reserves a capture id. */
    public void reserve(String source, String sourceId, KnownCapture capture) {
        foreseen.captures.forget(sourceId);
        var stated = capture.stated();
        var importNumber = words.number(capture.lastImportId());
        file.updateSoon(
                "INSERT INTO capture(source, source_id, capture_id, participant_key, lesion_id, diagnosis_id, state, digest,"
                        + " import, last_import, sex, site_id, anatomic_site, laterality, diagnosis)"
                        + " VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                words.number(source),
                sourceId,
                Packed.id(capture.captureId()),
                Packed.id(capture.participantKey()),
                Packed.id(capture.lesionId()),
                Packed.id(capture.diagnosisId()),
                capture.state().name(),
                Packed.digest(capture.digest()),
                importNumber,
                importNumber,
                words.number(stated.sex()),
                words.number(stated.siteId()),
                words.number(stated.anatomicSite()),
                words.number(stated.laterality()),
                words.number(stated.diagnosis()));
    }

    /** Remembers what a changed row states and shows now; its digest stays until the registry has acknowledged. */
    public void restate(
            String source, String sourceId, @Nullable String lesionId, @Nullable String diagnosisId, Stated stated) {
        foreseen.captures.forget(sourceId);
        file.update(
                "UPDATE capture SET lesion_id=?, diagnosis_id=?, sex=?, site_id=?, anatomic_site=?, laterality=?, diagnosis=?"
                        + OF_SOURCE + "=?",
                Packed.id(lesionId),
                Packed.id(diagnosisId),
                words.number(stated.sex()),
                words.number(stated.siteId()),
                words.number(stated.anatomicSite()),
                words.number(stated.laterality()),
                words.number(stated.diagnosis()),
                source,
                sourceId);
    }

    /** Marks a capture as acknowledged with this row digest. */
    public void acknowledge(String source, String sourceId, String digest, String importId) {
        foreseen.captures.forget(sourceId);
        file.update(
                "UPDATE capture SET state='RECORDED', digest=?, last_import=?" + OF_SOURCE + "=?",
                Packed.digest(digest),
                words.number(importId),
                source,
                sourceId);
    }

    /** Marks captures as acknowledged whose rows have the digest they were reserved with. */
    public void acknowledge(String source, Collection<String> sourceIds) {
        sourceIds.forEach(foreseen.captures::forget);
        file.update("UPDATE capture SET state='RECORDED'" + OF_SOURCE + " IN ", sourceIds, source);
    }

    /** Makes a capture the charge of another import: one that was undone or cut off had it before. */
    public void adopt(String source, String sourceId, String importId) {
        foreseen.captures.forget(sourceId);
        file.update("UPDATE capture SET import=?" + OF_SOURCE + "=?", words.number(importId), source, sourceId);
    }

    /** Makes a reserved capture the charge of the import that records it, with the row as it is now. */
    public void adopt(String source, String sourceId, String importId, String digest) {
        foreseen.captures.forget(sourceId);
        var importNumber = words.number(importId);
        file.update(
                "UPDATE capture SET import=?, last_import=?, digest=?" + OF_SOURCE + "=?",
                importNumber,
                importNumber,
                Packed.digest(digest),
                source,
                sourceId);
    }

    /** Notes that an import corrected a capture. */
    public void corrected(String importId, String captureId) {
        file.update("INSERT OR IGNORE INTO correction(import_id, capture_id) VALUES(?,?)", importId, captureId);
    }

    /** The lesion known under a source id, or {@code null}. */
    public @Nullable KnownLesion lesion(String source, String sourceLesionId) {
        return foreseen.lesions.expected(sourceLesionId)
                ? foreseen.lesions.get(sourceLesionId)
                : file.first(LESION + "=?", this::lesion, source, sourceLesionId);
    }

    private KnownLesion lesion(ResultSet row) throws SQLException {
        return new KnownLesion(
                Packed.id(row, 1),
                Packed.id(row, 2),
                row.getBoolean(3),
                words.text(row, 4),
                words.text(row, 5),
                words.text(row, 6),
                Packed.optionalId(row, 7));
    }

    /** Lesions known under a source's own id, given as {@code SOURCE:ID} or as the id alone, by {@code SOURCE:ID}. */
    public Map<String, String> lesionsNamed(String name) {
        synchronized (lock) {
            var found = new HashMap<String, String>();
            file.query(
                    "SELECT text || ':' || source_id, lesion_id FROM lesion JOIN word ON word.number=source"
                            + " WHERE source_id=? OR text || ':' || source_id=?",
                    row -> found.put(row.getString(1), Packed.id(row, 2)),
                    name,
                    name);
            return found;
        }
    }

    /** Reserves a lesion id, or remembers anew what is known of the lesion. */
    public void keep(String source, String sourceLesionId, KnownLesion lesion, String importId) {
        foreseen.lesions.put(sourceLesionId, lesion);
        file.updateSoon(
                "INSERT INTO lesion(source, source_id, lesion_id, participant_key, import, told, anatomic_site,"
                        + " laterality, diagnosis, diagnosis_id) VALUES(?,?,?,?,?,?,?,?,?,?)"
                        + " ON CONFLICT(source_id, source) DO UPDATE SET"
                        + " told=excluded.told, anatomic_site=excluded.anatomic_site, laterality=excluded.laterality,"
                        + " diagnosis=excluded.diagnosis, diagnosis_id=excluded.diagnosis_id",
                words.number(source),
                sourceLesionId,
                Packed.id(lesion.lesionId()),
                Packed.id(lesion.participantKey()),
                words.number(importId),
                lesion.told(),
                words.number(lesion.anatomicSite()),
                words.number(lesion.laterality()),
                words.number(lesion.diagnosis()),
                Packed.id(lesion.diagnosisId()));
    }

    /** What is known of a participant, or {@code null}. */
    public @Nullable KnownParticipant participant(String participantKey) {
        return foreseen.participants.expected(participantKey)
                ? foreseen.participants.get(participantKey)
                : file.first(PARTICIPANT + "=?", SourceMap::participant, participantKey);
    }

    private static KnownParticipant participant(ResultSet row) throws SQLException {
        return new KnownParticipant(row.getBoolean(1), row.getString(2), row.getString(3));
    }

    /** Remembers a participant. */
    public void keep(String participantKey, KnownParticipant participant) {
        foreseen.participants.put(participantKey, participant);
        file.updateSoon(
                "INSERT OR REPLACE INTO participant(participant_key, told, sex, site_id) VALUES(?,?,?,?)",
                participantKey,
                participant.told(),
                participant.sex(),
                participant.siteId());
    }

    /** Marks lesions as acknowledged by the registry, for this import. */
    public void toldOfLesions(String source, Collection<String> sourceLesionIds, String importId) {
        sourceLesionIds.forEach(foreseen.lesions::forget);
        file.update(
                "UPDATE lesion SET told=1, import=?" + OF_SOURCE + " IN ",
                sourceLesionIds,
                words.number(importId),
                source);
    }

    /** Marks participants as acknowledged by the registry. */
    public void toldOfParticipants(Collection<String> participantKeys) {
        participantKeys.forEach(foreseen.participants::forget);
        file.update("UPDATE participant SET told=1 WHERE participant_key IN ", participantKeys);
    }

    /** The discrepancy reserved for a subject and field, or {@code null}. */
    public @Nullable String discrepancy(String subjectId, String field) {
        return file.first(
                "SELECT discrepancy_id FROM discrepancy WHERE subject_id=? AND field=?",
                row -> row.getString(1),
                subjectId,
                field);
    }

    /** Reserves a discrepancy id. */
    public void reserveDiscrepancy(String subjectId, String field, String discrepancyId, String importId) {
        file.update(
                "INSERT INTO discrepancy(subject_id, field, discrepancy_id, import_id) VALUES(?,?,?,?)",
                subjectId,
                field,
                discrepancyId,
                importId);
    }

    /**
     * The different values that rows of a participant or lesion state now, each with one capture that states it.
     *
     * @param subjectId the participant, or one of the participant's lesions, as the column is about
     */
    public Map<String, String> statements(StatedColumn column, String participantKey, String subjectId) {
        var values = new HashMap<String, String>();
        file.query(
                "SELECT text, MIN(capture_id) FROM capture JOIN word ON word.number=" + column.column
                        + " WHERE participant_key=? AND " + column.subject + "=? GROUP BY text",
                row -> values.put(row.getString(1), Packed.id(row, 2)),
                Packed.id(participantKey),
                Packed.id(subjectId));
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
        foreseen.forgetAll();
        file.commit();
    }

    /** The file, for what else is kept in it. */
    EdgeFile file() {
        return file;
    }

    @Override
    public void close() {
        synchronized (lock) {
            file.close();
        }
    }
}
