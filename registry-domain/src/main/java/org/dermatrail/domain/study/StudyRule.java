package org.dermatrail.domain.study;

/** The rules a command to a study can break; the names are the refusal codes. */
public enum StudyRule {
    /** A study of that code is there already. */
    STUDY_ALREADY_OPEN,
    /** The code is not a study code. */
    STUDY_CODE_MALFORMED,
    /** The title is empty or too long. */
    STUDY_TITLE_MALFORMED,
    /** The protocol version was published before. */
    PROTOCOL_VERSION_ALREADY_PUBLISHED,
    /** The protocol version is empty or too long. */
    PROTOCOL_VERSION_MALFORMED,
    /** The study was closed. */
    STUDY_CLOSED
}
