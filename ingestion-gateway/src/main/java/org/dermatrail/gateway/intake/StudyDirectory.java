package org.dermatrail.gateway.intake;

import org.dermatrail.domain.site.SiteId;

/** Tells the door which studies and sites there are. Thread-safe. */
public interface StudyDirectory {

    /** Where a study stands. */
    enum Standing {
        /** Never opened. */
        UNKNOWN,
        /** Takes captures. */
        OPEN,
        /** Takes none any more. */
        CLOSED
    }

    /** Where the study stands now. */
    Standing study(String studyId);

    /** Where the site stands now. */
    Standing site(SiteId siteId);
}
