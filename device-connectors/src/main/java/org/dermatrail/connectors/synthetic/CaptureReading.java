package org.dermatrail.connectors.synthetic;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.dermatrail.connectors.SourceCapture;
import org.dermatrail.connectors.SourceCapture.StatedDiagnosis;
import org.dermatrail.connectors.SourceItem.Origin;
import org.dermatrail.connectors.mapping.Vocabulary;
import org.dermatrail.domain.anatomy.AnatomicSite;
import org.dermatrail.domain.anatomy.Laterality;
import org.dermatrail.domain.capture.AcquisitionParameter;
import org.dermatrail.domain.capture.Modality;
import org.dermatrail.domain.capture.StatedFacts;
import org.dermatrail.domain.diagnosis.DiagnosisCode;
import org.dermatrail.domain.diagnosis.DiagnosisConfirmation;
import org.dermatrail.domain.lesion.Extent;
import org.dermatrail.domain.participant.Sex;
import org.dermatrail.domain.site.SiteId;
import org.jspecify.annotations.Nullable;

/** Turns a row of {@code captures.csv} into a capture. Used by one thread. */
final class CaptureReading {

    private static final Vocabulary<Extent> EXTENTS = Vocabulary.of(Extent.class);
    private static final Vocabulary<Sex> SEXES = Vocabulary.of(Sex.class);
    private static final Vocabulary<AnatomicSite> PLACES = Vocabulary.of(AnatomicSite.class);
    private static final Vocabulary<Laterality> SIDES = Vocabulary.of(Laterality.class);
    private static final Vocabulary<DiagnosisCode> CODES = Vocabulary.of(DiagnosisCode.class);
    private static final Vocabulary<DiagnosisConfirmation> CONFIRMATIONS = Vocabulary.of(DiagnosisConfirmation.class);
    private static final Pattern PARAMETER =
            Pattern.compile("([A-Za-z][A-Za-z0-9]{0,39})=([^\\[\\];=]{1,100})(?:\\[([^\\[\\];=]{1,20})])?");
    private static final Pattern PICTURE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern TECHNIQUE = Pattern.compile("[A-Z][A-Z0-9_]{0,39}");
    private static final int MOST_KNOWN = 512;

    private final SyntheticFiles files;
    private final Map<String, AcquisitionParameter> known = new HashMap<>();
    private final Map<String, SiteId> sites = new HashMap<>();
    private final Map<String, Modality> modalities = new HashMap<>();

    CaptureReading(StudyFile study, SyntheticFiles files) {
        this.files = files;
        Set.of(Modality.XC, Modality.DMS, Modality.CFM, Modality.US, Modality.OCT)
                .forEach(modality -> modalities.put(modality.code(), modality));
        study.sites()
                .forEach(code -> sites.put(code, new SiteId(study.description().studyId(), code)));
    }

    SourceCapture capture(Origin origin, String captureId, List<String> cells) throws Unfit {
        var extent = Words.word(cells.get(3), "extent", EXTENTS);
        return new SourceCapture(
                origin,
                captureId,
                Words.optionalId(cells.get(2), "lesion"),
                Words.id(cells.get(1), "participant", "PARTICIPANT_ID_BLANK"),
                extent == null ? Extent.FOCAL : extent,
                facts(cells),
                diagnosis(cells),
                pictures(cells.get(14)));
    }

    private StatedFacts facts(List<String> cells) throws Unfit {
        var site = sites.get(cells.get(4));
        if (site == null) {
            throw new Unfit("SITE_UNKNOWN", "column 'site' names no centre of study.json; correct the row.");
        }
        var modality = modalities.get(cells.get(5));
        if (modality == null) {
            throw new Unfit("MODALITY_UNKNOWN", "column 'modality' is none of XC, DMS, CFM, US, OCT; correct the row.");
        }
        var technique = cells.get(6);
        if (!technique.isEmpty() && !TECHNIQUE.matcher(technique).matches()) {
            throw new Unfit("VALUE_NOT_KNOWN", "column 'technique' holds no word in capitals; correct the row.");
        }
        return new StatedFacts(
                site,
                modality,
                technique.isEmpty() ? null : technique.intern(),
                Words.day(cells.get(7)),
                Words.age(cells.get(8)),
                Words.word(cells.get(9), "sex", SEXES),
                Words.word(cells.get(10), "place", PLACES),
                Words.word(cells.get(11), "side", SIDES),
                parameters(cells.get(15)));
    }

    private static @Nullable StatedDiagnosis diagnosis(List<String> cells) throws Unfit {
        var code = Words.word(cells.get(12), "diagnosis", CODES);
        var confirmation = Words.word(cells.get(13), "confirmation", CONFIRMATIONS);
        return code == null
                ? null
                : new StatedDiagnosis(code, confirmation == null ? DiagnosisConfirmation.NOT_STATED : confirmation);
    }

    private List<AcquisitionParameter> parameters(String cell) throws Unfit {
        if (cell.isEmpty()) {
            return List.of();
        }
        var parameters = new ArrayList<AcquisitionParameter>();
        for (int from = 0; from <= cell.length(); ) {
            int end = cell.indexOf(';', from);
            end = end < 0 ? cell.length() : end;
            parameters.add(parameter(cell.substring(from, end)));
            from = end + 1;
        }
        return List.copyOf(parameters);
    }

    /** Devices state the same again and again, so what was read once is kept. */
    private AcquisitionParameter parameter(String text) throws Unfit {
        var before = known.get(text);
        if (before != null) {
            return before;
        }
        var match = PARAMETER.matcher(text);
        if (!match.matches()) {
            throw new Unfit(
                    "PARAMETER_UNUSABLE",
                    "column 'parameters' holds something that is not name=value or name=value[unit]; correct the row.");
        }
        var parameter = new AcquisitionParameter(match.group(1), match.group(2), match.group(3));
        if (known.size() < MOST_KNOWN) {
            known.put(text, parameter);
        }
        return parameter;
    }

    private List<Path> pictures(String name) throws Unfit {
        if (name.isEmpty()) {
            return List.of();
        }
        if (!PICTURE.matcher(name).matches()) {
            throw new Unfit("PICTURE_NAME_UNUSABLE", "column 'picture' holds no plain file name; correct the row.");
        }
        var file = files.pictures().resolve(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new Unfit(
                    "PICTURE_MISSING",
                    "the picture it names is not in the folder 'pictures'; copy the picture there, or make the study anew.");
        }
        return List.of(file);
    }
}
