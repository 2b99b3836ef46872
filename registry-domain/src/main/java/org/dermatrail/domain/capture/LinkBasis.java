package org.dermatrail.domain.capture;

/** Why a capture is said to show a lesion. Stored by {@link #name()}. */
public enum LinkBasis {
    /** The source says so. */
    STATED_BY_SOURCE,
    /** A person looked and decided. */
    DECIDED_BY_PERSON
}
