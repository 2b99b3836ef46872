package org.dermatrail.domain.site;

import org.dermatrail.domain.RegistryEvent;
import org.dermatrail.domain.WireName;

/** What can have happened to a site. */
public sealed interface SiteEvent extends RegistryEvent {

    /** The site, see {@link SiteId}. */
    String siteId();

    @Override
    default String sequenceKey() {
        return Site.stream(siteId());
    }

    /**
     * A centre joined a study.
     *
     * @param siteId the site
     * @param studyId the study it joined
     * @param code its code within the study
     * @param name its name for people
     */
    @WireName("site-opened")
    record SiteOpened(String siteId, String studyId, String code, String name) implements SiteEvent {}

    /**
     * The site takes no more participants or captures.
     *
     * @param siteId the site
     */
    @WireName("site-closed")
    record SiteClosed(String siteId) implements SiteEvent {}
}
