package org.dermatrail.projections.sqlite;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dermatrail.projections.record.CaptureEntry;
import org.dermatrail.projections.record.CutEntry;
import org.dermatrail.projections.record.DiscrepancyEntry;
import org.dermatrail.projections.record.Entry;
import org.dermatrail.projections.record.LesionEntry;
import org.dermatrail.projections.record.ParticipantEntry;
import org.dermatrail.projections.record.SiteEntry;
import org.dermatrail.projections.record.StudyEntry;

/** The tables: a document for each entry, with what is looked up beside it. */
final class Schema {

    /** Number of this shape of the tables; another one in the file means that it is dropped and rebuilt. */
    private static final int TABLES_VERSION = 2;

    /** Number of the whole shape, of the tables and of the documents in them. */
    static final int VERSION = 31 * EntryShape.number() + TABLES_VERSION;

    static final List<String> TABLES =
            List.of("study", "site", "cut", "participant", "lesion", "capture", "image", "discrepancy", "mark");

    private static final Map<Class<? extends Entry>, String> TABLE_OF = Map.of(
            StudyEntry.class, "study",
            SiteEntry.class, "site",
            CutEntry.class, "cut",
            ParticipantEntry.class, "participant",
            LesionEntry.class, "lesion",
            CaptureEntry.class, "capture",
            DiscrepancyEntry.class, "discrepancy");

    private static final List<String> CREATE = List.of(
            "CREATE TABLE IF NOT EXISTS study(id TEXT PRIMARY KEY, doc BLOB NOT NULL)",
            "CREATE TABLE IF NOT EXISTS site(id TEXT PRIMARY KEY, doc BLOB NOT NULL)",
            "CREATE TABLE IF NOT EXISTS cut(id BLOB PRIMARY KEY, doc BLOB NOT NULL)",
            """
            CREATE TABLE IF NOT EXISTS participant(ordinal INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE,
              study TEXT NOT NULL, site TEXT NOT NULL, status TEXT NOT NULL, surrogate INTEGER NOT NULL,
              consented INTEGER NOT NULL, doc BLOB NOT NULL)""",
            "CREATE INDEX IF NOT EXISTS participant_of_study ON participant(study, id)",
            """
            CREATE TABLE IF NOT EXISTS lesion(ordinal INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE,
              participant BLOB NOT NULL, doc BLOB NOT NULL)""",
            "CREATE INDEX IF NOT EXISTS lesion_of_participant ON lesion(participant, id)",
            """
            CREATE TABLE IF NOT EXISTS capture(ordinal INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE,
              participant BLOB NOT NULL, site TEXT NOT NULL, withheld INTEGER NOT NULL, doc BLOB NOT NULL)""",
            "CREATE INDEX IF NOT EXISTS capture_of_participant ON capture(participant, withheld, site)",
            """
            CREATE TABLE IF NOT EXISTS image(digest INTEGER NOT NULL, capture INTEGER NOT NULL,
              PRIMARY KEY(digest, capture)) WITHOUT ROWID""",
            """
            CREATE TABLE IF NOT EXISTS discrepancy(id BLOB PRIMARY KEY, participant BLOB NOT NULL,
              study TEXT NOT NULL, site TEXT NOT NULL, open INTEGER NOT NULL, field TEXT NOT NULL, doc BLOB NOT NULL)""",
            "CREATE TABLE IF NOT EXISTS mark(name TEXT PRIMARY KEY, value INTEGER NOT NULL)");

    private Schema() {}

    static void create(Session session) {
        int found = session.listOnce("PRAGMA user_version", List.of(), row -> row.getInt(1))
                .getFirst();
        if (found != VERSION) {
            drop(session);
        }
        CREATE.forEach(session::run);
        session.run("PRAGMA user_version=" + VERSION);
    }

    static void drop(Session session) {
        TABLES.forEach(table -> session.run("DROP TABLE IF EXISTS " + table));
    }

    static String tableOf(Class<? extends Entry> kind) {
        return Objects.requireNonNull(TABLE_OF.get(kind), () -> "no table for " + kind);
    }

    /** Eight bytes of a digest to look pictures up by; the entry is asked whether it is really this one. */
    static long digestKey(String digest) {
        long key = 0;
        for (int i = 0; i < digest.length() && i < 16; i++) {
            key = (key << 4) | (Character.digit(digest.charAt(i), 16) & 0xF);
        }
        return key;
    }
}
