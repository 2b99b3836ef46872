package org.dermatrail.connectors.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dermatrail.connectors.SourceCapture;
import org.dermatrail.connectors.SourceCapture.StatedDiagnosis;
import org.dermatrail.connectors.SourceItem.Origin;
import org.dermatrail.connectors.mapping.StatedRules.Imaging;
import org.dermatrail.connectors.mapping.TableMapping;
import org.dermatrail.domain.anatomy.AnatomicSite;
import org.dermatrail.domain.anatomy.Laterality;
import org.dermatrail.domain.capture.AcquisitionParameter;
import org.dermatrail.domain.capture.StatedFacts;
import org.dermatrail.domain.diagnosis.DiagnosisCode;
import org.dermatrail.domain.diagnosis.DiagnosisConfirmation;
import org.dermatrail.domain.participant.Sex;
import org.dermatrail.domain.site.SiteId;
import org.jspecify.annotations.Nullable;

/** Turns a well-formed row into a capture, by a mapping whose columns were found. Used by one thread. */
final class RowMapper {

    private record Parameter(
            String name, Cells.Place place, @Nullable String unit) {}

    private final String studyId;
    private final String siteWhereBlank;
    private final JoinedTables tables;
    private final IdReading captureId;
    private final @Nullable IdReading lesionId;
    private final @Nullable IdReading participantId;
    private final WordReading<String> site;
    private final WordReading<Imaging> modality;
    private final NumberReading ageYears;
    private final NumberReading day;
    private final WordReading<Sex> sex;
    private final WordReading<AnatomicSite> anatomicSite;
    private final WordReading<Laterality> laterality;
    private final WordReading<DiagnosisCode> diagnosis;
    private final WordReading<DiagnosisConfirmation> confirmation;
    private final List<Parameter> parameters;
    private final PictureFolder pictures;

    /** Finds the mapping's columns; what cannot be found is a {@link org.dermatrail.connectors.SourceFault}. */
    RowMapper(TableMapping mapping, JoinedTables tables, @Nullable Path pictureFolder) {
        var ids = mapping.ids();
        var stated = mapping.stated();
        this.studyId = mapping.source().studyId();
        this.siteWhereBlank = stated.siteWhereBlank();
        this.tables = tables;
        this.captureId = IdReading.by(ids.capture(), "captureId", tables);
        this.lesionId = ids.lesion() == null ? null : IdReading.by(ids.lesion(), "lesionId", tables);
        this.participantId =
                ids.participant() == null ? null : IdReading.by(ids.participant(), "participant.given", tables);
        this.site = WordReading.by(stated.site(), tables);
        this.modality = WordReading.by(stated.modality(), tables);
        this.ageYears = NumberReading.ageYears(stated.ageYears(), tables);
        this.day = NumberReading.day(stated.day(), tables);
        this.sex = WordReading.by(stated.sex(), tables);
        this.anatomicSite = WordReading.by(stated.anatomicSite(), tables);
        this.laterality = WordReading.by(stated.laterality(), tables);
        this.diagnosis = WordReading.by(stated.diagnosis(), tables);
        this.confirmation = WordReading.by(stated.confirmation(), tables);
        this.parameters = stated.parameters().stream()
                .map(rule -> new Parameter(rule.name(), tables.place(rule.at()), rule.unit()))
                .toList();
        this.pictures = PictureFolder.open(pictureFolder, mapping.pictureFiles(), captureId, tables);
    }

    /** The source's id of the row's capture. */
    String captureIdOf(List<String> row) throws RowFlaw {
        String id = captureId.of(row);
        if (id == null) {
            throw new RowFlaw(
                    "CAPTURE_ID_BLANK",
                    "%s is blank, so the capture has no id; fill it.".formatted(captureId.inWords()));
        }
        return id;
    }

    /** The row's capture. */
    SourceCapture capture(Origin origin, String sourceCaptureId, List<String> row) throws RowFlaw {
        Cells cells = tables.join(row);
        return new SourceCapture(
                origin,
                sourceCaptureId,
                lesionId == null ? null : lesionId.of(row),
                participantIdOf(row),
                facts(cells),
                diagnosisOf(cells),
                pictures.picturesOf(sourceCaptureId, row));
    }

    private @Nullable String participantIdOf(List<String> row) throws RowFlaw {
        if (participantId == null) {
            return null;
        }
        String id = participantId.of(row);
        if (id == null) {
            throw new RowFlaw(
                    "PARTICIPANT_ID_BLANK",
                    "%s is blank, so the row does not say whose capture it is; fill it."
                            .formatted(participantId.inWords()));
        }
        return id;
    }

    private StatedFacts facts(Cells cells) throws RowFlaw {
        Imaging imaging = modality.of(cells);
        if (imaging == null) {
            throw new RowFlaw(
                    "MODALITY_BLANK", "the row does not say by which kind of imaging it was taken; fill the column.");
        }
        String siteCode = site.of(cells);
        return new StatedFacts(
                new SiteId(studyId, siteCode == null ? siteWhereBlank : siteCode),
                imaging.modality(),
                imaging.technique(),
                day.of(cells),
                ageYears.of(cells),
                sex.of(cells),
                anatomicSite.of(cells),
                laterality.of(cells),
                parametersOf(cells));
    }

    private @Nullable StatedDiagnosis diagnosisOf(Cells cells) throws RowFlaw {
        DiagnosisCode code = diagnosis.of(cells);
        if (code == null) {
            return null;
        }
        DiagnosisConfirmation known = confirmation.of(cells);
        return new StatedDiagnosis(code, known == null ? DiagnosisConfirmation.NOT_STATED : known);
    }

    private List<AcquisitionParameter> parametersOf(Cells cells) throws RowFlaw {
        if (parameters.isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<AcquisitionParameter>(parameters.size());
        for (Parameter parameter : parameters) {
            String value = cells.at(parameter.place());
            if (value.length() > TableLimits.PARAMETER_CHARACTERS
                    || value.chars().anyMatch(Character::isISOControl)) {
                throw new RowFlaw(
                        "PARAMETER_UNUSABLE",
                        "column '%s' holds more than %d characters, or a control character; shorten it."
                                .formatted(parameter.place().column(), TableLimits.PARAMETER_CHARACTERS));
            }
            if (!value.isEmpty()) {
                found.add(new AcquisitionParameter(parameter.name(), value, parameter.unit()));
            }
        }
        return List.copyOf(found);
    }
}
