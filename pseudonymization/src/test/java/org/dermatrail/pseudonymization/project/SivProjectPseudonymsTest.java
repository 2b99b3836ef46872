package org.dermatrail.pseudonymization.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.UUID;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SivProjectPseudonymsTest extends ProjectPseudonymsConformance {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit before each test
    private Path folder;

    @Override
    ProjectPseudonyms pseudonyms() {
        return new SivProjectPseudonyms(ProjectKeys.openOrCreate(folder.resolve("project.keys")));
    }

    @Test
    void keeps_ids_short() {
        assertThat(pseudonyms().scope("p", Kind.LESION, UUID.randomUUID().toString()))
                .hasSize(44);
        assertThat(pseudonyms().scope("p", Kind.IMAGE, "ab".repeat(32))).hasSize(66);
    }

    @Test
    void is_another_with_other_keys() {
        // Given
        ProjectPseudonyms other = new SivProjectPseudonyms(ProjectKeys.openOrCreate(folder.resolve("other.keys")));
        String scoped = pseudonyms().scope("p", Kind.LESION, "x");

        // When, Then
        assertThat(other.reveal("p", Kind.LESION, scoped)).isEmpty();
        assertThat(other.scope("p", Kind.LESION, "x")).isNotEqualTo(scoped);
    }

    @Test
    void refuses_what_no_id_is() {
        ProjectPseudonyms pseudonyms = pseudonyms();
        assertThatThrownBy(() -> pseudonyms.scope("p", Kind.LESION, "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pseudonyms.scope("", Kind.LESION, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pseudonyms.scope("p", Kind.LESION, "x".repeat(1_025)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pseudonyms.scope("p", Kind.LESION, "\uD800"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(pseudonyms.reveal("p", Kind.LESION, "A".repeat(100_000))).isEmpty();
    }
}
