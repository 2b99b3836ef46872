package org.dermatrail.ops.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.dermatrail.domain.study.StudyCommand.OpenStudy;
import org.dermatrail.ops.eventstore.EventCopy;
import org.dermatrail.ops.eventstore.kurrent.twin.KurrentTwin;
import org.dermatrail.projections.access.AccessFilter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was built from one log is never told of another; nobody has to delete anything. */
class AReadSideOfAnotherLogTest {

    private static final Duration SOON = Duration.ofMinutes(1);

    @TempDir
    Path root = Path.of("");

    /** Where read models lie. */
    enum Kept {
        EMBEDDED,
        IN_A_CLUSTER;

        String profile(String events) {
            var readSide = this == EMBEDDED ? "" : AReadSideInAClusterJourneyTest.readSide();
            var all = readSide.isEmpty() && !events.isEmpty() ? "profile=consortium\n" : readSide;
            return all + events;
        }
    }

    private DataFolder folder(Kept kept, String events) throws IOException {
        var folder = new DataFolder(root);
        Files.writeString(folder.profile(), kept.profile(events));
        return folder;
    }

    private static void opens(DataFolder folder, String... studies) {
        try (var registry = Registry.open(folder)) {
            for (var study : studies) {
                assertThat(registry.send(new OpenStudy(study, "Study " + study)).accepted())
                        .isTrue();
            }
            assertThat(registry.awaitVisible(SOON)).isTrue();
        }
    }

    private static List<String> told(DataFolder folder) {
        try (var registry = Registry.open(folder)) {
            assertThat(registry.awaitVisible(SOON)).isTrue();
            return registry.questions().records().studies(AccessFilter.everything()).stream()
                    .map(study -> study.studyId())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource(Kept.class)
    void nothing_is_told_of_events_that_lay_in_the_folder_before(Kept kept) throws IOException {
        // Given
        var folder = folder(kept, "");
        opens(folder, "one", "two");

        // When
        for (var end : List.of("", "-wal", "-shm")) {
            var deleted = Files.deleteIfExists(folder.events().resolveSibling("events.db" + end));
            assertThat(deleted || !end.isEmpty()).isTrue();
        }
        opens(folder, "three");

        // Then
        assertThat(told(folder)).containsExactly("three");
    }

    @ParameterizedTest
    @EnumSource(Kept.class)
    void what_a_copy_that_was_put_back_does_not_hold_is_told_no_more(Kept kept) throws IOException {
        // Given
        var folder = folder(kept, "");
        opens(folder, "one");
        var copy = Files.copy(folder.events(), root.resolve("yesterday.db"));
        opens(folder, "two", "three");
        assertThat(told(folder)).containsExactly("one", "three", "two");

        // When
        Files.copy(copy, folder.events(), StandardCopyOption.REPLACE_EXISTING);

        // Then
        assertThat(told(folder)).containsExactly("one");
    }

    @ParameterizedTest
    @EnumSource(Kept.class)
    void events_that_were_moved_to_a_server_are_read_anew_from_there(Kept kept) throws IOException {
        // Given
        opens(folder(kept, ""), "one", "two");
        try (var twin = KurrentTwin.start()) {
            twin.writeSystemEvents(40);
            try (var from = EventPlace.open(root.toString(), Map.of());
                    var to = EventPlace.open(twin.connectionString(), Map.of())) {
                assertThat(new EventCopy(from.log(), to.log()).run(any -> true)).isInstanceOf(EventCopy.Ended.class);
            }

            // When
            var moved = folder(kept, "events.connection=" + twin.connectionString() + "\n");
            opens(moved, "three");

            // Then
            assertThat(told(moved)).containsExactly("one", "three", "two");
        }
        opens(folder(kept, ""), "four");
        assertThat(told(new DataFolder(root))).containsExactly("four", "one", "two");
    }
}
