package org.dermatrail.connectors.synthetic;

/** What is wrong with a picture. */
enum PictureFlaw {
    /** Nothing. */
    NONE,
    /** Out of focus. */
    BLURRED,
    /** Hardly any light. */
    DARK,
    /** The file ends too early. */
    CUT_OFF,
    /** The row names a file that is not there. */
    MISSING;

    /** Whether the door refuses the row for it. */
    boolean isRefused() {
        return this == CUT_OFF || this == MISSING;
    }
}
