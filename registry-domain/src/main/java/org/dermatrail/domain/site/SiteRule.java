package org.dermatrail.domain.site;

/** The rules a command to a site can break; the names are the refusal codes. */
public enum SiteRule {
    /** A site of that code is in the study already. */
    SITE_ALREADY_OPEN,
    /** The code is not a site code. */
    SITE_CODE_MALFORMED,
    /** The name is empty or too long. */
    SITE_NAME_MALFORMED
}
