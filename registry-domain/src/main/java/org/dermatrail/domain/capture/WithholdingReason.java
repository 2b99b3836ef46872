package org.dermatrail.domain.capture;

/** Why a capture is kept out of answers: a code, never free text. Stored by {@link #name()}. */
public enum WithholdingReason {
    /** The import that brought it was undone. */
    IMPORT_UNDONE,
    /** The participant withdrew consent. */
    CONSENT_WITHDRAWN,
    /** The picture may show who it is. */
    IDENTITY_AT_RISK,
    /** Not usable for research. */
    NOT_USABLE
}
