package org.dermatrail.connectors.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.dermatrail.connectors.Connector;
import org.dermatrail.connectors.ConnectorConformance;
import org.dermatrail.connectors.Connectors;
import org.dermatrail.connectors.SourceCapture;
import org.dermatrail.domain.lesion.Extent;
import org.dermatrail.domain.participant.ConsentBasis;
import org.dermatrail.domain.participant.Identification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticConnectorTest extends ConnectorConformance {

    @TempDir
    private Path own = Path.of("");

    @Override
    protected Connector connector() {
        return new SyntheticConnector();
    }

    @Override
    protected Example writeExample(Path folder) {
        var study = Studies.write(folder.resolve("study"), Studies.of(3, 120));
        var rows = Studies.rows(study.folder().resolve("captures.csv")).stream()
                .map(row -> row.split(",", -1))
                .toList();
        return new Example(
                Studies.request(study.folder()),
                rows.stream()
                        .filter(cells -> !cells[8].equals("n/a"))
                        .map(cells -> cells[0])
                        .toList(),
                rows.stream()
                        .filter(cells -> cells[8].equals("n/a"))
                        .map(cells -> "AGE_UNUSABLE")
                        .toList(),
                Studies.rows(study.folder().resolve("course.csv")).stream()
                        .map(row -> row.split(",", -1)[0])
                        .toList());
    }

    @Test
    void is_among_the_connectors_there_are() {
        assertThat(Connectors.all()).extracting(Connector::name).contains("synthetic");
    }

    @Test
    void says_everywhere_that_the_study_is_synthetic_and_names_its_participants() throws Exception {
        // Given
        var study = Studies.write(own.resolve("study"), Studies.of(3, 2));
        // When
        try (var source = connector().open(Studies.request(study.folder()))) {
            var described = source.description();
            // Then
            assertThat(described.studyTitle()).contains("(synthetic)");
            assertThat(described.consent().basis()).isEqualTo(ConsentBasis.SYNTHETIC);
            assertThat(described.identification()).isEqualTo(Identification.GIVEN);
            assertThat(described.siteNames().values()).isNotEmpty().allSatisfy(name -> assertThat(name)
                    .contains("(synthetic)"));
        }
    }

    @Test
    void tells_spots_areas_and_diseases_of_much_of_the_body_apart() {
        // Given
        var study = Studies.write(own.resolve("study"), Studies.of(3, 120));
        // When
        var extents = Studies.read(study.folder()).stream()
                .filter(SourceCapture.class::isInstance)
                .map(item -> ((SourceCapture) item).extent())
                .distinct()
                .toList();
        // Then
        assertThat(extents).containsExactlyInAnyOrder(Extent.FOCAL, Extent.REGIONAL, Extent.GENERALISED);
    }

    @Test
    void a_picture_belongs_to_its_row() {
        // Given
        var study = Studies.write(own.resolve("study"), Studies.withPictures(3, 1));
        // When
        var captures = Studies.read(study.folder()).stream()
                .filter(SourceCapture.class::isInstance)
                .map(SourceCapture.class::cast)
                .toList();
        // Then
        assertThat(captures).isNotEmpty().allSatisfy(capture -> assertThat(capture.pictures())
                .isEqualTo(List.of(study.folder().resolve("pictures").resolve(capture.sourceCaptureId() + ".png"))));
    }
}
