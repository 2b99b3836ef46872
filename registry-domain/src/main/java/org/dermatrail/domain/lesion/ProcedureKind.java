package org.dermatrail.domain.lesion;

/** What was done about a lesion; after CID 4409. Stored by {@link #name()}. */
public enum ProcedureKind {
    /** A sample was taken. */
    BIOPSY,
    /** The lesion was removed. */
    EXCISION,
    /** Treated with cold. */
    CRYOTHERAPY,
    /** Photodynamic therapy. */
    PHOTODYNAMIC_THERAPY,
    /** Treated with laser. */
    LASER,
    /** Topical treatment. */
    TOPICAL_TREATMENT,
    /** Systemic treatment. */
    SYSTEMIC_TREATMENT
}
