package org.dermatrail.projections.cohort;

/** What is counted. */
public enum Level {
    /** Persons taking part. */
    PARTICIPANT,
    /** Lesions. */
    LESION,
    /** Captures. */
    CAPTURE
}
