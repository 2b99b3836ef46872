package org.dermatrail.domain.diagnosis;

/** How a diagnosis is known; ISIC {@code diagnosis_confirm_type}, HAM10000 {@code dx_type}. Stored by {@link #name()}. */
public enum DiagnosisConfirmation {
    /** Histopathology of the tissue. */
    HISTOPATHOLOGY,
    /** Follow-up that showed no change. */
    FOLLOW_UP,
    /** Agreement of experts on the image. */
    CONSENSUS,
    /** In-vivo confocal microscopy. */
    CONFOCAL,
    /** The treating clinician's assessment alone. */
    CLINICAL,
    /** The source states the diagnosis but not how it is known. */
    NOT_STATED
}
