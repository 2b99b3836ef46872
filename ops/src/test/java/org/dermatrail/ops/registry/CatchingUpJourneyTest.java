package org.dermatrail.ops.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import org.dermatrail.ops.eventstore.kurrent.twin.KurrentTwin;
import org.dermatrail.ops.eventstore.kurrent.twin.SubscriptionFault;
import org.dermatrail.ops.operations.Arguments;
import org.dermatrail.ops.operations.Exit;
import org.dermatrail.ops.operations.Operations;
import org.dermatrail.ops.operations.Progress;
import org.dermatrail.ops.operations.Result;
import org.dermatrail.ops.serving.SampleStudy;
import org.dermatrail.projections.access.AccessFilter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry is opened whose read models lack what was stored: whoever asks waits or is told so, and no answer is short. */
class CatchingUpJourneyTest {

    @TempDir
    Path root;

    private Path everything = Path.of("");

    @BeforeEach
    void write() throws IOException {
        everything = Files.writeString(root.resolve("everything.json"), "{\"facets\": [\"diagnosis\"]}");
    }

    private static Result run(Registry registry, String operation, Map<String, Object> arguments) {
        return Operations.named(operation).run(registry, new Arguments(arguments), Progress.SILENT);
    }

    private Map<String, Object> counted(Registry registry) {
        var result = run(registry, "cohort", Map.of("criteria", everything.toString()));
        assertThat(result.exit()).as("%s", result.lines()).isEqualTo(Exit.DONE);
        return result.json();
    }

    /** Imports, says what is counted then, and loses the read models. */
    private Map<String, Object> importedAndLost(DataFolder folder) throws IOException {
        Map<String, Object> counted;
        try (var registry = Registry.open(folder)) {
            SampleStudy.importInto(registry);
            counted = counted(registry);
        }
        assertThat(counted).doesNotContainEntry("captures", 0L);
        try (var files = Files.walk(folder.readSide())) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        return counted;
    }

    @Test
    void the_first_question_is_answered_from_everything_that_was_stored() throws IOException {
        // Given
        var folder = new DataFolder(root.resolve("data"));
        var before = importedAndLost(folder);

        // When
        try (var registry = Registry.open(folder)) {
            var first = counted(registry);

            // Then
            assertThat(first).isEqualTo(before);
        }
    }

    @Test
    void while_events_do_not_come_questions_are_refused_and_commands_wait() throws IOException {
        try (var twin = KurrentTwin.start()) {
            // Given
            var folder = new DataFolder(Files.createDirectories(root.resolve("data")));
            Files.writeString(
                    folder.profile(), "profile=consortium\nevents.connection=" + twin.connectionString() + "\n");
            var before = importedAndLost(folder);
            twin.faults().onNextSubscription(SubscriptionFault.SILENT, 20);

            // When
            try (var registry = Registry.open(folder)) {
                var records = registry.questions().records();

                // Then
                assertThatThrownBy(() -> records.studies(AccessFilter.everything()))
                        .isInstanceOf(CatchingUp.class)
                        .hasMessageContaining("catch up");
                assertThatThrownBy(registry::askReadSide).isInstanceOf(CatchingUp.class);
                var status = run(registry, "status", Map.of());
                assertThat(status.json()).containsEntry("caughtUp", false).doesNotContainKey("studies");
                assertThat(status.lines()).anyMatch(line -> line.contains("catch up with the events"));

                // When
                twin.cutConnections();

                // Then
                assertThat(counted(registry)).isEqualTo(before);
                assertThat(records.studies(AccessFilter.everything())).isNotEmpty();
                assertThat(run(registry, "status", Map.of()).json()).containsEntry("caughtUp", true);
            }
        }
    }
}
