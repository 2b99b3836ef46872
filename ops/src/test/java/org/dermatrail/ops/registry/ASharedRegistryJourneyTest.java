package org.dermatrail.ops.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.dermatrail.ops.eventstore.kurrent.twin.KurrentTwin;
import org.dermatrail.ops.operations.Arguments;
import org.dermatrail.ops.operations.Exit;
import org.dermatrail.ops.operations.Operations;
import org.dermatrail.ops.operations.Progress;
import org.dermatrail.ops.operations.Result;
import org.dermatrail.ops.serving.SampleStudy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry whose events are on a server: what the commands do stays the same. */
class ASharedRegistryJourneyTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path root;

    private static Result done(Registry registry, String operation) {
        var result = Operations.named(operation).run(registry, new Arguments(Map.of()), Progress.SILENT);
        assertThat(result.exit()).as("%s", result.lines()).isEqualTo(Exit.DONE);
        return result;
    }

    private DataFolder folder(String profile) throws IOException {
        var folder = new DataFolder(root);
        Files.writeString(folder.profile(), profile);
        return folder;
    }

    @Test
    void imports_answers_checks_and_rebuilds_as_an_embedded_one_does() throws IOException {
        try (var twin = KurrentTwin.start()) {
            var folder = folder("profile=consortium\nevents.connection=" + twin.connectionString() + "\n");
            String live;
            try (var registry = Registry.open(folder)) {
                // Given
                SampleStudy.importInto(registry);
                assertThat(registry.awaitVisible(SOON)).isTrue();
                live = registry.canonicalDigest();
                twin.cutConnections();

                // Then
                assertThat(Files.exists(folder.events())).isFalse();
                assertThat(done(registry, "status").json())
                        .doesNotContainKey("events")
                        .containsEntry("position", registry.events().lastPosition())
                        .containsEntry("visible", registry.events().lastPosition());
                assertThat(done(registry, "verify").json()).containsEntry("damage", List.of());
            }
            twin.restart();
            try (var registry = Registry.open(folder)) {
                assertThat(registry.awaitVisible(SOON)).isTrue();
                assertThat(registry.canonicalDigest()).isEqualTo(live);
                assertThat(done(registry, "rebuild").json()).containsEntry("answersDigest", live);
            }
        }
    }

    @Test
    void a_profile_that_cannot_be_meant_stops_the_start_by_name() throws IOException {
        for (var wrong : Map.of(
                        "profile=consortium\nevents.conection=kurrentdb://there", "'events.conection' is no setting",
                        "profile=cluster", "not 'cluster'",
                        "profile=consortium", "readside.connection.from",
                        "events.connection=kurrentdb://there", "the profile is 'embedded'",
                        "profile=consortium\nevents.connection=esdb://a\nevents.connection.from=A", "not both",
                        "profile=consortium\nevents.connection.from=NO_SUCH_VARIABLE", "'NO_SUCH_VARIABLE'",
                        "profile=consortium\nevents.connection=http://admin:secret@there", "must begin with")
                .entrySet()) {
            var folder = folder(wrong.getKey());
            assertThatThrownBy(() -> Registry.open(folder))
                    .isInstanceOf(FolderUnusable.class)
                    .hasMessageContaining(wrong.getValue())
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void a_connection_string_may_come_from_the_environment() throws IOException {
        var folder = folder("profile = consortium\nevents.connection.from = EVENTS\n");

        assertThat(Profile.of(folder, Map.of("EVENTS", "esdb://there?tls=true")))
                .extracting(Profile::events)
                .isInstanceOfSatisfying(
                        Profile.Events.Kurrent.class,
                        events -> assertThat(events.server().connectionString()).isEqualTo("esdb://there?tls=true"));
        Files.delete(folder.profile());
        assertThat(Profile.of(folder, Map.of())).isEqualTo(Profile.EMBEDDED);
    }
}
