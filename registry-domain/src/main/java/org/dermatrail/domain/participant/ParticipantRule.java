package org.dermatrail.domain.participant;

/** The rules a command to a participant can break; the names are the refusal codes. */
public enum ParticipantRule {
    /** Consent is not given, so it cannot be withdrawn. */
    CONSENT_NOT_GIVEN,
    /** A participant who left cannot change status but by being enrolled again. */
    PARTICIPANT_OFF_STUDY,
    /** The version of form or licence is empty or too long. */
    CONSENT_FORM_VERSION_MALFORMED
}
