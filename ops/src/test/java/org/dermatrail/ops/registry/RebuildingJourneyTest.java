package org.dermatrail.ops.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.dermatrail.ops.serving.SampleStudy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RebuildingJourneyTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path root;

    @Test
    void a_rebuild_from_zero_gives_the_same_answers_and_leaves_one_generation() throws IOException {
        // Given
        var folder = new DataFolder(root);
        try (var registry = Registry.open(folder)) {
            SampleStudy.importInto(registry);
            assertThat(registry.awaitVisible(SOON)).isTrue();
            var live = registry.canonicalDigest();

            // When
            registry.rebuild((done, of) -> {});

            // Then
            assertThat(registry.canonicalDigest()).isEqualTo(live);
            assertThat(generations()).containsExactly("generation-2");
        }
    }

    @Test
    void what_a_rebuild_that_was_cut_off_left_behind_is_removed_at_the_next_start() throws IOException {
        // Given
        var folder = new DataFolder(root);
        String live;
        try (var registry = Registry.open(folder)) {
            SampleStudy.importInto(registry);
            assertThat(registry.awaitVisible(SOON)).isTrue();
            live = registry.canonicalDigest();
        }
        Files.createDirectories(folder.readSide().resolve("generation-2/cohort"));

        // When
        try (var registry = Registry.open(folder)) {
            // Then
            assertThat(registry.awaitVisible(SOON)).isTrue();
            assertThat(registry.canonicalDigest()).isEqualTo(live);
            assertThat(generations()).containsExactly("generation-1");
        }
    }

    @Test
    void entries_that_a_version_with_another_shape_wrote_are_built_anew_by_themselves()
            throws IOException, SQLException {
        // Given
        var folder = new DataFolder(root);
        String live;
        try (var registry = Registry.open(folder)) {
            SampleStudy.importInto(registry);
            assertThat(registry.awaitVisible(SOON)).isTrue();
            live = registry.canonicalDigest();
        }
        try (var file = DriverManager.getConnection(
                        "jdbc:sqlite:" + folder.readSide().resolve("generation-1/read.db"));
                var statement = file.createStatement()) {
            statement.execute("PRAGMA user_version=1");
        }

        // When
        try (var registry = Registry.open(folder)) {
            // Then
            assertThat(registry.awaitVisible(SOON)).isTrue();
            assertThat(registry.canonicalDigest()).isEqualTo(live);
        }
    }

    private java.util.List<String> generations() throws IOException {
        try (var found = Files.list(root.resolve("readside"))) {
            return found.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("generation-"))
                    .toList();
        }
    }
}
