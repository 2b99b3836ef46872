package org.dermatrail.ops.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.dermatrail.ops.eventstore.kurrent.twin.KurrentTwin;
import org.dermatrail.ops.operations.Exit;
import org.dermatrail.ops.registry.DataFolder;
import org.dermatrail.ops.registry.FolderLock;
import org.dermatrail.ops.registry.Registry;
import org.dermatrail.ops.serving.SampleStudy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry moves to a server and back, by the command line. */
class CopyingEventsJourneyTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path root = Path.of("");

    private static Desk.Ran copied(Object from, Object to) {
        return Desk.run("events", "copy", "--json", "--from", from.toString(), "--to", to.toString());
    }

    private static String answersOf(Path folder, boolean withStudy) throws IOException {
        try (var registry = Registry.open(new DataFolder(folder))) {
            if (withStudy) {
                SampleStudy.importInto(registry);
            }
            assertThat(registry.awaitVisible(SOON)).isTrue();
            return registry.canonicalDigest();
        }
    }

    @Test
    void answers_are_the_same_after_a_copy_to_a_server_and_back() throws IOException {
        // Given
        var before = root.resolve("before");
        var after = root.resolve("after");
        var answers = answersOf(before, true);
        try (var twin = KurrentTwin.start()) {
            // When
            var there = copied(before, twin.connectionString());
            var again = copied(before, twin.connectionString());
            var back = copied(twin.connectionString(), after);

            // Then
            assertThat(there.exit()).as(there.err()).isZero();
            assertThat(there.json().path("copied").asLong()).isPositive();
            assertThat(again.json().path("copied").asLong()).isZero();
            assertThat(back.exit()).as(back.err()).isZero();
            for (var later : List.of(again, back)) {
                assertThat(later.json().path("digest")).isEqualTo(there.json().path("digest"));
            }
            assertThat(answersOf(after, false)).isEqualTo(answers);
        }
    }

    @Test
    void a_place_that_holds_other_events_is_refused_and_left_alone() throws IOException {
        // Given
        var one = root.resolve("one");
        var other = root.resolve("other");
        assertThat(answersOf(one, true)).isNotEqualTo(answersOf(other, true));

        // When
        var printed = copied(one, other);

        // Then
        assertThat(printed.exit()).isEqualTo(Exit.REFUSED.status());
        assertThat(printed.json().path("error").asString()).isEqualTo("NOT_THE_BEGINNING");
    }

    @Test
    void a_data_folder_in_use_a_variable_that_is_not_set_and_no_word_at_all_are_told_apart() throws IOException {
        // Given
        var used = root.resolve("used");
        try (var lock = FolderLock.take(new DataFolder(used)).orElseThrow()) {
            assertThat(lock).isNotNull();

            // Then
            assertThat(copied(used, root.resolve("free")).json().path("error").asString())
                    .isEqualTo("FOLDER_IN_USE");
        }
        var unset = copied(used, "env:DERMATRAIL_NO_SUCH_VARIABLE");
        assertThat(unset.exit()).isEqualTo(Exit.USAGE.status());
        assertThat(unset.err()).contains("DERMATRAIL_NO_SUCH_VARIABLE");
        assertThat(Desk.run("events").exit()).isEqualTo(Exit.USAGE.status());
    }
}
