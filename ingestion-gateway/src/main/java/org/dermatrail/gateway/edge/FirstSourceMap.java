package org.dermatrail.gateway.edge;

import java.sql.SQLException;
import java.sql.Statement;

/** Brings a source map of the first shape, in which ids, digests and words were text in every row, to the present one. */
final class FirstSourceMap {

    private FirstSourceMap() {}

    /** Moves all captures and lesions; within the transaction of the caller. */
    static void renew(Statement statement) throws SQLException {
        statement.execute("ALTER TABLE capture RENAME TO first_capture");
        statement.execute("ALTER TABLE lesion RENAME TO first_lesion");
        // An index keeps its name when its table is renamed, and the new tables have indexes of the same names.
        for (var index :
                new String[] {"capture_of_participant", "capture_of_lesion", "capture_of_import", "lesion_of_import"}) {
            statement.execute("DROP INDEX IF EXISTS " + index);
        }
        for (var column : new String[] {
            "source", "import_id", "last_import_id", "sex", "site_id", "anatomic_site", "laterality", "diagnosis"
        }) {
            statement.execute(words("first_capture", column));
        }
        for (var column : new String[] {"source", "import_id", "anatomic_site", "laterality", "diagnosis"}) {
            statement.execute(words("first_lesion", column));
        }
        statement.execute(SourceMapSchema.CAPTURE);
        statement.execute(SourceMapSchema.LESION);
        // In the order of the registry's ids, which is that of their making, as rows of the present shape come to be.
        statement.execute(
                "INSERT INTO capture(source, source_id, capture_id, participant_key, lesion_id, diagnosis_id, state, digest,"
                        + " import, last_import, sex, site_id, anatomic_site, laterality, diagnosis) SELECT "
                        + String.join(
                                ", ",
                                word("source"),
                                "source_id",
                                id("capture_id"),
                                id("participant_key"),
                                id("lesion_id"),
                                id("diagnosis_id"),
                                "state",
                                digest(),
                                word("import_id"),
                                word("last_import_id"),
                                word("sex"),
                                word("site_id"),
                                word("anatomic_site"),
                                word("laterality"),
                                word("diagnosis"))
                        + " FROM first_capture ORDER BY capture_id");
        statement.execute(
                "INSERT INTO lesion(source, source_id, lesion_id, participant_key, import, told, anatomic_site,"
                        + " laterality, diagnosis, diagnosis_id) SELECT "
                        + String.join(
                                ", ",
                                word("source"),
                                "source_id",
                                id("lesion_id"),
                                id("participant_key"),
                                word("import_id"),
                                "told",
                                word("anatomic_site"),
                                word("laterality"),
                                word("diagnosis"),
                                id("diagnosis_id"))
                        + " FROM first_lesion ORDER BY lesion_id");
        statement.execute("DROP TABLE first_capture");
        statement.execute("DROP TABLE first_lesion");
    }

    private static String words(String table, String column) {
        return "INSERT OR IGNORE INTO word(text) SELECT DISTINCT " + column + " FROM " + table + " WHERE " + column
                + " IS NOT NULL";
    }

    private static String word(String column) {
        return "(SELECT number FROM word WHERE text=" + column + ")";
    }

    /** What {@link Packed#id} makes of an id: bytes where it is a UUID in small letters. */
    private static String id(String column) {
        return "CASE WHEN " + column + " GLOB '" + hex(8) + "-" + hex(4) + "-" + hex(4) + "-" + hex(4) + "-" + hex(12)
                + "' THEN unhex(" + column + ", '-') ELSE " + column + " END";
    }

    /** What {@link Packed#digest} makes of a digest without pictures or with one; others stay text, which it reads as well. */
    private static String digest() {
        return "CASE WHEN digest GLOB '" + hex(64) + ":' OR digest GLOB '" + hex(64) + ":" + hex(64)
                + "' THEN unhex(digest, ':') ELSE digest END";
    }

    private static String hex(int letters) {
        return "[0-9a-f]".repeat(letters);
    }
}
