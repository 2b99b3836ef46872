package org.dermatrail.projections.access;

import java.util.Set;

/**
 * The rows a caller may see, resolved when the caller was recognised.
 *
 * <p>Law: part of every index query by construction; an empty {@link Only} matches nothing, never everything.
 * Immutable and thread-safe.
 *
 * @param studies studies the caller may see
 * @param sites sites the caller may see, as {@code study/code}
 * @param consentedOnly whether only participants with consent to research use in force now are seen
 */
public record AccessFilter(Scope studies, Scope sites, boolean consentedOnly) {

    /** Which of a kind may be seen. */
    public sealed interface Scope permits Everything, Only {

        /** Whether this one may be seen. */
        boolean admits(String id);
    }

    /** All of a kind. */
    public record Everything() implements Scope {

        @Override
        public boolean admits(String id) {
            return true;
        }
    }

    /**
     * These and no others.
     *
     * @param ids what may be seen; empty denies all
     */
    public record Only(Set<String> ids) implements Scope {

        /** Copies the set. */
        public Only {
            ids = Set.copyOf(ids);
        }

        @Override
        public boolean admits(String id) {
            return ids.contains(id);
        }
    }

    /** Sees nothing. */
    public static AccessFilter denyAll() {
        return new AccessFilter(new Only(Set.of()), new Only(Set.of()), true);
    }

    /** Sees every study and site, whatever the consent; for the registry's own keepers. */
    public static AccessFilter everything() {
        return new AccessFilter(new Everything(), new Everything(), false);
    }

    /** Whether a row of this study, site and consent may be seen. */
    public boolean admits(String studyId, String siteId, boolean consented) {
        return studies.admits(studyId) && sites.admits(siteId) && (consented || !consentedOnly);
    }
}
