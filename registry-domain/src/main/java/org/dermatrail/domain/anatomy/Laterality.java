package org.dermatrail.domain.anatomy;

/** The side of the body; DICOM Image Laterality (0020,0062). Stored by {@link #name()}. */
public enum Laterality {
    /** Left. */
    LEFT,
    /** Right. */
    RIGHT,
    /** On the midline. */
    MIDLINE,
    /** Both sides. */
    BILATERAL
}
