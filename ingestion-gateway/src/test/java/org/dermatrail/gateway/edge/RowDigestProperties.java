package org.dermatrail.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dermatrail.connectors.SourceCapture;
import org.dermatrail.connectors.SourceCapture.StatedDiagnosis;
import org.dermatrail.connectors.SourceItem.Origin;
import org.dermatrail.domain.anatomy.AnatomicSite;
import org.dermatrail.domain.anatomy.Laterality;
import org.dermatrail.domain.capture.AcquisitionParameter;
import org.dermatrail.domain.capture.Modality;
import org.dermatrail.domain.capture.StatedFacts;
import org.dermatrail.domain.diagnosis.DiagnosisCode;
import org.dermatrail.domain.diagnosis.DiagnosisConfirmation;
import org.dermatrail.domain.participant.Sex;
import org.dermatrail.domain.site.SiteId;
import org.jspecify.annotations.Nullable;

/** Two rows have one digest exactly where they state the same, wherever in a file they stand. */
class RowDigestProperties {

    /** A row with the digests of its pictures. */
    record Row(SourceCapture capture, List<String> pictures) {

        String digest() {
            return RowDigest.of(capture, pictures);
        }

        /** Everything that is stated, without the place in the file and the picture paths. */
        List<Object> statements() {
            return List.of(
                    String.valueOf(capture.sourceLesionId()),
                    capture.sourceLesionId() == null,
                    String.valueOf(capture.sourceParticipantId()),
                    capture.sourceParticipantId() == null,
                    capture.facts(),
                    String.valueOf(capture.diagnosis()),
                    pictures);
        }
    }

    @Property(tries = 2000)
    void digests_are_equal_exactly_where_the_statements_are(@ForAll("rows") Row one, @ForAll("rows") Row other) {
        assertThat(one.digest().equals(other.digest()))
                .as("%s %s", one.statements(), other.statements())
                .isEqualTo(one.statements().equals(other.statements()));
    }

    /** Digests lie in source maps; were they to change, every row would look like a changed one. */
    @Example
    void a_digest_is_for_ever_what_it_was() {
        var facts = new StatedFacts(
                new SiteId("bench", "N"),
                Modality.DMS,
                null,
                12,
                44,
                Sex.FEMALE,
                AnatomicSite.BACK,
                Laterality.LEFT,
                List.of(new AcquisitionParameter("Vergrößerung", "20", null)));
        var diagnosis = new StatedDiagnosis(DiagnosisCode.BENIGN, DiagnosisConfirmation.HISTOPATHOLOGY);
        var row = new SourceCapture(new Origin("t.csv", 2), "C1", "L1", "P1", facts, diagnosis, List.of());

        assertThat(RowDigest.of(row, List.of("ab")))
                .isEqualTo("72ce1d97ba1acd6c0417f2af8ccc02fcec891f02ee082063d8f9d3a797e071ad");
    }

    @Property(tries = 200)
    void the_place_in_the_file_does_not_count(@ForAll("rows") Row row) {
        var capture = row.capture();
        var moved = new SourceCapture(
                new Origin("another.csv", 99),
                capture.sourceCaptureId(),
                capture.sourceLesionId(),
                capture.sourceParticipantId(),
                capture.facts(),
                capture.diagnosis(),
                capture.pictures());

        assertThat(RowDigest.of(moved, row.pictures())).isEqualTo(row.digest());
    }

    /** Few values and parts that could be taken for one another, so that equal and nearly equal rows are common. */
    @Provide
    Arbitrary<Row> rows() {
        Arbitrary<@Nullable String> words =
                Arbitraries.of("a", "ab", "b", "null", "").injectNull(0.3);
        var ages = Arbitraries.of(1, 11).injectNull(0.3);
        var parameter = Combinators.combine(Arbitraries.of("a", "ab"), Arbitraries.of("b", "1"))
                .as((name, value) -> new AcquisitionParameter(name, value, null));
        var facts = Combinators.combine(
                        ages,
                        ages,
                        Arbitraries.of(Sex.MALE, Sex.FEMALE).injectNull(0.5),
                        Arbitraries.of(AnatomicSite.BACK, AnatomicSite.FACE).injectNull(0.5),
                        parameter.list().ofMaxSize(2))
                .as((day, age, sex, place, parameters) -> new StatedFacts(
                        new SiteId("a-study", "A"), Modality.DMS, null, day, age, sex, place, null, parameters));
        var diagnosis = Arbitraries.of(DiagnosisCode.MEL, DiagnosisCode.NV)
                .map(code -> new StatedDiagnosis(code, DiagnosisConfirmation.CONSENSUS))
                .injectNull(0.5);
        return Combinators.combine(
                        words,
                        words,
                        facts,
                        diagnosis,
                        Arbitraries.of("a", "b", "ab").list().ofMaxSize(2))
                .as((lesion, participant, stated, found, pictures) -> new Row(
                        new SourceCapture(
                                new Origin("table.csv", 2), "C", lesion, participant, stated, found, List.of()),
                        pictures));
    }
}
