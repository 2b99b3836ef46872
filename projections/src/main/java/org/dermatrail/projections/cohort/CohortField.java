package org.dermatrail.projections.cohort;

import java.util.Arrays;
import java.util.Optional;

/**
 * A field cohorts can be asked about.
 *
 * <p>Law: {@link #wireName()} is the name in criteria files, the API and reports, and never changes its meaning.
 */
public enum CohortField {
    /** Code of the study. */
    STUDY("study", Kind.KEYWORD, Level.PARTICIPANT),
    /** Site of the capture (of enrolment where there is no capture), as {@code study/code}; a resolved discrepancy holds. */
    SITE("site", Kind.KEYWORD, Level.CAPTURE),
    /** Sex as stated with the capture; a resolved discrepancy holds; else as known of the participant. */
    SEX("sex", Kind.KEYWORD, Level.CAPTURE),
    /** How the participant is known: given or surrogate. */
    IDENTIFICATION("identification", Kind.KEYWORD, Level.PARTICIPANT),
    /** Status of the participant. */
    STATUS("status", Kind.KEYWORD, Level.PARTICIPANT),
    /** Age at capture in completed years. */
    AGE_YEARS("ageYears", Kind.NUMBER, Level.CAPTURE),
    /** DICOM code of the modality. */
    MODALITY("modality", Kind.KEYWORD, Level.CAPTURE),
    /** Technique, finer than the modality. */
    TECHNIQUE("technique", Kind.KEYWORD, Level.CAPTURE),
    /** Place on the body as stated with the capture; a resolved discrepancy holds; the lesion's where there is no capture. */
    ANATOMIC_SITE("anatomicSite", Kind.KEYWORD, Level.CAPTURE),
    /** The place and every region that contains it; several values a row. */
    ANATOMIC_REGION("anatomicRegion", Kind.KEYWORD, Level.CAPTURE),
    /** Side of the body. */
    LATERALITY("laterality", Kind.KEYWORD, Level.CAPTURE),
    /** Diagnosis in force of the lesion, or stated with the capture where there is no lesion. */
    DIAGNOSIS("diagnosis", Kind.KEYWORD, Level.LESION),
    /** The diagnosis and every wider code; several values a row. */
    DIAGNOSIS_GROUP("diagnosisGroup", Kind.KEYWORD, Level.LESION),
    /** How the diagnosis in force is known. */
    CONFIRMATION("confirmation", Kind.KEYWORD, Level.LESION),
    /** Extent of the lesion. */
    EXTENT("extent", Kind.KEYWORD, Level.LESION),
    /** Procedures performed on the lesion; several values a row. */
    PROCEDURE("procedure", Kind.KEYWORD, Level.LESION),
    /** Day of the capture relative to the participant's baseline. */
    DAY("day", Kind.NUMBER, Level.CAPTURE),
    /** {@code true} where a picture came with the capture, else {@code false}. */
    WITH_PICTURE("withPicture", Kind.KEYWORD, Level.CAPTURE),
    /** {@code true} where the capture is linked to a lesion, else {@code false}. */
    LINKED("linked", Kind.KEYWORD, Level.CAPTURE),
    /** Number of captures of the lesion that are not withheld. */
    LESION_CAPTURES("lesionCaptures", Kind.NUMBER, Level.LESION),
    /** Modalities the lesion was captured with; several values a row. */
    LESION_MODALITIES("lesionModalities", Kind.KEYWORD, Level.LESION),
    /** Fields of the participant or lesion that are in open dispute; several values a row. */
    DISPUTED("disputed", Kind.KEYWORD, Level.LESION);

    /** How a field is compared. */
    public enum Kind {
        /** By equality with text. */
        KEYWORD,
        /** By range of whole numbers. */
        NUMBER
    }

    private final String wireName;
    private final Kind kind;
    private final Level level;

    CohortField(String wireName, Kind kind, Level level) {
        this.wireName = wireName;
        this.kind = kind;
        this.level = level;
    }

    /** The name in criteria, API and reports. */
    public String wireName() {
        return wireName;
    }

    /** How it is compared. */
    public Kind kind() {
        return kind;
    }

    /** The level it is a property of. */
    public Level level() {
        return level;
    }

    /** The field of that name. */
    public static Optional<CohortField> named(String wireName) {
        return Arrays.stream(values())
                .filter(field -> field.wireName.equals(wireName))
                .findFirst();
    }
}
