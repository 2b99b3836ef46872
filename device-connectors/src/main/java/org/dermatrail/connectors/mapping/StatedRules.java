package org.dermatrail.connectors.mapping;

import java.util.List;
import org.dermatrail.domain.anatomy.AnatomicSite;
import org.dermatrail.domain.anatomy.Laterality;
import org.dermatrail.domain.capture.Modality;
import org.dermatrail.domain.diagnosis.DiagnosisCode;
import org.dermatrail.domain.diagnosis.DiagnosisConfirmation;
import org.dermatrail.domain.participant.Sex;
import org.jspecify.annotations.Nullable;

/**
 * Rules for everything that is stated with a capture; {@code null} where the source does not state it.
 *
 * @param site code of the centre
 * @param siteWhereBlank code of the centre where the cell is blank or the row is in no side table
 * @param modality kind of imaging
 * @param ageYears age in completed years
 * @param sex sex
 * @param anatomicSite place on the body
 * @param laterality side of the body
 * @param day day relative to the participant's baseline
 * @param diagnosis what the lesion was found to be
 * @param confirmation how that is known
 * @param parameters columns kept as acquisition parameters
 */
public record StatedRules(
        FieldRule<String> site,
        String siteWhereBlank,
        FieldRule<Imaging> modality,
        @Nullable ColumnRef ageYears,
        @Nullable FieldRule<Sex> sex,
        @Nullable FieldRule<AnatomicSite> anatomicSite,
        @Nullable FieldRule<Laterality> laterality,
        @Nullable ColumnRef day,
        @Nullable FieldRule<DiagnosisCode> diagnosis,
        @Nullable FieldRule<DiagnosisConfirmation> confirmation,
        List<ParameterRule> parameters) {

    /**
     * A modality and, where the source knows it, its finer kind.
     *
     * @param modality DICOM modality
     * @param technique finer kind, for instance {@code CLOSE_UP}, or {@code null}
     */
    public record Imaging(Modality modality, @Nullable String technique) {}

    /**
     * A column kept as an acquisition parameter.
     *
     * @param name name of the parameter
     * @param at the column
     * @param unit UCUM unit, or {@code null}
     */
    public record ParameterRule(
            String name, ColumnRef at, @Nullable String unit) {}
}
