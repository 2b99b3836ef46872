package org.dermatrail.domain.capture;

/** The rules a command to a capture can break; the names are the refusal codes. */
public enum CaptureRule {
    /** The lesion is not one of the capture's participant. */
    LESION_OF_ANOTHER_PARTICIPANT,
    /** The capture is not linked to that lesion. */
    CAPTURE_NOT_LINKED,
    /** The capture's site belongs to another study. */
    SITE_OF_ANOTHER_STUDY
}
