package org.dermatrail.domain.site;

/**
 * A site's id: its study's code and its own code within the study.
 *
 * @param studyId code of the study
 * @param code the site's code within the study; {@link #UNKNOWN} where a source does not say
 */
public record SiteId(String studyId, String code) {

    /** The site of captures whose source names none. */
    public static final String UNKNOWN = "UNKNOWN";

    /** The id as events carry it, for instance {@code isic-2019/vienna}. */
    @Override
    public String toString() {
        return studyId + "/" + code;
    }

    /** Whether this stands for captures whose source names no site. */
    public boolean isUnknown() {
        return code.equals(UNKNOWN);
    }

    /** Reads an id back. */
    public static SiteId parse(String siteId) {
        int slash = siteId.indexOf('/');
        if (slash < 1 || slash == siteId.length() - 1) {
            throw new IllegalArgumentException("'" + siteId + "' is not a site id such as study/site");
        }
        return new SiteId(siteId.substring(0, slash), siteId.substring(slash + 1));
    }
}
