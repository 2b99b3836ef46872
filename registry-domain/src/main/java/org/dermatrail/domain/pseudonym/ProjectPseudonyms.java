package org.dermatrail.domain.pseudonym;

import java.util.Optional;

/**
 * Turns the registry's ids into ids of one project, and back.
 *
 * <p>Law: for a project and kind, {@code reveal(scope(id)) == id}; the same id looks unrelated in two projects or two
 * kinds; a scoped id of another project, another kind or a forged one is revealed as empty, never as another id.
 * Thread-safe.
 */
public interface ProjectPseudonyms {

    /** What an id names. */
    enum Kind {
        /** A participant key. */
        PARTICIPANT,
        /** A lesion id. */
        LESION,
        /** A capture id. */
        CAPTURE,
        /** A digest of a picture. */
        IMAGE,
        /** A discrepancy id. */
        DISCREPANCY
    }

    /** The id as the project sees it: URL-safe characters only. */
    String scope(String project, Kind kind, String id);

    /** The registry's id behind a scoped one, or empty where it is not one of this project and kind. */
    Optional<String> reveal(String project, Kind kind, String scopedId);
}
