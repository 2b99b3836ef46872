package org.dermatrail.gateway.grant;

import java.util.Set;

/**
 * Who brings something in, and what they may bring. Immutable.
 *
 * <p>Law: what is not granted here is refused; only who may bring everything in may have studies and sites opened by it.
 *
 * @param account name of the account
 * @param role its role, in one word for the audit log
 * @param everything whether every study and site is granted
 * @param sites sites that are granted where not everything is, each as {@code study/code}
 */
public record ImportGrant(String account, String role, boolean everything, Set<String> sites) {

    /** Copies the set. */
    public ImportGrant {
        sites = Set.copyOf(sites);
    }

    /** Whether anything may be brought into a study. */
    public boolean admitsStudy(String studyId) {
        return everything || sites.stream().anyMatch(site -> site.startsWith(studyId + "/"));
    }

    /** Whether captures of a site may be brought in. */
    public boolean admitsSite(String siteId) {
        return everything || sites.contains(siteId);
    }
}
