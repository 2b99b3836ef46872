package org.dermatrail.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.dermatrail.gateway.edge.ImportLedger.Imported;
import org.dermatrail.gateway.edge.KnownCapture.State;
import org.dermatrail.gateway.edge.SourceMap.StatedColumn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A centre's source map that the version before wrote is read on: every id is given to the same source id as ever. */
class AnOlderSourceMapTest {

    private static final String CAPTURE = "0190b2a4-0000-7000-8000-000000000001";
    private static final String UNLINKED = "0190b2a4-0000-7000-8000-000000000002";
    private static final String LESION = "0190b2a4-0000-7000-8000-000000000003";
    private static final String PERSON = "0190b2a4-0000-7000-8000-000000000004";
    private static final String DIAGNOSIS = "0190b2a4-0000-7000-8000-000000000005";
    private static final String IMPORT = "0190b2a4-0000-7000-8000-000000000006";
    private static final String DIGEST = "0123456789abcdef".repeat(4);

    private static final String[] AS_WRITTEN_BEFORE = {
        """
        CREATE TABLE capture(
          source TEXT NOT NULL, source_id TEXT NOT NULL, capture_id TEXT NOT NULL,
          participant_key TEXT NOT NULL, lesion_id TEXT, diagnosis_id TEXT,
          state TEXT NOT NULL, digest TEXT NOT NULL, import_id TEXT NOT NULL, last_import_id TEXT NOT NULL,
          sex TEXT, site_id TEXT, anatomic_site TEXT, laterality TEXT, diagnosis TEXT,
          PRIMARY KEY(source, source_id)) WITHOUT ROWID""",
        "CREATE INDEX capture_of_participant ON capture(participant_key)",
        "CREATE INDEX capture_of_lesion ON capture(lesion_id)",
        "CREATE INDEX capture_of_import ON capture(import_id)",
        """
        CREATE TABLE lesion(
          source TEXT NOT NULL, source_id TEXT NOT NULL, lesion_id TEXT NOT NULL,
          participant_key TEXT NOT NULL, import_id TEXT NOT NULL, told INTEGER NOT NULL,
          anatomic_site TEXT, laterality TEXT, diagnosis TEXT, diagnosis_id TEXT,
          PRIMARY KEY(source, source_id)) WITHOUT ROWID""",
        "CREATE INDEX lesion_of_import ON lesion(import_id)",
        """
        CREATE TABLE participant(
          participant_key TEXT PRIMARY KEY, told INTEGER NOT NULL, sex TEXT, site_id TEXT) WITHOUT ROWID""",
        "INSERT INTO capture VALUES('ward', 'C1', '" + CAPTURE + "', '" + PERSON + "', '" + LESION
                + "', NULL, 'RECORDED', '" + DIGEST + ":" + DIGEST + "+" + DIGEST + "', '" + IMPORT + "', '" + IMPORT
                + "', 'MALE', 'derma/N', 'BACK', 'LEFT', 'NV/FOLLOW_UP')",
        "INSERT INTO capture VALUES('ward', 'C2', '" + UNLINKED + "', '" + PERSON + "', NULL, '" + DIAGNOSIS
                + "', 'RESERVED', '" + DIGEST + ":', '" + IMPORT
                + "', 'by-hand', NULL, NULL, NULL, NULL, 'NV/FOLLOW_UP')",
        "INSERT INTO lesion VALUES('ward', 'L1', '" + LESION + "', '" + PERSON + "', '" + IMPORT
                + "', 1, 'BACK', 'LEFT', 'NV/FOLLOW_UP', '" + DIAGNOSIS + "')",
        "INSERT INTO participant VALUES('" + PERSON + "', 1, 'MALE', 'derma/N')",
    };

    @TempDir
    Path folder;

    private Path written(String... statements) throws SQLException {
        var file = folder.resolve("source-map.db");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
        return file;
    }

    @Test
    void is_read_on_as_it_was() throws SQLException {
        // Given
        var file = written(AS_WRITTEN_BEFORE);

        // When it is opened twice, the second time in the present shape
        for (int time = 0; time < 2; time++) {
            try (var map = SourceMap.open(file)) {
                // Then
                assertThat(map.capture("ward", "C1"))
                        .isEqualTo(new KnownCapture(
                                CAPTURE,
                                PERSON,
                                LESION,
                                null,
                                State.RECORDED,
                                DIGEST + ":" + DIGEST + "+" + DIGEST,
                                IMPORT,
                                new Stated("MALE", "derma/N", "BACK", "LEFT", "NV/FOLLOW_UP")));
                assertThat(map.capture("ward", "C2"))
                        .isEqualTo(new KnownCapture(
                                UNLINKED,
                                PERSON,
                                null,
                                DIAGNOSIS,
                                State.RESERVED,
                                DIGEST + ":",
                                "by-hand",
                                new Stated(null, null, null, null, "NV/FOLLOW_UP")));
                assertThat(map.capture("another", "C1")).isNull();
                assertThat(map.lesion("ward", "L1"))
                        .isEqualTo(new KnownLesion(LESION, PERSON, true, "BACK", "LEFT", "NV/FOLLOW_UP", DIAGNOSIS));
                assertThat(map.participant(PERSON)).isEqualTo(new KnownParticipant(true, "MALE", "derma/N"));
                assertThat(map.statements(StatedColumn.DIAGNOSIS, PERSON, LESION))
                        .isEqualTo(Map.of("NV/FOLLOW_UP", CAPTURE));
                assertThat(map.lesionsNamed("ward:L1")).isEqualTo(Map.of("ward:L1", LESION));
                var ledger = new ImportLedger(map);
                assertThat(ledger.tally(IMPORT).recorded()).isEqualTo(1);
                assertThat(ledger.tally(IMPORT).lesions()).isEqualTo(1);
                assertThat(ledger.captures(IMPORT, State.RECORDED, 10)).isEqualTo(List.of(new Imported("C1", CAPTURE)));
            }
        }
    }

    @Test
    void is_written_on() throws SQLException {
        // Given
        var file = written(AS_WRITTEN_BEFORE);

        // When
        try (var map = SourceMap.open(file)) {
            map.acknowledge("ward", List.of("C2"));
            map.adopt("ward", "C1", "later");
            map.commit();
        }

        // Then
        try (var map = SourceMap.open(file)) {
            var ledger = new ImportLedger(map);
            assertThat(ledger.captures(IMPORT, State.RECORDED, 10)).isEqualTo(List.of(new Imported("C2", UNLINKED)));
            assertThat(ledger.captures("later", State.RECORDED, 10)).isEqualTo(List.of(new Imported("C1", CAPTURE)));
        }
    }

    @Test
    void that_a_newer_version_wrote_is_left_alone() throws SQLException {
        // Given
        var file = written("PRAGMA user_version=99");

        // Then
        assertThatThrownBy(() -> SourceMap.open(file)).isInstanceOf(EdgeFailure.class);
    }
}
