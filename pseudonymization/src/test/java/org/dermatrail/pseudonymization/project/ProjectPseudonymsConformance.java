package org.dermatrail.pseudonymization.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms.Kind;
import org.junit.jupiter.api.Test;

/** What every {@link ProjectPseudonyms} must do. */
abstract class ProjectPseudonymsConformance {

    private static final List<String> IDS = List.of(
            "0199d2a4-6c1e-7a33-9f00-5a2b7c9d0e11",
            "0199D2A4-6C1E-7A33-9F00-5A2B7C9D0E11",
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "DISCREPANCY/sex/42",
            "皮肤",
            "a");

    /** The implementation under test; each call gives one that shares its keys with the others. */
    abstract ProjectPseudonyms pseudonyms();

    @Test
    void reveals_what_it_scoped() {
        for (Kind kind : Kind.values()) {
            for (String id : IDS) {
                String scoped = pseudonyms().scope("vitiligo", kind, id);
                assertThat(pseudonyms().reveal("vitiligo", kind, scoped)).contains(id);
            }
        }
    }

    @Test
    void scopes_the_same_id_the_same_way() {
        for (String id : IDS) {
            assertThat(pseudonyms().scope("vitiligo", Kind.LESION, id))
                    .isEqualTo(pseudonyms().scope("vitiligo", Kind.LESION, id));
        }
    }

    @Test
    void shows_an_id_differently_in_each_project_and_kind() {
        Set<String> seen = new HashSet<>();
        for (String id : IDS) {
            for (String project : List.of("vitiligo", "vitiligo2", "melanoma")) {
                for (Kind kind : Kind.values()) {
                    String scoped = pseudonyms().scope(project, kind, id);
                    assertThat(seen.add(scoped)).as(scoped).isTrue();
                    assertThat(scoped).isNotEqualTo(id);
                    // A single letter, even twice, stands in one of the many by chance.
                    if (id.length() > 1) {
                        assertThat(scoped).doesNotContain(id);
                    }
                }
            }
        }
    }

    @Test
    void reveals_nothing_to_another_project_or_under_another_kind() {
        for (String id : IDS) {
            String scoped = pseudonyms().scope("vitiligo", Kind.PARTICIPANT, id);
            assertThat(pseudonyms().reveal("melanoma", Kind.PARTICIPANT, scoped))
                    .isEmpty();
            assertThat(pseudonyms().reveal("vitiligo", Kind.LESION, scoped)).isEmpty();
        }
    }

    @Test
    void reveals_nothing_for_a_forged_id() {
        String scoped = pseudonyms().scope("vitiligo", Kind.CAPTURE, IDS.getFirst());
        byte[] bytes = Base64.getUrlDecoder().decode(scoped);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
            assertThat(pseudonyms().reveal("vitiligo", Kind.CAPTURE, forged)).isEmpty();
        }
        for (String forged :
                List.of("", "x", "%%%", scoped + "=", scoped + "AAAA", scoped.substring(4), IDS.getFirst())) {
            assertThat(pseudonyms().reveal("vitiligo", Kind.CAPTURE, forged))
                    .as(forged)
                    .isEmpty();
        }
    }

    @Test
    void uses_only_characters_that_a_url_may_hold() {
        for (String id : IDS) {
            assertThat(pseudonyms().scope("vitiligo", Kind.IMAGE, id)).matches("[A-Za-z0-9_-]+");
        }
    }
}
