package org.dermatrail.domain.lesion;

/** How far a lesion reaches. Stored by {@link #name()}. */
public enum Extent {
    /** One spot, for instance a naevus. */
    FOCAL,
    /** An area, for instance melasma of the cheek. */
    REGIONAL,
    /** Much of the body, for instance psoriasis. */
    GENERALISED
}
