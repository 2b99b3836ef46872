package org.dermatrail.domain.participant;

/** Where a participant stands in a study; FHIR ResearchSubject status. Stored by {@link #name()}. */
public enum ParticipantStatus {
    /** Eligibility is being checked. */
    SCREENING,
    /** On study. */
    ON_STUDY,
    /** Off study as planned. */
    COMPLETED,
    /** Off study before the end. */
    WITHDRAWN,
    /** No longer reached. */
    LOST_TO_FOLLOW_UP
}
