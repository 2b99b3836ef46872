package org.dermatrail.domain.participant;

/** Why a status changed: a code, so that no free text about a person is ever stored. Stored by {@link #name()}. */
public enum StatusReason {
    /** As the protocol foresees. */
    PROTOCOL,
    /** The participant's own wish. */
    PARTICIPANT_DECISION,
    /** The investigator's decision. */
    INVESTIGATOR_DECISION,
    /** Not eligible after all. */
    SCREEN_FAILURE,
    /** Moved away or not reachable. */
    NOT_REACHABLE,
    /** Death. */
    DEATH,
    /** None of the above. */
    OTHER
}
