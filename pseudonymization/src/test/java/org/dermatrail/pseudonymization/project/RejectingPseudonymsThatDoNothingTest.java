package org.dermatrail.pseudonymization.project;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms;
import org.junit.jupiter.api.Test;

/** The conformance suite bites: neither an implementation that does nothing nor one that knows nothing passes. */
class RejectingPseudonymsThatDoNothingTest {

    @Test
    void rejects_one_that_passes_ids_through() {
        // Given
        ProjectPseudonymsConformance suite = suite(new ProjectPseudonyms() {
            @Override
            public String scope(String project, Kind kind, String id) {
                return id;
            }

            @Override
            public Optional<String> reveal(String project, Kind kind, String scopedId) {
                return Optional.of(scopedId);
            }
        });

        // When, Then
        assertThatThrownBy(suite::shows_an_id_differently_in_each_project_and_kind)
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(suite::reveals_nothing_to_another_project_or_under_another_kind)
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(suite::reveals_nothing_for_a_forged_id).isInstanceOf(Throwable.class);
        assertThatThrownBy(suite::uses_only_characters_that_a_url_may_hold).isInstanceOf(AssertionError.class);
    }

    @Test
    void rejects_one_that_reveals_nothing() {
        // Given
        ProjectPseudonymsConformance suite = suite(new ProjectPseudonyms() {
            @Override
            public String scope(String project, Kind kind, String id) {
                return "-";
            }

            @Override
            public Optional<String> reveal(String project, Kind kind, String scopedId) {
                return Optional.empty();
            }
        });

        // When, Then
        assertThatThrownBy(suite::reveals_what_it_scoped).isInstanceOf(AssertionError.class);
        assertThatThrownBy(suite::shows_an_id_differently_in_each_project_and_kind)
                .isInstanceOf(AssertionError.class);
    }

    private static ProjectPseudonymsConformance suite(ProjectPseudonyms pseudonyms) {
        return new ProjectPseudonymsConformance() {
            @Override
            ProjectPseudonyms pseudonyms() {
                return pseudonyms;
            }
        };
    }
}
