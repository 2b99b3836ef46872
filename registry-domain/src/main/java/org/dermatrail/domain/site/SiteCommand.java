package org.dermatrail.domain.site;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of a site. */
public sealed interface SiteCommand {

    /** The site's id. */
    SiteId siteId();

    /** The stream the command is for. */
    @TargetAggregateIdentifier
    default String stream() {
        return Site.stream(siteId().toString());
    }

    /**
     * Opens a site of a study.
     *
     * @param siteId study and code
     * @param name name for people
     */
    record OpenSite(SiteId siteId, String name) implements SiteCommand {}

    /**
     * Closes a site to new participants and captures.
     *
     * @param siteId the site
     */
    record CloseSite(SiteId siteId) implements SiteCommand {}
}
