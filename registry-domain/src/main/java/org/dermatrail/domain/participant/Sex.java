package org.dermatrail.domain.participant;

/** Sex as the source states it; unknown is {@code null}, never a value. Stored by {@link #name()}. */
public enum Sex {
    /** Female. */
    FEMALE,
    /** Male. */
    MALE,
    /** Stated, and neither of the two. */
    OTHER
}
