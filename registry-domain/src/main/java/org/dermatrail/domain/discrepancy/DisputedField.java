package org.dermatrail.domain.discrepancy;

/** A field on which sources can contradict one another. Stored by its {@link #wireName()}. */
public enum DisputedField {
    /** The participant's sex. */
    SEX("sex"),
    /** The lesion's place on the body. */
    ANATOMIC_SITE("anatomicSite"),
    /** The side of the body the lesion is on. */
    LATERALITY("laterality"),
    /** The centre. */
    SITE("site"),
    /** The diagnosis of a lesion, where neither statement says that it supersedes the other. */
    DIAGNOSIS("diagnosis"),
    /** The participant a lesion belongs to. */
    PARTICIPANT("participant");

    private final String wireName;

    DisputedField(String wireName) {
        this.wireName = wireName;
    }

    /** The name in events, reports and the API. */
    public String wireName() {
        return wireName;
    }
}
