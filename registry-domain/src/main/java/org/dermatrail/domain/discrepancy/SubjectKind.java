package org.dermatrail.domain.discrepancy;

/** What a discrepancy is about. Stored by {@link #name()}. */
public enum SubjectKind {
    /** A participant. */
    PARTICIPANT,
    /** A lesion. */
    LESION
}
