package org.dermatrail.connectors.synthetic;

/** The errors of real sites that are planted, how often each is tried, and what a good importer makes of it. */
enum ErrorKind {
    /** The row names the other side of the body. Not to be seen where the lesion has no second row. */
    WRONG_SIDE(0.006, Finding.DISCREPANCY, "laterality"),
    /** The row names another place on the body. */
    WRONG_PLACE(0.003, Finding.DISCREPANCY, "anatomicSite"),
    /** The row names the other sex. */
    OTHER_SEX(0.003, Finding.DISCREPANCY, "sex"),
    /** The row names another diagnosis than the one before, without saying that it replaces it. */
    OTHER_DIAGNOSIS(0.003, Finding.DISCREPANCY, "diagnosis"),
    /** The row is filed under another participant of the centre, with the right lesion. */
    SWAPPED_PARTICIPANT(0.004, Finding.QUARANTINE, "LESION_OF_ANOTHER_PARTICIPANT"),
    /** An overview is filed under another participant of the centre; nothing in it says so. */
    SWAPPED_OVERVIEW(0.03, Finding.NOT_DETECTABLE_HERE, "an overview names no lesion that could contradict"),
    /** Something is typed where an age must stand. */
    AGE_UNREADABLE(0.002, Finding.QUARANTINE, "AGE_UNUSABLE"),
    /** The row has the capture id of the row before. */
    CAPTURE_ID_REUSED(0.002, Finding.QUARANTINE, "CAPTURE_TWICE_IN_SOURCE"),
    /** The picture is out of focus. */
    PICTURE_BLURRED(0.02, Finding.NOT_DETECTABLE_HERE, "the door does not judge sharpness"),
    /** The picture is dark. */
    PICTURE_DARK(0.015, Finding.NOT_DETECTABLE_HERE, "the door does not judge light"),
    /** The picture file ends too early. */
    PICTURE_CUT_OFF(0.003, Finding.QUARANTINE, "PICTURE_TRUNCATED"),
    /** The picture file is not there. */
    PICTURE_MISSING(0.003, Finding.QUARANTINE, "PICTURE_MISSING"),
    /** A later statement names a lesion that there is not. */
    LESION_MISTYPED(0.004, Finding.QUARANTINE, "LESION_UNKNOWN");

    /** What an importer can find. */
    enum Finding {
        /** A discrepancy about a field, which a person decides. */
        DISCREPANCY,
        /** A row in quarantine. */
        QUARANTINE,
        /** Nothing: what it takes to see it is not among what is imported. */
        NOT_DETECTABLE_HERE
    }

    private final double rate;
    private final Finding finding;
    private final String finds;

    ErrorKind(double rate, Finding finding, String finds) {
        this.rate = rate;
        this.finding = finding;
        this.finds = finds;
    }

    /** Share of rows on which it is tried; it is planted where the law of {@link Mishaps} allows. */
    double rate() {
        return rate;
    }

    Finding finding() {
        return finding;
    }

    /** Field of the discrepancy, code of the quarantine, or why nothing is found. */
    String finds() {
        return finds;
    }
}
