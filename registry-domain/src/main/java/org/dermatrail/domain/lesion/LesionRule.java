package org.dermatrail.domain.lesion;

/** The rules a command to a lesion register can break; the names are the refusal codes. */
public enum LesionRule {
    /** A lesion of that id is in the register already. */
    LESION_ALREADY_IDENTIFIED,
    /** The register knows no lesion of that id. */
    LESION_NOT_KNOWN,
    /** A lesion cannot be merged into itself or into its own alias. */
    LESION_MERGE_CYCLIC,
    /** The lesion was merged into another; use the lesion that stays. */
    LESION_MERGED_AWAY,
    /** The register knows no diagnosis of that id. */
    DIAGNOSIS_NOT_KNOWN,
    /** A diagnosis of that id is in the register already. */
    DIAGNOSIS_ALREADY_RECORDED,
    /** The diagnosis was superseded already; supersede its successor. */
    DIAGNOSIS_ALREADY_SUPERSEDED,
    /** A diagnosis needs a lesion or a capture. */
    DIAGNOSIS_OF_NOTHING,
    /** A diagnosis can only supersede one of the same lesion or capture. */
    DIAGNOSIS_OF_ANOTHER_LESION,
    /** A procedure of that id is in the register already. */
    PROCEDURE_ALREADY_RECORDED
}
