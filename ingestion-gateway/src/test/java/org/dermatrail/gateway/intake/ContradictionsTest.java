package org.dermatrail.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.dermatrail.domain.discrepancy.DisputedField;
import org.dermatrail.domain.discrepancy.SubjectKind;
import org.dermatrail.gateway.edge.KnownCapture;
import org.dermatrail.gateway.edge.KnownCapture.State;
import org.dermatrail.gateway.edge.SourceMap;
import org.dermatrail.gateway.edge.SourceMap.StatedColumn;
import org.dermatrail.gateway.edge.Stated;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContradictionsTest {

    @TempDir
    private Path folder = Path.of("");

    private final AtomicInteger ids = new AtomicInteger();
    private SourceMap map;
    private Contradictions contradictions;

    @BeforeEach
    void anEmptySourceMap() {
        map = SourceMap.open(folder.resolve("source-map.db"));
        contradictions = new Contradictions(map, this::nextId);
    }

    @AfterEach
    void close() {
        map.close();
    }

    private String nextId() {
        return "id-" + ids.incrementAndGet();
    }

    private void capture(String id, @Nullable String sex, @Nullable String place) {
        map.reserve(
                "source",
                id,
                new KnownCapture(
                        id,
                        "person",
                        "lesion",
                        null,
                        State.RESERVED,
                        "digest:",
                        "import",
                        new Stated(sex, null, place, null, null)));
    }

    @Test
    void a_blank_is_no_statement() {
        // Given
        capture("c1", "MALE", null);
        capture("c2", null, "BACK");

        // Then
        assertThat(contradictions.stated(StatedColumn.SEX, "person", "person")).isEqualTo(Map.of("MALE", "c1"));
        assertThat(contradictions.stated(StatedColumn.ANATOMIC_SITE, "person", "lesion"))
                .isEqualTo(Map.of("BACK", "c2"));
        assertThat(contradictions.stated(StatedColumn.LATERALITY, "person", "lesion"))
                .isEmpty();
    }

    @Test
    void every_different_value_is_kept_with_the_first_capture_that_states_it() {
        // Given
        capture("c1", "MALE", "BACK");
        capture("c2", "FEMALE", "BACK");
        capture("c3", "MALE", "BACK");

        // Then
        assertThat(contradictions.stated(StatedColumn.SEX, "person", "person"))
                .isEqualTo(Map.of("MALE", "c1", "FEMALE", "c2"));
        assertThat(contradictions.stated(StatedColumn.ANATOMIC_SITE, "person", "lesion"))
                .hasSize(1);
    }

    @Test
    void a_later_statement_extends_the_discrepancy_there_is() {
        // Given
        var values = Map.of("MALE", "c1", "FEMALE", "c2");

        // When
        var raised = contradictions.raise("person", DisputedField.SEX, "person", values, "import-1");
        var extended = contradictions.raise(
                "person", DisputedField.SEX, "person", Map.of("MALE", "c1", "FEMALE", "c2", "OTHER", "c3"), "import-2");

        // Then
        assertThat(extended.discrepancyId()).isEqualTo(raised.discrepancyId());
        assertThat(raised.statements()).extracting(each -> each.value()).containsExactly("MALE", "FEMALE");
        assertThat(extended.statements()).hasSize(3);
        assertThat(raised.subjectKind()).isEqualTo(SubjectKind.PARTICIPANT);
    }

    @Test
    void other_fields_and_other_subjects_have_discrepancies_of_their_own() {
        // When
        var sex = contradictions.raise("person", DisputedField.SEX, "person", Map.of("MALE", "c1"), "import");
        var place =
                contradictions.raise("person", DisputedField.ANATOMIC_SITE, "lesion", Map.of("BACK", "c1"), "import");
        var other = contradictions.raise(
                "person", DisputedField.ANATOMIC_SITE, "other-lesion", Map.of("BACK", "c1"), "import");

        // Then
        assertThat(new String[] {sex.discrepancyId(), place.discrepancyId(), other.discrepancyId()})
                .doesNotHaveDuplicates();
        assertThat(place.subjectKind()).isEqualTo(SubjectKind.LESION);
    }
}
