package org.dermatrail.projections.lucene;

/** What access is decided by. */
enum Gate {
    /** The study. */
    STUDY,
    /** The site of enrolment. */
    SITE,
    /** Whether the participant consented. */
    CONSENTED,
    /** Whether the capture is withheld. */
    WITHHELD;

    /** The one value of gates that are open or not. */
    static final String YES = "y";
}
