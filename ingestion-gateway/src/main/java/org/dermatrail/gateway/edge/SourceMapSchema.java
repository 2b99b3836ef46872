package org.dermatrail.gateway.edge;

import java.sql.Connection;
import java.sql.SQLException;

/** The tables of the source map; see {@link SourceMap} for what they promise. */
final class SourceMapSchema {

    private SourceMapSchema() {}

    static void create(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode=WAL");
            // The reservation must outlive a power cut: it comes before the event that uses the id.
            statement.execute("PRAGMA synchronous=FULL");
            statement.execute("PRAGMA cache_size=-32768");
            statement.execute("PRAGMA wal_autocheckpoint=16000");
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS capture(
                      source TEXT NOT NULL, source_id TEXT NOT NULL, capture_id TEXT NOT NULL,
                      participant_key TEXT NOT NULL, lesion_id TEXT, diagnosis_id TEXT,
                      state TEXT NOT NULL, digest TEXT NOT NULL, import_id TEXT NOT NULL, last_import_id TEXT NOT NULL,
                      sex TEXT, site_id TEXT, anatomic_site TEXT, laterality TEXT, diagnosis TEXT,
                      PRIMARY KEY(source, source_id)) WITHOUT ROWID""");
            statement.execute("CREATE INDEX IF NOT EXISTS capture_of_participant ON capture(participant_key)");
            statement.execute("CREATE INDEX IF NOT EXISTS capture_of_lesion ON capture(lesion_id)");
            statement.execute("CREATE INDEX IF NOT EXISTS capture_of_import ON capture(import_id)");
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS lesion(
                      source TEXT NOT NULL, source_id TEXT NOT NULL, lesion_id TEXT NOT NULL,
                      participant_key TEXT NOT NULL, import_id TEXT NOT NULL, told INTEGER NOT NULL,
                      anatomic_site TEXT, laterality TEXT, diagnosis TEXT, diagnosis_id TEXT,
                      PRIMARY KEY(source, source_id)) WITHOUT ROWID""");
            statement.execute("CREATE INDEX IF NOT EXISTS lesion_of_import ON lesion(import_id)");
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS participant(
                      participant_key TEXT PRIMARY KEY, told INTEGER NOT NULL, sex TEXT, site_id TEXT) WITHOUT ROWID""");
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS discrepancy(
                      subject_id TEXT NOT NULL, field TEXT NOT NULL, discrepancy_id TEXT NOT NULL,
                      import_id TEXT NOT NULL, PRIMARY KEY(subject_id, field)) WITHOUT ROWID""");
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS correction(
                      import_id TEXT NOT NULL, capture_id TEXT NOT NULL,
                      PRIMARY KEY(import_id, capture_id)) WITHOUT ROWID""");
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS quarantine(
                      import_id TEXT NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL, code TEXT NOT NULL,
                      reason TEXT NOT NULL, source_id TEXT, PRIMARY KEY(import_id, file, line, code)) WITHOUT ROWID""");
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS happening(
                      source TEXT NOT NULL, source_id TEXT NOT NULL, happening_id TEXT NOT NULL,
                      acknowledged INTEGER NOT NULL, digest TEXT NOT NULL, import_id TEXT NOT NULL,
                      PRIMARY KEY(source, source_id)) WITHOUT ROWID""");
            statement.execute("CREATE INDEX IF NOT EXISTS happening_of_import ON happening(import_id)");
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS import(
                      import_id TEXT PRIMARY KEY, source TEXT NOT NULL, study_id TEXT NOT NULL, fingerprint TEXT NOT NULL,
                      state TEXT NOT NULL, started_at TEXT NOT NULL, ended_at TEXT, received INTEGER)""");
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS brought(
                      import_id TEXT NOT NULL, account TEXT NOT NULL, PRIMARY KEY(import_id, account)) WITHOUT ROWID""");
        }
    }
}
