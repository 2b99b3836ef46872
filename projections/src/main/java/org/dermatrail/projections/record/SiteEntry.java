package org.dermatrail.projections.record;

/**
 * What is known of a site.
 *
 * @param siteId {@code study/code}
 * @param order when it was opened
 * @param lastOrder the last event applied
 * @param studyId its study
 * @param code its code
 * @param name its name
 * @param closed whether it is closed
 */
public record SiteEntry(
        String siteId, long order, long lastOrder, String studyId, String code, String name, boolean closed)
        implements Entry {

    @Override
    public String id() {
        return siteId;
    }

    SiteEntry closed(long at) {
        return new SiteEntry(siteId, order, at, studyId, code, name, true);
    }
}
