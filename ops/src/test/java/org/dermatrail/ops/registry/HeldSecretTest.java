package org.dermatrail.ops.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets by reference, as container engines hand them over. */
class HeldSecretTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_variable_holds_a_secret_or_names_the_file_that_does() throws IOException {
        var file = Files.writeString(folder.resolve("events"), "kurrentdb://admin:secret@there\n");

        assertThat(HeldSecret.of("EVENTS", Map.of("EVENTS", " itself "))).isEqualTo("itself");
        assertThat(HeldSecret.of("EVENTS", Map.of("EVENTS_FILE", file.toString())))
                .isEqualTo("kurrentdb://admin:secret@there");
        assertThat(HeldSecret.of("EVENTS", Map.of("OTHER", "secret"))).isNull();
    }

    @Test
    void a_profile_takes_its_connection_string_from_such_a_file() throws IOException {
        var file = Files.writeString(folder.resolve("events"), "esdb://admin:secret@there?tls=true\n");
        var data = new DataFolder(folder);
        Files.writeString(data.profile(), "profile = consortium\nevents.connection.from = EVENTS\n");

        var profile = Profile.of(data, Map.of("EVENTS_FILE", file.toString()));

        assertThat(profile).isNotEqualTo(Profile.of(data, Map.of("EVENTS", "esdb://elsewhere")));
        assertThat(profile.toString()).doesNotContain("secret");
    }

    @Test
    void what_cannot_be_meant_is_said_by_name_and_without_the_secret() throws IOException {
        var empty = Files.writeString(folder.resolve("empty"), "\n").toString();
        var missing = folder.resolve("missing").toString();

        assertThatThrownBy(() -> HeldSecret.of("EVENTS", Map.of("EVENTS", "secret", "EVENTS_FILE", empty)))
                .hasMessageContaining("both EVENTS and EVENTS_FILE")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> HeldSecret.of("EVENTS", Map.of("EVENTS_FILE", missing)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("EVENTS_FILE")
                .hasMessageContaining(missing);
        assertThatThrownBy(() -> HeldSecret.of("EVENTS", Map.of("EVENTS_FILE", empty)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is empty");
    }
}
