package org.dermatrail.pseudonymization.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms.Kind;

class ScopingAnyIdTest {

    private static final ProjectPseudonyms PSEUDONYMS = withFreshKeys();

    @Provide
    Arbitrary<String> ids() {
        return Arbitraries.oneOf(
                Arbitraries.create(() -> java.util.UUID.randomUUID().toString()),
                Arbitraries.strings().withChars("0123456789abcdef").ofLength(64),
                Arbitraries.strings().withChars("0123456789abcdefABCDEF-").ofLength(36),
                Arbitraries.strings()
                        .withCharRange(' ', '\uD7FF')
                        .ofMinLength(1)
                        .ofMaxLength(80));
    }

    @Provide
    Arbitrary<String> projects() {
        return Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(20);
    }

    @Property
    void any_id_comes_back(@ForAll("projects") String project, @ForAll Kind kind, @ForAll("ids") String id) {
        assertThat(PSEUDONYMS.reveal(project, kind, PSEUDONYMS.scope(project, kind, id)))
                .contains(id);
    }

    @Property
    void two_projects_share_no_id(
            @ForAll("projects") String one,
            @ForAll("projects") String other,
            @ForAll Kind kind,
            @ForAll("ids") String id) {
        Assume.that(!one.equals(other));
        String scoped = PSEUDONYMS.scope(one, kind, id);
        assertThat(PSEUDONYMS.scope(other, kind, id)).isNotEqualTo(scoped);
        assertThat(PSEUDONYMS.reveal(other, kind, scoped)).isEmpty();
    }

    @Property
    void any_text_is_revealed_as_nothing(@ForAll String text) {
        assertThat(PSEUDONYMS.reveal("p", Kind.LESION, text)).isEmpty();
    }

    private static ProjectPseudonyms withFreshKeys() {
        try {
            Path folder = Files.createTempDirectory("project-keys");
            Path file = folder.resolve("project.keys");
            try {
                return new SivProjectPseudonyms(ProjectKeys.openOrCreate(file));
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
