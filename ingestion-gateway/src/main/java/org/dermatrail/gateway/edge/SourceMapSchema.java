package org.dermatrail.gateway.edge;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The tables of the source map; see {@link SourceMap} for what they promise.
 *
 * <p>Ids are kept as bytes ({@link Packed}) and words by number ({@link Words}). Captures and lesions have a number of their
 * own, so that a new one is written at the end of its table and an index names it in a few bytes.
 */
final class SourceMapSchema {

    /** Number of this shape; a file of the one before is brought to it when it is opened. */
    static final int VERSION = 2;

    static final String WORD = "CREATE TABLE IF NOT EXISTS word(number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)";

    static final String CAPTURE = """
            CREATE TABLE IF NOT EXISTS capture(
              number INTEGER PRIMARY KEY, source INTEGER NOT NULL, source_id TEXT NOT NULL, capture_id BLOB NOT NULL,
              participant_key BLOB NOT NULL, lesion_id BLOB, diagnosis_id BLOB, state TEXT NOT NULL, digest BLOB NOT NULL,
              import INTEGER NOT NULL, last_import INTEGER NOT NULL,
              sex INTEGER, site_id INTEGER, anatomic_site INTEGER, laterality INTEGER, diagnosis INTEGER)""";

    static final String LESION = """
            CREATE TABLE IF NOT EXISTS lesion(
              number INTEGER PRIMARY KEY, source INTEGER NOT NULL, source_id TEXT NOT NULL, lesion_id BLOB NOT NULL,
              participant_key BLOB NOT NULL, import INTEGER NOT NULL, told INTEGER NOT NULL,
              anatomic_site INTEGER, laterality INTEGER, diagnosis INTEGER, diagnosis_id BLOB)""";

    /** What rows say of a lesion is found by its participant too: one index less for every capture to be written into. */
    private static final String[] INDEXES = {
        "CREATE UNIQUE INDEX IF NOT EXISTS capture_of_source ON capture(source_id, source)",
        "CREATE INDEX IF NOT EXISTS capture_of_participant ON capture(participant_key)",
        "CREATE INDEX IF NOT EXISTS capture_of_import ON capture(import)",
        "CREATE UNIQUE INDEX IF NOT EXISTS lesion_of_source ON lesion(source_id, source)",
        "CREATE INDEX IF NOT EXISTS lesion_of_import ON lesion(import)",
        "CREATE INDEX IF NOT EXISTS happening_of_import ON happening(import_id)",
    };

    private static final String[] SMALL_TABLES = {
        """
        CREATE TABLE IF NOT EXISTS participant(
          participant_key TEXT PRIMARY KEY, told INTEGER NOT NULL, sex TEXT, site_id TEXT) WITHOUT ROWID""", """
        CREATE TABLE IF NOT EXISTS discrepancy(
          subject_id TEXT NOT NULL, field TEXT NOT NULL, discrepancy_id TEXT NOT NULL,
          import_id TEXT NOT NULL, PRIMARY KEY(subject_id, field)) WITHOUT ROWID""", """
        CREATE TABLE IF NOT EXISTS correction(
          import_id TEXT NOT NULL, capture_id TEXT NOT NULL,
          PRIMARY KEY(import_id, capture_id)) WITHOUT ROWID""", """
        CREATE TABLE IF NOT EXISTS quarantine(
          import_id TEXT NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL, code TEXT NOT NULL,
          reason TEXT NOT NULL, source_id TEXT, PRIMARY KEY(import_id, file, line, code)) WITHOUT ROWID""", """
        CREATE TABLE IF NOT EXISTS happening(
          source TEXT NOT NULL, source_id TEXT NOT NULL, happening_id TEXT NOT NULL,
          acknowledged INTEGER NOT NULL, digest TEXT NOT NULL, import_id TEXT NOT NULL,
          PRIMARY KEY(source, source_id)) WITHOUT ROWID""", """
        CREATE TABLE IF NOT EXISTS import(
          import_id TEXT PRIMARY KEY, source TEXT NOT NULL, study_id TEXT NOT NULL, fingerprint TEXT NOT NULL,
          state TEXT NOT NULL, started_at TEXT NOT NULL, ended_at TEXT, received INTEGER)""", """
        CREATE TABLE IF NOT EXISTS brought(
          import_id TEXT NOT NULL, account TEXT NOT NULL, PRIMARY KEY(import_id, account)) WITHOUT ROWID""",
    };

    private SourceMapSchema() {}

    static void create(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode=WAL");
            // The reservation must outlive a power cut: it comes before the event that uses the id.
            statement.execute("PRAGMA synchronous=FULL");
            statement.execute("PRAGMA cache_size=-32768");
            statement.execute("PRAGMA wal_autocheckpoint=16000");
            statement.execute("BEGIN IMMEDIATE");
            try {
                shape(statement);
                statement.execute("COMMIT");
            } catch (SQLException e) {
                statement.execute("ROLLBACK");
                throw e;
            }
        }
    }

    /** All in one transaction, so that a change of shape that is cut off leaves the file as it was. */
    private static void shape(Statement statement) throws SQLException {
        int found = number(statement, "PRAGMA user_version");
        if (found > VERSION) {
            throw new SQLException(
                    "the source map is of shape " + found + ", which a newer version of this program wrote");
        }
        boolean isOfFirstShape =
                found < VERSION && number(statement, "SELECT count(*) FROM sqlite_master WHERE name='capture'") > 0;
        statement.execute(WORD);
        if (isOfFirstShape) {
            FirstSourceMap.renew(statement);
        }
        statement.execute(CAPTURE);
        statement.execute(LESION);
        for (var table : SMALL_TABLES) {
            statement.execute(table);
        }
        for (var index : INDEXES) {
            statement.execute(index);
        }
        statement.execute("PRAGMA user_version=" + VERSION);
    }

    private static int number(Statement statement, String question) throws SQLException {
        try (var rows = statement.executeQuery(question)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }
}
