package org.dermatrail.projections.enrolment;

import java.util.List;
import java.util.Map;
import org.dermatrail.projections.access.AccessFilter;

/** Tells how enrolment goes. Thread-safe. */
public interface EnrolmentBoards {

    /**
     * Enrolment at one site.
     *
     * @param siteId the site
     * @param participantsByStatus participants enrolled there, by status
     * @param surrogates how many of them are surrogates
     * @param withoutConsent how many have no consent to research use in force
     * @param captures captures made at the site that are not withheld
     * @param openDiscrepancies open discrepancies of participants enrolled there
     */
    record SiteBoard(
            String siteId,
            Map<String, Long> participantsByStatus,
            long surrogates,
            long withoutConsent,
            long captures,
            long openDiscrepancies) {}

    /** The boards of all sites of a study the filter admits, by code. */
    List<SiteBoard> boards(AccessFilter access, String studyId);
}
